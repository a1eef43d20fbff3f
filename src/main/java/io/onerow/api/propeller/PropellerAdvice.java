package io.onerow.api.propeller;

import java.util.List;

import io.onerow.customer.RefusedException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what only this wire has a code for; the rest is {@link PropellerErrors}. */
@RestControllerAdvice(basePackageClasses = PropellerAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PropellerAdvice {

	@ExceptionHandler
	ResponseEntity<ErrorBody> answer(Refused refused) {
		return answer(refused.code(), refused.messages());
	}

	@ExceptionHandler
	ResponseEntity<ErrorBody> answer(RefusedException refused) {
		ErrorCode code = ErrorCode.of(refused.refusal());
		return answer(code, List.of(ErrorCode.reason(refused.refusal(), "#", refused.inTheWay())));
	}

	private static ResponseEntity<ErrorBody> answer(ErrorCode code, List<String> messages) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(code.status())
			.contentType(MediaType.APPLICATION_JSON);
		if (code == ErrorCode.UNAVAILABLE) {
			answer.header(HttpHeaders.RETRY_AFTER, "1");
		}
		return answer.body(ErrorBody.of(code, code.status().value(), messages));
	}

}
