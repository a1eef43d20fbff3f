package io.onerow.api.console;

import java.util.Set;
import java.util.stream.Collectors;

import io.onerow.security.SecurityProperties;
import io.onerow.security.session.Users;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells each page who looks at it, and who those are that have written something. */
@ControllerAdvice(basePackageClasses = People.class)
class People {

	private static final String AUTHORITY = "SCOPE_";

	private final Users users;

	private final SecurityProperties security;

	People(Users users, SecurityProperties security) {
		this.users = users;
		this.security = security;
	}

	@ModelAttribute("visitor")
	@Nullable Visitor visitor() {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (!(caller instanceof TenantScoped scoped)) {
			return null;
		}
		Set<String> scopes = caller.getAuthorities()
			.stream()
			.map((held) -> String.valueOf(held.getAuthority()))
			.filter((held) -> held.startsWith(AUTHORITY))
			.map((held) -> held.substring(AUTHORITY.length()))
			.collect(Collectors.toUnmodifiableSet());
		return new Visitor(name(scoped.tenant(), caller.getName()), scopes);
	}

	/** Whether clients are administered here. */
	@ModelAttribute("ownIssuer")
	boolean isOwnIssuer() {
		return this.security.issuerUri() == null;
	}

	/** The address of a user, the name of any other credential. */
	String name(TenantId tenant, String client) {
		return this.users.address(tenant, client).orElse(client);
	}

}
