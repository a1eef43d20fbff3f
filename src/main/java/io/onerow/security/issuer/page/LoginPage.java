package io.onerow.security.issuer.page;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;

/** Shows who asks for what, and asks for address and password. */
class LoginPage {

	private static final Map<String, String> WORDS = Map.ofEntries(
			Map.entry(Scopes.ACCOUNTS_READ, "read accounts and contacts"),
			Map.entry(Scopes.ACCOUNTS_ALL, "read and write accounts and contacts"),
			Map.entry(Scopes.CUSTOMERS_READ, "read customers"), Map.entry(Scopes.CUSTOMERS_WRITE, "write customers"),
			Map.entry(Scopes.BULK_WRITE, "write customers in bulk"),
			Map.entry(Scopes.HISTORY_READ, "read what was written"),
			Map.entry(Scopes.HISTORY_UNDO, "take back what was written"),
			Map.entry(Scopes.IMPORTS_WRITE, "load files of records"),
			Map.entry(Scopes.RECORDS_READ, "see where the fields of records are from"),
			Map.entry(Scopes.REVIEWS_READ, "see which records may be one"),
			Map.entry(Scopes.REVIEWS_WRITE, "say which records are one"));

	private final Pages pages = new Pages();

	private final String form = Pages.read("form.html");

	private final OAuthClients clients;

	LoginPage(OAuthClients clients) {
		this.clients = clients;
	}

	/**
	 * Answers with the page.
	 * @param problem what was wrong with the form; empty if none was sent
	 */
	void write(HttpServletRequest request, HttpServletResponse response,
			OAuth2AuthorizationCodeRequestAuthenticationToken asked, HttpStatus status, String problem)
			throws IOException {
		URI target = URI.create(Objects.requireNonNull(asked.getRedirectUri()));
		String email = request.getParameter(LoginFilter.EMAIL);
		CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		String body = Pages.filled(this.form,
				Map.of("client", Pages.escaped(this.clients.findByClientId(asked.getClientId()).getClientName()),
						"scopes", listed(asked.getScopes()), "target",
						Pages.escaped((target.getHost() != null) ? target.getHost() : target.getScheme()), "problem",
						problem.isEmpty() ? "" : "<p role=\"alert\">" + Pages.escaped(problem) + "</p>", "email",
						Pages.escaped((email != null) ? email : ""), "csrf", Pages.escaped(token.getToken())));
		// browsers follow the answer to a form only where the page allows it
		this.pages.write(response, status, "Log in to Onerow", body, "'self' " + target.getScheme() + ":");
	}

	private static String listed(Set<String> scopes) {
		return new TreeSet<>(scopes).stream()
			.map((scope) -> "<li>" + Pages.escaped(WORDS.getOrDefault(scope, scope)) + "</li>")
			.collect(Collectors.joining("\n"));
	}

}
