package io.onerow.api.propeller;

import java.io.IOException;
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

	private static final String ONE = CustomerController.PATH + CustomerController.ONE;

	@Bean
	DialectSecurity propellerRoutes() {
		List<String> paths = List.of(CustomerController.PATH, CustomerController.PATH + "/**", DocsController.ERRORS,
				DocsController.ERRORS + "/**", DocsController.SCHEMA);
		return DialectSecurity.bearer("propeller", paths,
				List.of(RouteScope.allOf(HttpMethod.POST, BulkController.PATH, CUSTOMERS_WRITE, BULK_WRITE),
						RouteScope.allOf(HttpMethod.POST, CustomerController.PATH, CUSTOMERS_WRITE),
						RouteScope.allOf(HttpMethod.GET, ONE, CUSTOMERS_READ),
						RouteScope.allOf(HttpMethod.PATCH, ONE, CUSTOMERS_WRITE),
						RouteScope.allOf(HttpMethod.DELETE, ONE, CUSTOMERS_WRITE),
						RouteScope.open(HttpMethod.GET, DocsController.ERRORS),
						RouteScope.open(HttpMethod.GET, DocsController.ERROR),
						RouteScope.open(HttpMethod.GET, DocsController.SCHEMA)));
	}

	@Bean
	BodyLimit bulkBodies(PropellerProperties limits) {
		return BodyLimit.streamed(BulkController.PATH, limits.maxBulkBody());
	}

	@Bean
	FilterRegistrationBean<OncePerRequestFilter> returnFormat() {
		FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new ReturnFormat());
		filter.addUrlPatterns(CustomerController.PATH, CustomerController.PATH + "/*");
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
