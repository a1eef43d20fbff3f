package io.onerow.api.openint;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** The document and the routes are the same. */
@IntegrationTest
class OpenapiIntegrationTests {

	private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

	@Autowired
	private ApplicationContext context;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@Test
	void documentHasEachRouteAndNoOther() {
		Set<String> routes = new TreeSet<>();
		this.mapping.getHandlerMethods().forEach((route, handler) -> {
			if (handler.getBeanType().getPackage().equals(getClass().getPackage())
					&& handler.getBeanType() != NotKeptController.class) {
				for (String pattern : route.getPatternValues()) {
					if (pattern.startsWith(Paths.V0)) {
						route.getMethodsCondition()
							.getMethods()
							.forEach((method) -> routes.add(method + " " + documented(pattern)));
					}
				}
			}
		});
		assertThat(routes).hasSizeGreaterThan(20);
		assertThat(documented()).containsExactlyElementsOf(routes);
	}

	private static String documented(String pattern) {
		return pattern.substring(Paths.V0.length()).replaceAll("\\{\\w+:\\(\\?i:(\\w+)\\)}", "$1");
	}

	private Set<String> documented() {
		Set<String> routes = new TreeSet<>();
		JsonNode document = Client.json(Client.anonymous(this.context).get(Paths.V0 + Paths.OPENAPI));
		document.get("paths").forEachEntry((path, item) -> item.propertyNames().forEach((method) -> {
			if (METHODS.contains(method)) {
				routes.add(method.toUpperCase(Locale.ROOT) + " " + path);
			}
		}));
		return routes;
	}

	@Test
	void documentPointsAtNothingThatIsMissing() {
		JsonNode document = Client.json(Client.anonymous(this.context).get(Paths.V0 + Paths.OPENAPI));
		assertThat(document.findValuesAsString("$ref")).isNotEmpty()
			.allSatisfy((pointer) -> assertThat(document.at(pointer.substring(1)).isObject()).as(pointer).isTrue());
	}

}
