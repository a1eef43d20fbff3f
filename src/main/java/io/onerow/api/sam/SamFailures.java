package io.onerow.api.sam;

import io.onerow.api.failure.Failure;
import io.onerow.api.failure.Failures;
import io.onerow.security.secrets.TryLater;
import io.onerow.upsert.TooMuchContention;

import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells which of the vendor's services failed: that of companies at a contact, else that
 * of users.
 */
@Order(0)
@RestControllerAdvice(basePackageClasses = SamFailures.class)
class SamFailures {

	private final SamErrors errors;

	SamFailures(SamErrors errors) {
		this.errors = errors;
	}

	@ExceptionHandler
	ResponseEntity<Object> answer(LoginRefused refused) {
		WsException exception = refused.exception();
		return this.errors.answer(exception, Failure.of(exception.status(), String.valueOf(refused.getMessage())));
	}

	/**
	 * The vendor has no status for it, and HTTP has; no other exception says so little.
	 */
	@ExceptionHandler
	ResponseEntity<Object> answer(TryLater later) {
		return this.errors.answerAsIs(WsException.USER_SERVICE_UNAVAILABLE, Failures.of(later));
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class, TooMuchContention.class })
	ResponseEntity<Object> answer(Exception ex, HandlerMethod handler) {
		Failure failure = Failures.of(ex);
		if (!failure.status().is5xxServerError()) {
			return this.errors.answer(failure);
		}
		boolean users = !ContactController.class.equals(handler.getBeanType());
		return this.errors.answer(HttpStatus.SERVICE_UNAVAILABLE.equals(failure.status()) ? unavailable(users)
				: (users ? WsException.USER_SERVICE : WsException.COMPANY_SERVICE), failure);
	}

	private static WsException unavailable(boolean users) {
		return users ? WsException.USER_SERVICE_UNAVAILABLE : WsException.COMPANY_SERVICE_UNAVAILABLE;
	}

}
