package io.onerow.security;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.onerow.tenant.TenantScoped;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Applies the declared access of a route, and marks the request as one that a declaration
 * let through.
 */
class RouteRule implements AuthorizationManager<RequestAuthorizationContext> {

	private static final String DECLARED = RouteRule.class.getName() + ".declared";

	private final Access access;

	RouteRule(Access access) {
		this.access = access;
	}

	static boolean letThrough(HttpServletRequest request) {
		return request.getAttribute(DECLARED) != null;
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		boolean granted = this.access instanceof Access.Open || permits(authentication.get());
		if (granted) {
			context.getRequest().setAttribute(DECLARED, true);
		}
		return new AuthorizationDecision(granted);
	}

	private boolean permits(@Nullable Authentication caller) {
		return caller instanceof TenantScoped && caller.isAuthenticated() && this.access.permits(scopes(caller));
	}

	private static Set<String> scopes(Authentication caller) {
		Set<String> scopes = new HashSet<>();
		for (GrantedAuthority granted : caller.getAuthorities()) {
			String scope = Scopes.of(granted.getAuthority());
			if (scope != null) {
				scopes.add(scope);
			}
		}
		return scopes;
	}

}
