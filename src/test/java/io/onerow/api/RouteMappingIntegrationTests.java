package io.onerow.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.onerow.IntegrationTest;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Each path leads where the framework's own mapping leads it. */
@IntegrationTest
class RouteMappingIntegrationTests {

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping routes;

	@Autowired
	private ConfigurableApplicationContext context;

	/** Of forms that no route has today. */
	private static final List<String> OTHERS = List.of("/free/**", "/rest/{*rest}", "/f?ur/{a}-{b}/end", "/*/star");

	@Test
	void leadsWhereTheFrameworkDoes() throws NoSuchMethodException {
		assertThat(this.routes).isInstanceOf(RouteMapping.class);
		RequestMappingHandlerMapping own = filled(new RouteMapping());
		RequestMappingHandlerMapping plain = filled(new RequestMappingHandlerMapping());
		assertThat(own.getHandlerMethods().keySet()).isEqualTo(plain.getHandlerMethods().keySet())
			.containsAll(this.routes.getHandlerMethods().keySet());
		Set<String> found = new LinkedHashSet<>();
		for (String path : paths(own)) {
			for (String method : List.of("GET", "PUT", "POST", "DELETE")) {
				String where = lead(own, method, path);
				assertThat(where).as("%s %s", method, path).isEqualTo(lead(plain, method, path));
				found.add(where);
			}
		}
		// of most routes one is reached, and some paths lead nowhere
		assertThat(found).hasSizeGreaterThan(own.getHandlerMethods().size() / 2).contains("nowhere");
	}

	private RequestMappingHandlerMapping filled(RequestMappingHandlerMapping mapping) throws NoSuchMethodException {
		mapping.setApplicationContext(this.context);
		mapping.setEmbeddedValueResolver(new EmbeddedValueResolver(this.context.getBeanFactory()));
		mapping.setContentNegotiationManager(this.routes.getContentNegotiationManager());
		mapping.afterPropertiesSet();
		for (String pattern : OTHERS) {
			mapping.registerMapping(
					RequestMappingInfo.paths(pattern).options(mapping.getBuilderConfiguration()).build(), this,
					Object.class.getMethod("toString"));
		}
		return mapping;
	}

	private static Set<String> paths(RequestMappingHandlerMapping mapping) {
		Set<String> paths = new LinkedHashSet<>(List.of("/", "//", "/none", "/**", "/{id}", "/api/", "/API/PUBLIC/v1"));
		mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((route) -> route.getPatternValues().stream())
			.map((pattern) -> pattern.replaceAll("/(\\*\\*|\\{\\*[^}]*})$", "")
				.replaceAll("\\{[^/]*}", "7-a.b")
				.replaceAll("[*?]", "o"))
			.forEach((path) -> paths.addAll(around(path)));
		return paths;
	}

	/** The path, and what nearly is it. */
	private static List<String> around(String path) {
		List<String> paths = new ArrayList<>(
				List.of(path, path + "/", path + "/more/still", path + ";v=1", path.toUpperCase(Locale.ROOT)));
		int last = path.lastIndexOf('/');
		if (last > 0) {
			paths.add(path.substring(0, last));
			paths.add(path.substring(0, last) + '/' + path.substring(last));
			paths.add(path.substring(0, last + 1) + "%" + Integer.toHexString(path.charAt(path.length() - 1)));
			paths.add(path.substring(0, path.length() - 1) + "%" + Integer.toHexString(path.charAt(path.length() - 1)));
		}
		return paths;
	}

	private static String lead(RequestMappingHandlerMapping mapping, String method, String path) {
		HttpServletRequest request = new MockHttpServletRequest(method, path);
		ServletRequestPathUtils.parseAndCache(request);
		try {
			HandlerExecutionChain chain = mapping.getHandler(request);
			return (chain != null) ? chain.getHandler().toString() : "nowhere";
		}
		catch (Exception ex) {
			return ex.getClass().getName() + ": " + ex.getMessage();
		}
	}

}
