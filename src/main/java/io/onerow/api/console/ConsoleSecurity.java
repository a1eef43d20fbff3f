package io.onerow.api.console;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.onerow.api.body.BodyLimit;
import io.onerow.api.console.admin.AdminPageRoutes;
import io.onerow.imports.ImportProperties;
import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;
import io.onerow.security.session.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

import static io.onerow.security.Scopes.ADMIN;
import static io.onerow.security.Scopes.HISTORY_READ;
import static io.onerow.security.Scopes.HISTORY_UNDO;
import static io.onerow.security.Scopes.IMPORTS_WRITE;
import static io.onerow.security.Scopes.RECORDS_READ;
import static io.onerow.security.Scopes.REVIEWS_READ;
import static io.onerow.security.Scopes.REVIEWS_WRITE;

/**
 * The chain of the console, whose only credential is the cookie of a browser that has
 * logged in; it is sent to these paths alone. So each form carries a token of its own.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

	static final String HOME = "/console";

	static final String COOKIE = "onerow-console";

	/** Of what forms are compared with. */
	static final String FORM_COOKIE = "onerow-console-form";

	private static final String POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
			+ " style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'";

	@Bean
	BodyLimit sentFiles(ImportProperties properties) {
		return BodyLimit.upload(ImportPages.PATH, properties.file());
	}

	@Bean
	DialectSecurity consoleRoutes(BrowserSessions sessions) {
		Stream<RouteScope> open = Stream.of(RouteScope.open(HttpMethod.GET, LoginController.LOGIN),
				RouteScope.open(HttpMethod.POST, LoginController.LOGIN),
				RouteScope.open(HttpMethod.POST, LoginController.LOGOUT),
				RouteScope.open(HttpMethod.GET, AssetController.FILE));
		Stream<RouteScope> pages = Stream.of(
				RouteScope.anyOf(HttpMethod.GET, HOME, RECORDS_READ, HISTORY_READ, REVIEWS_READ, ADMIN),
				RouteScope.anyOf(HttpMethod.GET, RecordPages.SEARCH, RECORDS_READ),
				RouteScope.allOf(HttpMethod.GET, RecordPages.ONE, RECORDS_READ, HISTORY_READ),
				RouteScope.anyOf(HttpMethod.POST, RecordPages.UNDO, HISTORY_UNDO),
				RouteScope.allOf(HttpMethod.GET, MergePages.MERGE, RECORDS_READ, REVIEWS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, MergePages.MERGE, REVIEWS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, MergePages.UNMERGE, REVIEWS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, ReviewPages.PATH, REVIEWS_READ),
				RouteScope.anyOf(HttpMethod.POST, ReviewPages.ONE, REVIEWS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, ActivityPages.PATH, HISTORY_READ),
				RouteScope.anyOf(HttpMethod.GET, LabPages.PATH, RECORDS_READ),
				RouteScope.anyOf(HttpMethod.POST, LabPages.EXPLAIN, RECORDS_READ),
				RouteScope.anyOf(HttpMethod.POST, LabPages.COMPARE, REVIEWS_READ));
		return DialectSecurity.withCredentials("console", List.of(HOME + "/**"),
				Stream.of(open, pages, files(), AdminPageRoutes.all()).flatMap((some) -> some).toList(), (http) -> {
					sessions.inCookie(COOKIE, ConsoleSecurity::isOfAPage).customize(http);
					withPages(http);
				});
	}

	private static Stream<RouteScope> files() {
		return Stream.of(RouteScope.anyOf(HttpMethod.GET, ImportPages.PATH, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.PATH, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, ImportPages.ONE, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.COLUMN, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.DEFAULT, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.MEND, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.TEMPLATE, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.USE_TEMPLATE, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, ImportPages.STEP, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, ImportPages.FAILED, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, ImportPages.SUCCEEDED, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, SyncPages.PATH, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, SyncPages.PATH, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.GET, SyncPages.ONE, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, SyncPages.COMPLETE, IMPORTS_WRITE),
				RouteScope.anyOf(HttpMethod.POST, SyncPages.STEP, IMPORTS_WRITE));
	}

	/** A list that follows what is written asks by itself. */
	private static boolean isOfAPage(HttpServletRequest request) {
		return request.getHeader("HX-Request") != null;
	}

	private static void withPages(HttpSecurity http) {
		CookieCsrfTokenRepository forms = new CookieCsrfTokenRepository();
		forms.setCookieName(FORM_COOKIE);
		forms.setCookiePath(HOME);
		forms.setCookieCustomizer((cookie) -> cookie.httpOnly(true).sameSite("Strict"));
		http.csrf((csrf) -> csrf.csrfTokenRepository(forms))
			.headers((headers) -> headers.contentSecurityPolicy((csp) -> csp.policyDirectives(POLICY)))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(ConsoleSecurity::logIn));
	}

	/** Sends who is not known to the login, and from there back to the page. */
	private static void logIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (ex instanceof AuthenticationServiceException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
			response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		String page = HttpMethod.GET.matches(request.getMethod()) ? LoginController.loginFor(request)
				: LoginController.LOGIN;
		if (isOfAPage(request)) {
			// a part of a page was asked for; the whole page is to go there
			response.setHeader("HX-Redirect", LoginController.LOGIN);
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
			return;
		}
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, page);
	}

}
