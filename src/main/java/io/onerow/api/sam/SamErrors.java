package io.onerow.api.sam;

import io.onerow.api.failure.ErrorFormat;
import io.onerow.api.failure.Failure;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The error body: an exception by its name and code. */
@Component
class SamErrors implements ErrorFormat {

	@Override
	public boolean covers(String path) {
		return path.startsWith("/rest/");
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		HttpStatusCode status = failure.status();
		return switch (status.value()) {
			case 401 -> answer(WsException.INVALID_AUTH_TOKEN, failure);
			case 403 -> answer(WsException.INSUFFICIENT_PERMISSIONS, failure);
			// outside a controller it is either the body that had no room, or the check
			// of
			// a token
			case 503 -> failure.headers().containsHeader(HttpHeaders.RETRY_AFTER)
					? answer(WsException.COMPANY_SERVICE_UNAVAILABLE, status, failure)
					: answer(WsException.CACHE_SERVICE, failure);
			case 429 -> answer(WsException.COMPANY_SERVICE_UNAVAILABLE, status, failure);
			case 500 -> answer(WsException.INTERNAL, failure);
			default -> answer(WsException.INVALID_PARAMETER, status, failure);
		};
	}

	/** The failure under another name; the headers that HTTP wants stay. */
	ResponseEntity<Object> answer(WsException exception, Failure failure) {
		return answer(exception, exception.status(), failure);
	}

	/** Under another name only; the status stays too. */
	ResponseEntity<Object> answerAsIs(WsException exception, Failure failure) {
		return answer(exception, failure.status(), failure);
	}

	private static ResponseEntity<Object> answer(WsException exception, HttpStatusCode status, Failure failure) {
		Body body = new Body(exception.toString(), exception.code(), failure.detail(), status.value());
		return new Failure(status, failure.detail(), failure.faults(), failure.headers())
			.answer(MediaType.APPLICATION_JSON, body);
	}

	/** The members are this service's: the vendor has published none. */
	record Body(String exception, int code, String message, int status) {

	}

}
