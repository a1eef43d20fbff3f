package io.onerow.api.console;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.onerow.security.secrets.TryLater;
import io.onerow.security.session.BrowserSessions;
import io.onerow.security.session.Login;
import io.onerow.security.session.LoginResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Lets people in, by address and password, and out. */
@Controller
class LoginController {

	static final String LOGIN = ConsoleSecurity.HOME + "/login";

	static final String LOGOUT = ConsoleSecurity.HOME + "/logout";

	private static final String PAGE = "login";

	private static final int LONGEST_EMAIL = 254;

	private final Login login;

	private final BrowserSessions sessions;

	LoginController(Login login, BrowserSessions sessions) {
		this.login = login;
		this.sessions = sessions;
	}

	/** The address of the login that leads back to the page that was asked for. */
	static String loginFor(HttpServletRequest request) {
		String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
		return LOGIN + "?to=" + UriUtils.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
	}

	@GetMapping(LOGIN)
	String page(@RequestParam(defaultValue = "") String to, Model model) {
		return again(model, "", to, null);
	}

	@PostMapping(LOGIN)
	Object logIn(@RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String password,
			@RequestParam(defaultValue = "") String to, Model model, HttpServletRequest request,
			HttpServletResponse response) {
		if (!StringUtils.hasText(email) || !StringUtils.hasLength(password) || email.length() > LONGEST_EMAIL
				|| email.indexOf('\0') >= 0) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return again(model, email, to, "login.missing");
		}
		try {
			LoginResult result = this.login.enter(email, password, request.getRemoteAddr());
			if (result instanceof LoginResult.Opened opened) {
				return sent(target(to), cookie(request, opened.token(), null));
			}
			response.setStatus(HttpStatus.FORBIDDEN.value());
			return again(model, email, to, (result instanceof LoginResult.Locked) ? "login.locked" : "login.wrong");
		}
		catch (TryLater ex) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(ex.seconds()));
			response.setStatus((ex.isBusy() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.TOO_MANY_REQUESTS).value());
			return again(model, email, to, "login.later");
		}
	}

	private static String again(Model model, String email, String to, @Nullable String problem) {
		model.addAttribute("email", email).addAttribute("to", to).addAttribute("problem", problem);
		return PAGE;
	}

	@PostMapping(LOGOUT)
	ResponseEntity<Void> logOut(@CookieValue(name = ConsoleSecurity.COOKIE, defaultValue = "") String token,
			HttpServletRequest request) {
		this.sessions.close(token);
		return sent(URI.create(LOGIN), cookie(request, "", Duration.ZERO));
	}

	/** A page of the console, whatever was sent. */
	private static URI target(String to) {
		try {
			return URI.create(to.startsWith(ConsoleSecurity.HOME + "/") ? to : ConsoleSecurity.HOME);
		}
		catch (IllegalArgumentException ex) {
			return URI.create(ConsoleSecurity.HOME);
		}
	}

	private static ResponseEntity<Void> sent(URI where, ResponseCookie cookie) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(where)
			.header(HttpHeaders.SET_COOKIE, cookie.toString())
			.build();
	}

	private static ResponseCookie cookie(HttpServletRequest request, String token, @Nullable Duration age) {
		ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(ConsoleSecurity.COOKIE, token)
			.path(ConsoleSecurity.HOME)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Strict");
		return ((age != null) ? cookie.maxAge(age) : cookie).build();
	}

}
