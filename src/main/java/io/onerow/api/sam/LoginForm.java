package io.onerow.api.sam;

import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

/** What a login sends. Its appCode is not needed here. */
record LoginForm(String email, String password) {

	private static final int EMAIL_MAX = 254;

	private static final String VERSION = "1";

	static LoginForm of(MultiValueMap<String, String> form) {
		String email = form.getFirst("uEmail");
		String password = form.getFirst("uPassword");
		if (!StringUtils.hasText(email) || !StringUtils.hasLength(password)) {
			throw new LoginRefused(WsException.NO_USERNAME_OR_PASSWORD, "uEmail and uPassword are required.");
		}
		if (email.length() > EMAIL_MAX || email.indexOf('\0') >= 0) {
			throw new LoginRefused(WsException.INVALID_PARAMETER, "uEmail must be an email address.");
		}
		String version = form.getFirst("version");
		if (version != null && !version.equals(VERSION)) {
			throw new LoginRefused(WsException.INVALID_PARAMETER, "version must be 1.");
		}
		return new LoginForm(email, password);
	}

	// both stay out of logs
	@Override
	public String toString() {
		return "LoginForm";
	}

}
