package io.onerow.api.failure;

import java.net.SocketTimeoutException;
import java.util.List;

import io.onerow.api.body.BodyTooLarge;
import io.onerow.api.body.BodyTooSlow;
import io.onerow.api.body.MalformedRequest;
import io.onerow.api.body.TooManyTokens;
import io.onerow.api.json.Fault;
import io.onerow.api.json.NumberTooLong;
import io.onerow.api.json.Path;
import io.onerow.api.share.NoRoom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Why a body could not be read as JSON. */
final class UnreadableBody {

	private UnreadableBody() {
	}

	/** What the filter or the stream refused; null if it was neither. */
	static @Nullable Failure refused(Throwable thrown) {
		BodyTooLarge large = Causes.find(thrown, BodyTooLarge.class);
		if (large != null) {
			return Failure.of(HttpStatus.CONTENT_TOO_LARGE, "The body must be at most " + large.max() + " bytes.")
				.with(HttpHeaders.CONNECTION, "close");
		}
		if (Causes.has(thrown, TooManyTokens.class)) {
			return tooManyTokens();
		}
		if (Causes.has(thrown, BodyTooSlow.class)) {
			return late();
		}
		if (Causes.has(thrown, NoRoom.class)) {
			return Failures.of(HttpStatus.SERVICE_UNAVAILABLE).with(HttpHeaders.RETRY_AFTER, "1");
		}
		MalformedRequest malformed = Causes.find(thrown, MalformedRequest.class);
		return (malformed != null) ? invalid(String.valueOf(malformed.getMessage())) : null;
	}

	static Failure of(Throwable thrown) {
		if (isLate(thrown)) {
			return late();
		}
		JacksonException cause = Causes.find(thrown, JacksonException.class);
		return (cause != null) ? unparsed(cause) : invalid("A JSON body is required.");
	}

	private static Failure tooManyTokens() {
		return Failure.of(HttpStatus.CONTENT_TOO_LARGE, "The body has too many values.");
	}

	private static Failure late() {
		return Failures.of(HttpStatus.REQUEST_TIMEOUT).with(HttpHeaders.CONNECTION, "close");
	}

	static boolean isLate(Throwable thrown) {
		return Causes.has(thrown, SocketTimeoutException.class);
	}

	private static Failure unparsed(JacksonException cause) {
		if (cause instanceof NumberTooLong number) {
			return Failure.of(List.of(new Fault(place(number).pointer(), number.detail())));
		}
		if (cause instanceof StreamConstraintsException && cause.getOriginalMessage().startsWith("Token count")) {
			return tooManyTokens();
		}
		if (cause instanceof StreamConstraintsException) {
			return invalid("The body is nested too deep or has a number, name or string that is too long.");
		}
		if (cause instanceof StreamReadException read && isDuplicate(read)) {
			return Failure.of(List.of(new Fault(place(read).pointer(), "is given twice")));
		}
		if (cause instanceof MismatchedInputException mismatch) {
			return mismatched(mismatch);
		}
		return invalid("The body is not valid JSON" + where(cause.getLocation()) + ".");
	}

	private static boolean isDuplicate(StreamReadException read) {
		return read.getOriginalMessage().startsWith("Duplicate Object property");
	}

	private static Path place(StreamReadException read) {
		Path place = Path.ROOT;
		if (read.processor() == null) {
			return place;
		}
		JsonPointer rest = read.processor().streamReadContext().pathAsPointer();
		while (!rest.matches()) {
			place = place.member(rest.getMatchingProperty());
			rest = rest.tail();
		}
		return place;
	}

	private static Failure mismatched(MismatchedInputException mismatch) {
		if (mismatch.getPath().isEmpty()) {
			return invalid("The body must be one JSON value of the kind that is taken here.");
		}
		Path place = Path.ROOT;
		for (JacksonException.Reference step : mismatch.getPath()) {
			String name = step.getPropertyName();
			place = (name != null) ? place.member(name) : place.item(step.getIndex());
		}
		return Failure.of(List.of(new Fault(place.pointer(), "is of the wrong type")));
	}

	private static String where(@Nullable TokenStreamLocation location) {
		return (location != null) ? " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")" : "";
	}

	private static Failure invalid(String detail) {
		return Failure.of(HttpStatus.BAD_REQUEST, detail);
	}

}
