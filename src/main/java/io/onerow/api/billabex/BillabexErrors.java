package io.onerow.api.billabex;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.failure.ErrorFormat;
import io.onerow.api.failure.Failure;
import io.onerow.api.json.Fault;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The error body: a problem of RFC 9457 with the vendor's {@code message}. A client of
 * the vendor's takes what it deletes for gone only where the message says 404.
 */
@Component
class BillabexErrors implements ErrorFormat {

	@Override
	public boolean covers(String path) {
		return path.startsWith("/api/public/");
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		HttpStatus status = HttpStatus.valueOf(failure.status().value());
		String detail = (status == HttpStatus.NOT_FOUND) ? withoutDot(failure.detail()) + " (404)" : failure.detail();
		Body body = new Body("about:blank", status.getReasonPhrase(), status.value(), detail, detail, failure.faults(),
				failure.suspects());
		return failure.answer(MediaType.APPLICATION_PROBLEM_JSON, body);
	}

	private static String withoutDot(String sentence) {
		return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
	}

	/**
	 * {@code message} is the same as {@code detail}; the candidates are the records that
	 * it may be, where that is not clear.
	 */
	record Body(String type, String title, int status, String detail, String message,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Failure.Suspect> candidates) {

	}

}
