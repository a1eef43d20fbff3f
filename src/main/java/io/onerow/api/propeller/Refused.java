package io.onerow.api.propeller;

import java.util.List;

/** A request that this wire refuses, with the code and the messages of the answer. */
class Refused extends RuntimeException {

	private static final int MOST_MESSAGES = 100;

	private final ErrorCode code;

	private final transient List<String> messages;

	Refused(ErrorCode code, List<String> messages) {
		super(code.type(), null, false, false);
		this.code = code;
		this.messages = messages.stream().limit(MOST_MESSAGES).toList();
	}

	ErrorCode code() {
		return this.code;
	}

	List<String> messages() {
		return this.messages;
	}

}
