package io.onerow.api.sam;

import org.springframework.http.HttpStatus;

/** What can go wrong, by the names and codes of the vendor. */
enum WsException {

	NO_USERNAME_OR_PASSWORD("WSNoUsernameOrPasswordException", 1001, HttpStatus.BAD_REQUEST),

	INVALID_PARAMETER("WSInvalidParameterException", 1002, HttpStatus.BAD_REQUEST),

	INSUFFICIENT_PERMISSIONS("WSInsufficientPermissionsException", 1003, HttpStatus.UNAUTHORIZED),

	ACCOUNT_LOCKED("WSAccountLockedException", 1004, HttpStatus.UNAUTHORIZED),

	AUTHENTICATION_FAILED("WSAuthenticationFailedException", 1005, HttpStatus.UNAUTHORIZED),

	INVALID_AUTH_TOKEN("WSInvalidAuthTokenException", 1006, HttpStatus.UNAUTHORIZED),

	EMAIL_ALREADY_EXISTS("WSEmailAlreadyExistsException", 1010, HttpStatus.BAD_REQUEST),

	INTERNAL("WSInternalException", 2000, HttpStatus.INTERNAL_SERVER_ERROR),

	USER_SERVICE("WSUserServiceException", 2001, HttpStatus.INTERNAL_SERVER_ERROR),

	USER_SERVICE_UNAVAILABLE("WSUserServiceUnavailableException", 2002, HttpStatus.INTERNAL_SERVER_ERROR),

	COMPANY_SERVICE("WSCompanyServiceException", 2020, HttpStatus.INTERNAL_SERVER_ERROR),

	COMPANY_SERVICE_UNAVAILABLE("WSCompanyServiceUnavailableException", 2021, HttpStatus.INTERNAL_SERVER_ERROR),

	CACHE_SERVICE("WSCacheServiceException", 2027, HttpStatus.INTERNAL_SERVER_ERROR);

	private final String word;

	private final int code;

	private final HttpStatus status;

	WsException(String word, int code, HttpStatus status) {
		this.word = word;
		this.code = code;
		this.status = status;
	}

	int code() {
		return this.code;
	}

	HttpStatus status() {
		return this.status;
	}

	/** The name on the wire. */
	@Override
	public String toString() {
		return this.word;
	}

}
