package io.onerow.api.failure;

import java.util.List;
import java.util.Map;

import io.onerow.OutOfMemory;
import io.onerow.api.json.InvalidBody;
import io.onerow.security.path.RefusedPath;
import io.onerow.security.secrets.TryLater;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;

/**
 * Tells every exception that a request can end in what it means to the client. An
 * exception's message never gets there unless it was written here; what is not expected
 * is logged once, with its stack and without its messages, and is a 500.
 */
public final class Failures {

	private static final Logger log = LoggerFactory.getLogger(Failures.class);

	private static final Map<HttpStatus, String> DETAILS = Map.ofEntries(
			Map.entry(HttpStatus.BAD_REQUEST, "The request is not valid."),
			Map.entry(HttpStatus.UNAUTHORIZED, "Authentication is required."),
			Map.entry(HttpStatus.FORBIDDEN, "This is not permitted."),
			Map.entry(HttpStatus.NOT_FOUND, "Nothing was found here."),
			Map.entry(HttpStatus.METHOD_NOT_ALLOWED, "This method is not supported here."),
			Map.entry(HttpStatus.NOT_ACCEPTABLE, "The answer is JSON, which the request does not accept."),
			Map.entry(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time."),
			Map.entry(HttpStatus.CONFLICT, "The record conflicts with another one."),
			Map.entry(HttpStatus.CONTENT_TOO_LARGE, "The request is too large."),
			Map.entry(HttpStatus.NOT_IMPLEMENTED, "The request is of a kind of HTTP that is not supported."),
			Map.entry(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "This version of HTTP is not supported."),
			Map.entry(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"The body must be application/json in UTF-8, without a Content-Encoding."),
			Map.entry(HttpStatus.TOO_MANY_REQUESTS,
					"Too many requests, or tries that failed; Retry-After says when to go on."),
			Map.entry(HttpStatus.SERVICE_UNAVAILABLE, "The service is busy; send the request again."),
			Map.entry(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed here; x-request-id names it."));

	/** What is said where a form is taken and JSON is not. */
	static final String FORM_NEEDED = "The body must be application/x-www-form-urlencoded in UTF-8,"
			+ " without a Content-Encoding.";

	private static final String FILE_NEEDED = "The body must be the file itself, in no form and without a"
			+ " Content-Encoding.";

	private Failures() {
	}

	/** Classifies an exception; logs it if nobody expected it. */
	public static Failure of(Throwable thrown) {
		OutOfMemory.endIfIn(thrown);
		Failure failure = ofBody(thrown);
		if (failure == null) {
			failure = RecordFailures.of(thrown);
		}
		if (failure == null) {
			failure = StoreFailures.of(thrown);
		}
		if (failure == null) {
			failure = ofRequest(thrown);
		}
		if (failure == null) {
			log.error("Request {} failed", MDC.get(RequestIdFilter.LOGGED), Wordless.of(thrown));
			return of(HttpStatus.INTERNAL_SERVER_ERROR);
		}
		return failure;
	}

	/** A failure of which only the status is known. */
	static Failure of(HttpStatusCode status) {
		String detail = DETAILS.get(HttpStatus.resolve(status.value()));
		return Failure.of(status, (detail != null) ? detail : "The request failed.");
	}

	/** Nobody is left to answer. */
	static boolean isClientGone(Throwable thrown) {
		return Causes.has(thrown, AsyncRequestNotUsableException.class)
				|| (Causes.has(thrown, ClientAbortException.class) && !UnreadableBody.isLate(thrown));
	}

	private static @Nullable Failure ofBody(Throwable thrown) {
		if (thrown instanceof InvalidBody invalid) {
			return Failure.of(invalid.faults());
		}
		Failure refused = UnreadableBody.refused(thrown);
		if (refused == null && thrown instanceof HttpMessageNotReadableException) {
			return UnreadableBody.of(thrown);
		}
		return refused;
	}

	private static @Nullable Failure ofRequest(Throwable thrown) {
		if (thrown instanceof Rejected rejected) {
			return rejected.failure();
		}
		if (thrown instanceof TryLater later) {
			return of(later.isBusy() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.TOO_MANY_REQUESTS)
				.with(HttpHeaders.RETRY_AFTER, Long.toString(later.seconds()));
		}
		if (thrown instanceof ErrorResponse response && !response.getStatusCode().is5xxServerError()) {
			return ofMvc(response);
		}
		if (thrown instanceof RefusedPath refused) {
			return Failure.of(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage()));
		}
		if (thrown instanceof RequestRejectedException) {
			return Failure.of(HttpStatus.BAD_REQUEST,
					"A header or the name of a parameter has a character that is not allowed.");
		}
		if (thrown instanceof TypeMismatchException mismatch) {
			return Failure.of(HttpStatus.BAD_REQUEST, "The parameter " + mismatch.getPropertyName() + " is not valid.");
		}
		if (Causes.has(thrown, InvalidParameterException.class)) {
			return Failure.of(HttpStatus.BAD_REQUEST,
					"The query must be UTF-8 in percent-encoding, and not have too many parameters.");
		}
		HttpStatus status = status(thrown);
		return (status != null) ? of(status) : null;
	}

	private static Failure ofMvc(ErrorResponse response) {
		HttpHeaders headers = new HttpHeaders(response.getHeaders());
		if (response.getStatusCode().isSameCodeAs(HttpStatus.UNSUPPORTED_MEDIA_TYPE)) {
			headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		return new Failure(response.getStatusCode(), detail(response), List.of(), headers);
	}

	private static String detail(ErrorResponse response) {
		if (response instanceof MissingServletRequestParameterException missing) {
			return "The parameter " + missing.getParameterName() + " is required.";
		}
		if (response instanceof MissingPathVariableException missing) {
			return "The parameter " + missing.getVariableName() + " is not valid.";
		}
		if (response instanceof MissingRequestHeaderException missing) {
			return "The header " + missing.getHeaderName() + " is required.";
		}
		if (response instanceof HttpMediaTypeNotSupportedException type
				&& type.getSupportedMediaTypes().contains(MediaType.APPLICATION_FORM_URLENCODED)) {
			return FORM_NEEDED;
		}
		if (response instanceof HttpMediaTypeNotSupportedException type
				&& type.getSupportedMediaTypes().contains(MediaType.APPLICATION_NDJSON)) {
			return FILE_NEEDED;
		}
		return of(response.getStatusCode()).detail();
	}

	private static @Nullable HttpStatus status(Throwable thrown) {
		if (thrown instanceof AuthenticationException) {
			return HttpStatus.UNAUTHORIZED;
		}
		if (thrown instanceof AccessDeniedException) {
			return HttpStatus.FORBIDDEN;
		}
		return (thrown instanceof MultipartException) ? HttpStatus.UNSUPPORTED_MEDIA_TYPE : null;
	}

}
