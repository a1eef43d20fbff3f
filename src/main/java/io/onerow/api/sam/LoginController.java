package io.onerow.api.sam;

import java.util.Map;

import io.onerow.security.session.Login;
import io.onerow.security.session.LoginResult;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The login; the token is in a header of the answer. */
@RestController
class LoginController {

	static final String PATH = "/rest/user/login";

	private final Login login;

	LoginController(Login login) {
		this.login = login;
	}

	@PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Map<String, Object>> login(
			@RequestBody(required = false) @Nullable MultiValueMap<String, String> form, HttpServletRequest request) {
		LoginForm sent = LoginForm.of((form != null) ? form : new LinkedMultiValueMap<>());
		LoginResult result = this.login.login(sent.email(), sent.password(), request.getRemoteAddr());
		if (result instanceof LoginResult.Opened opened) {
			return ResponseEntity.ok().header(SamSecurity.TOKEN, opened.token()).body(Map.of());
		}
		throw (result instanceof LoginResult.Locked)
				? new LoginRefused(WsException.ACCOUNT_LOCKED, "Too many logins failed; try again in 15 minutes.")
				: new LoginRefused(WsException.AUTHENTICATION_FAILED, "uEmail or uPassword is wrong.");
	}

}
