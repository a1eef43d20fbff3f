package io.onerow.api.openint;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.failure.ErrorFormat;
import io.onerow.api.failure.Failure;
import io.onerow.api.json.Fault;
import io.onerow.matching.KeyKind;
import io.onerow.upsert.Ambiguous;
import io.onerow.upsert.KeyConflict;
import io.onerow.upsert.RecordTooLarge;
import io.onerow.upsert.Taken;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The error body: a message and a code; where members are wrong, one issue each; where
 * other records are in the way, their ids.
 */
@RestControllerAdvice(basePackageClasses = OpenintErrors.class)
@Order(0)
class OpenintErrors implements ErrorFormat {

	/** Where the vendor's name is not that of HTTP. */
	private static final Map<HttpStatus, String> CODES = Map.of(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_SUPPORTED",
			HttpStatus.CONTENT_TOO_LARGE, "PAYLOAD_TOO_LARGE", HttpStatus.REQUEST_TIMEOUT, "TIMEOUT");

	@Override
	public boolean covers(String path) {
		return Stream.of("/unified/", "/core/", Paths.V0 + "/", Paths.API_V0 + "/").anyMatch(path::startsWith);
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		HttpStatus status = HttpStatus.valueOf(failure.status().value());
		return failure.answer(MediaType.APPLICATION_JSON,
				new Body(failure.detail(), CODES.getOrDefault(status, status.name()),
						failure.faults().stream().map(Issue::of).toList(), List.of(), List.of()));
	}

	@ExceptionHandler
	ResponseEntity<Object> answer(Ambiguous ambiguous) {
		return inTheWay(ambiguous.getMessage() + ".", ambiguous.candidates(), ambiguous);
	}

	@ExceptionHandler
	ResponseEntity<Object> answer(Refusal refusal) {
		return answer(Failure.of(refusal.status(), String.valueOf(refusal.getMessage())));
	}

	/** The vendor has no code for a conflict. */
	@ExceptionHandler
	ResponseEntity<Object> answer(Taken taken) {
		return inTheWay("The " + taken.key() + " belongs to another record.", List.of(taken.holder()), taken);
	}

	/** What was received is the record itself on the wire. */
	@ExceptionHandler
	ResponseEntity<Object> answer(RecordTooLarge large) {
		String member = large.attribute().equals(SentRecord.RAW) ? "" : "/" + large.attribute();
		return answer(Failure
			.of(List.of(new Fault("/record" + member, "makes the record larger than " + large.max() + " bytes"))));
	}

	private static ResponseEntity<Object> inTheWay(String message, List<?> candidates, KeyConflict conflict) {
		return ResponseEntity.badRequest()
			.contentType(MediaType.APPLICATION_JSON)
			.body(new Body(message, HttpStatus.BAD_REQUEST.name(), List.of(), candidates,
					conflict.holders().stream().map(Conflict::of).toList()));
	}

	/** Empty lists are left out. */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Body(String message, String code, List<Issue> issues, List<?> candidates, List<Conflict> conflicts) {

	}

	/** A record that has keys that were sent, and of which kinds they are. */
	record Conflict(UUID id, List<String> keys) {

		static Conflict of(KeyConflict.Holder holder) {
			return new Conflict(holder.id(), holder.keys().stream().sorted().map(KeyKind::toString).toList());
		}

	}

	/** What is wrong with one member, and the names and indexes that lead there. */
	record Issue(String message, List<Object> path) {

		static Issue of(Fault fault) {
			return new Issue(fault.detail(), fault.path());
		}

	}

}
