package io.onerow.api.openint;

import java.util.List;

import io.onerow.tenant.Connections;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Binds the connection of a request. */
@Configuration(proxyBeanMethods = false)
class OpenintWeb implements WebMvcConfigurer {

	private final Connections connections;

	OpenintWeb(Connections connections) {
		this.connections = connections;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ConnectionArgument(this.connections));
	}

}
