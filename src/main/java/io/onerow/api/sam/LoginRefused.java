package io.onerow.api.sam;

/** A login that opened no session; the message is meant for the client. */
final class LoginRefused extends RuntimeException {

	private final WsException exception;

	LoginRefused(WsException exception, String message) {
		super(message, null, false, false);
		this.exception = exception;
	}

	WsException exception() {
		return this.exception;
	}

}
