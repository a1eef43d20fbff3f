package io.onerow.api.failure;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what no dialect's own advice does. It has no base package, as a request that
 * fails before its controller is known would pass an advice that has one.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class SharedErrors {

	private final ErrorFormats formats;

	SharedErrors(ErrorFormats formats) {
		this.formats = formats;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> answer(Exception ex, HttpServletRequest request) {
		if (Failures.isClientGone(ex)) {
			return null;
		}
		return this.formats.answer(request.getRequestURI(), Failures.of(ex));
	}

}
