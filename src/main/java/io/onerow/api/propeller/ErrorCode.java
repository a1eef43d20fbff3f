package io.onerow.api.propeller;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.onerow.customer.Refusal;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The errors of this wire. Those with a code below 1000 are no errors of the vendor's:
 * their code is the status.
 */
enum ErrorCode {

	INVALID_JSON_PAYLOAD(10005, HttpStatus.BAD_REQUEST, "InvalidJSONPayload", "The request cannot be read as JSON."),
	INVALID_LOOKUP_KEY(10006, HttpStatus.BAD_REQUEST, "InvalidLookupKey", "Customers cannot be looked up by this key."),
	SCHEMA_VALIDATION(10007, HttpStatus.BAD_REQUEST, "SchemaValidationException",
			"The body does not follow the schema; nothing was saved."),
	NOT_FOUND(10008, HttpStatus.NOT_FOUND, "NotFound", "There is nothing at this address."),
	LOOKUP_KEY_NOT_FOUND(10016, HttpStatus.BAD_REQUEST, "LookupKeyNotFound",
			"A customer lacks what it is looked up by; nothing was saved."),
	PAYLOAD_VALIDATION(10017, HttpStatus.BAD_REQUEST, "PayloadValidationError",
			"A value follows the schema and yet cannot be taken; the customer was not saved."),
	CUSTOMER_EXISTS(60004, HttpStatus.BAD_REQUEST, "CustomerExists", "Customer already exists"),
	MULTIPLE_CUSTOMERS_FOUND(60005, HttpStatus.BAD_REQUEST, "MultipleCustomersFound", "Multiple customers found"),
	CUSTOMER_NOT_FOUND(60006, HttpStatus.NOT_FOUND, "CustomerNotFound", "Customer not found"),
	PARENT_CUSTOMER_NOT_FOUND(60007, HttpStatus.NOT_FOUND, "ParentCustomerNotFound", "Parent customer not found"),
	UNAUTHORIZED(401, HttpStatus.UNAUTHORIZED, "Unauthorized", "A valid bearer token is required."),
	FORBIDDEN(403, HttpStatus.FORBIDDEN, "Forbidden", "The token lacks a scope that the route demands."),
	METHOD_NOT_ALLOWED(405, HttpStatus.METHOD_NOT_ALLOWED, "MethodNotAllowed", "The route does not have this method."),
	REQUEST_TIMEOUT(408, HttpStatus.REQUEST_TIMEOUT, "RequestTimeout", "The body did not arrive in time."),
	CONFLICT(409, HttpStatus.CONFLICT, "Conflict", "The record conflicts with another one."),
	PRECONDITION_FAILED(412, HttpStatus.PRECONDITION_FAILED, "PreconditionFailed",
			"The customer is not as If-Match or If-None-Match demands; nothing was saved."),
	TOO_LARGE(413, HttpStatus.CONTENT_TOO_LARGE, "PayloadTooLarge",
			"The request has more customers or bytes than are taken at once; nothing was saved."),
	UNSUPPORTED_MEDIA_TYPE(415, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaType",
			"The body must be application/json in UTF-8, not compressed."),
	UNPROCESSABLE(422, HttpStatus.UNPROCESSABLE_CONTENT, "UnprocessableContent",
			"The Idempotency-Key came with another request."),
	TOO_MANY_REQUESTS(429, HttpStatus.TOO_MANY_REQUESTS, "TooManyRequests",
			"Too many requests; Retry-After says when to go on."),
	SERVER_ERROR(500, HttpStatus.INTERNAL_SERVER_ERROR, "InternalServerError", "The request failed here."), UNAVAILABLE(
			503, HttpStatus.SERVICE_UNAVAILABLE, "ServiceUnavailable", "The service is busy; send the request again.");

	private final int code;

	private final HttpStatus status;

	private final String type;

	private final String text;

	ErrorCode(int code, HttpStatus status, String type, String text) {
		this.code = code;
		this.status = status;
		this.type = type;
		this.text = text;
	}

	/** The error for a failure of which only the status is known. */
	static ErrorCode of(HttpStatusCode status) {
		return Arrays.stream(values())
			.filter((error) -> error.status.isSameCodeAs(status))
			.findFirst()
			.orElse(status.is5xxServerError() ? SERVER_ERROR : INVALID_JSON_PAYLOAD);
	}

	static ErrorCode of(Refusal refusal) {
		return switch (refusal) {
			case NOT_FOUND -> CUSTOMER_NOT_FOUND;
			case DOUBTFUL -> CONFLICT;
			case SEVERAL -> MULTIPLE_CUSTOMERS_FOUND;
			case PARENT_NOT_FOUND -> PARENT_CUSTOMER_NOT_FOUND;
			case EXISTS -> CUSTOMER_EXISTS;
			case PARENT_RING, UNFIT, UNSTORABLE -> PAYLOAD_VALIDATION;
			case BUSY -> UNAVAILABLE;
		};
	}

	/**
	 * What is wrong with one customer.
	 * @param place where it stands in the body
	 * @param inTheWay the ids of the customers that its keys point at, or that it may be
	 */
	static String reason(Refusal refusal, String place, List<Long> inTheWay) {
		if (refusal == Refusal.PARENT_RING) {
			return place + "/parent: must be neither the customer nor one below it";
		}
		if (refusal == Refusal.DOUBTFUL) {
			return "It may be customer " + inTheWay.stream().map(String::valueOf).collect(Collectors.joining(" or "))
					+ ", or a new one; nothing was saved.";
		}
		return inTheWay.isEmpty() ? of(refusal).text()
				: of(refusal).text() + ": "
						+ inTheWay.stream().map(String::valueOf).collect(Collectors.joining(" and "))
						+ ((refusal == Refusal.SEVERAL) ? " have the source and sourceId"
								: " has the source, sourceId and language");
	}

	int code() {
		return this.code;
	}

	HttpStatus status() {
		return this.status;
	}

	String type() {
		return this.type;
	}

	String text() {
		return this.text;
	}

}
