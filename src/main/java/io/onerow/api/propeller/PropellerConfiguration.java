package io.onerow.api.propeller;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.onerow.api.body.BodyLimit;
import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

import static io.onerow.security.Scopes.BULK_WRITE;
import static io.onerow.security.Scopes.CUSTOMERS_READ;
import static io.onerow.security.Scopes.CUSTOMERS_WRITE;

/** The scopes of the routes, the limit of a bulk, and a header of each answer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PropellerProperties.class)
class PropellerConfiguration {

	private static final List<String> BASES = List.of("", CustomerController.VERSION);

	@Bean
	DialectSecurity propellerRoutes() {
		List<String> paths = List.of(CustomerController.PATH, CustomerController.PATH + "/**",
				CustomerController.VERSION + "/**", DocsController.ERRORS, DocsController.ERRORS + "/**",
				DocsController.SCHEMA);
		List<RouteScope> routes = new ArrayList<>(List.of(RouteScope.open(HttpMethod.GET, DocsController.ERRORS),
				RouteScope.open(HttpMethod.GET, DocsController.ERROR),
				RouteScope.open(HttpMethod.GET, DocsController.SCHEMA)));
		for (String base : BASES) {
			String one = base + CustomerController.PATH + CustomerController.ONE;
			routes.add(RouteScope.allOf(HttpMethod.POST, base + BulkController.PATH, CUSTOMERS_WRITE, BULK_WRITE));
			routes.add(RouteScope.allOf(HttpMethod.POST, base + CustomerController.PATH, CUSTOMERS_WRITE));
			routes.add(RouteScope.allOf(HttpMethod.POST, base + SearchController.PATH, CUSTOMERS_READ));
			routes.add(RouteScope.allOf(HttpMethod.GET, one, CUSTOMERS_READ));
			routes.add(RouteScope.allOf(HttpMethod.PATCH, one, CUSTOMERS_WRITE));
			routes.add(RouteScope.allOf(HttpMethod.DELETE, one, CUSTOMERS_WRITE));
		}
		return DialectSecurity.bearer("propeller", paths, routes);
	}

	@Bean
	BodyLimit bulkBodies(PropellerProperties limits) {
		return BodyLimit.streamed(BulkController.PATH, limits.maxBulkBody());
	}

	@Bean
	BodyLimit versionedBulkBodies(PropellerProperties limits) {
		return BodyLimit.streamed(CustomerController.VERSION + BulkController.PATH, limits.maxBulkBody());
	}

	@Bean
	FilterRegistrationBean<OncePerRequestFilter> returnFormat() {
		FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new ReturnFormat());
		filter.addUrlPatterns(CustomerController.PATH, CustomerController.PATH + "/*",
				CustomerController.VERSION + "/*");
		filter.setDispatcherTypes(DispatcherType.REQUEST);
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		return filter;
	}

	/** The vendor's clients are told that the answer is JSON. */
	private static final class ReturnFormat extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.setHeader("return-format", "json");
			chain.doFilter(request, response);
		}

	}

}
