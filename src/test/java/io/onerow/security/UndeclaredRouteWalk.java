package io.onerow.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every route of a context and lists those that no {@link RouteScope} covers. */
final class UndeclaredRouteWalk {

	private UndeclaredRouteWalk() {
	}

	static List<String> of(RequestMappingHandlerMapping mapping, Dialects dialects) {
		List<String> undeclared = new ArrayList<>();
		mapping.getHandlerMethods().forEach((route, handler) -> {
			if (!ErrorController.class.isAssignableFrom(handler.getBeanType())) {
				undeclared.addAll(of(route, dialects));
			}
		});
		return undeclared;
	}

	private static List<String> of(RequestMappingInfo route, Dialects dialects) {
		Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
		List<String> undeclared = new ArrayList<>();
		for (String pattern : route.getPatternValues()) {
			if (methods.isEmpty()) {
				undeclared.add("any method of " + pattern);
			}
			for (RequestMethod method : methods) {
				if (!dialects.declare(HttpMethod.valueOf(method.name()), pattern)) {
					undeclared.add(method + " " + pattern);
				}
			}
		}
		return undeclared;
	}

}
