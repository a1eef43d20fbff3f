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

	@Test
	void leadsWhereTheFrameworkDoes() {
		RequestMappingHandlerMapping plain = new RequestMappingHandlerMapping();
		plain.setApplicationContext(this.context);
		plain.setEmbeddedValueResolver(new EmbeddedValueResolver(this.context.getBeanFactory()));
		plain.setContentNegotiationManager(this.routes.getContentNegotiationManager());
		plain.afterPropertiesSet();
		assertThat(this.routes).isInstanceOf(RouteMapping.class);
		assertThat(this.routes.getHandlerMethods().keySet()).isEqualTo(plain.getHandlerMethods().keySet());
		Set<String> found = new LinkedHashSet<>();
		for (String path : paths()) {
			for (String method : List.of("GET", "PUT", "POST", "DELETE")) {
				String where = lead(this.routes, method, path);
				assertThat(where).as("%s %s", method, path).isEqualTo(lead(plain, method, path));
				found.add(where);
			}
		}
		// of most routes one is reached, and some paths lead nowhere
		assertThat(found).hasSizeGreaterThan(this.routes.getHandlerMethods().size() / 2);
		assertThat(found).contains("nowhere");
	}

	private Set<String> paths() {
		Set<String> paths = new LinkedHashSet<>(List.of("/", "//", "/none", "/**", "/{id}", "/api/", "/API/PUBLIC/v1"));
		this.routes.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((route) -> route.getPatternValues().stream())
			.map((pattern) -> pattern.replaceAll("/(\\*\\*|\\{\\*[^}]*})$", "").replaceAll("\\{[^/]*}", "7-a.b"))
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
