package io.onerow.api;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The error body of the token endpoint, as RFC 6749, section 5.2, wants it. */
@Component
class OAuthErrors implements ErrorFormat {

	static final String PATHS = "/api/oauth/";

	@Override
	public boolean covers(String path) {
		return path.startsWith(PATHS);
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		String error = "invalid_request";
		if (failure.status().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
			error = "temporarily_unavailable";
		}
		else if (failure.status().is5xxServerError()) {
			error = "server_error";
		}
		return failure.answer(MediaType.APPLICATION_JSON,
				Map.of("error", error, "error_description", failure.detail()));
	}

}
