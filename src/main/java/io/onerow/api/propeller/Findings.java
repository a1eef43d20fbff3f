package io.onerow.api.propeller;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The faults of a request. The answer has one code: that of the schema before a missing
 * key, a missing key before a value.
 */
final class Findings {

	private static final int MOST = 100;

	/** Of the thousands of lines of a bulk each may have faults. */
	private static final int MOST_IN_LINE = 10;

	private final Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);

	private final List<String> messages = new ArrayList<>(0);

	void add(ErrorCode code, String message) {
		this.codes.add(code);
		if (this.messages.size() < MOST) {
			this.messages.add(message);
		}
	}

	void addAll(Findings others) {
		this.codes.addAll(others.codes);
		others.messages.stream().limit(MOST - this.messages.size()).forEach(this.messages::add);
	}

	/** The first of them in one line; empty if there are none. */
	String line() {
		String line = this.messages.stream().limit(MOST_IN_LINE).collect(Collectors.joining("; "));
		return (this.messages.size() > MOST_IN_LINE) ? line + "; ..." : line;
	}

	/** The first of them, of which there must be one. */
	String first() {
		return this.messages.get(0);
	}

	boolean isFull() {
		return this.messages.size() == MOST;
	}

	boolean isEmpty() {
		return this.messages.isEmpty();
	}

	/**
	 * Ends the checks.
	 * @throws Refused if there was a fault
	 */
	void verify() {
		if (!this.codes.isEmpty()) {
			// the order of the constants
			throw new Refused(this.codes.iterator().next(), this.messages);
		}
	}

}
