package io.onerow.api.failure;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the container caught: a filter that failed, a request that was rejected.
 */
@RestController
class ErrorsOutside implements ErrorController {

	private final ErrorFormats formats;

	ErrorsOutside(ErrorFormats formats) {
		this.formats = formats;
	}

	@RequestMapping("${spring.web.error.path:/error}")
	ResponseEntity<Object> answer(HttpServletRequest request) {
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return this.formats.answer((path != null) ? path.toString() : "", failure(request));
	}

	private static Failure failure(HttpServletRequest request) {
		Object sent = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		int status = (sent instanceof Integer code) ? code : HttpStatus.NOT_FOUND.value();
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause
				&& !isFailedRead(cause, status)) {
			return Failures.of(cause);
		}
		return Failures.of(HttpStatusCode.valueOf(status));
	}

	/** The container has answered a body that broke off or came too slowly. */
	private static boolean isFailedRead(Throwable cause, int status) {
		return cause instanceof IOException && status < HttpStatus.INTERNAL_SERVER_ERROR.value();
	}

}
