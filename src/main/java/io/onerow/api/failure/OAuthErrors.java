package io.onerow.api.failure;

import java.util.Map;

import io.onerow.api.body.BodyLimit;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The error body of the token endpoint, as RFC 6749, section 5.2, wants it; the codes for
 * what is no fault of the client's are those of section 4.1.2.1.
 */
@Component
class OAuthErrors implements ErrorFormat {

	@Override
	public boolean covers(String path) {
		return path.startsWith(BodyLimit.TOKENS) || path.equals(BodyLimit.BULK_TOKENS + "/");
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		return failure.answer(MediaType.APPLICATION_JSON,
				Map.of("error", code(failure), "error_description", description(failure)));
	}

	private static String description(Failure failure) {
		return failure.status().isSameCodeAs(HttpStatus.UNSUPPORTED_MEDIA_TYPE) ? Failures.FORM_NEEDED
				: failure.detail();
	}

	private static String code(Failure failure) {
		return switch (failure.status().value()) {
			case 429, 503 -> "temporarily_unavailable";
			default -> failure.status().is5xxServerError() ? "server_error" : "invalid_request";
		};
	}

}
