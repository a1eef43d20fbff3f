package io.onerow.api.description;

import java.util.List;

import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Everybody may know what the service can do. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = DescriptionConfiguration.ENABLED, matchIfMissing = true)
class DescriptionConfiguration {

	static final String ENABLED = "onerow.description.enabled";

	@Bean
	DialectSecurity descriptionRoutes() {
		List<String> paths = List.of(PageController.FRONT, PageController.DOCS, PageController.FILE,
				DescriptionController.ALL, DescriptionController.GROUP);
		return DialectSecurity.bearer("description", paths,
				paths.stream().map((path) -> RouteScope.open(HttpMethod.GET, path)).toList());
	}

}
