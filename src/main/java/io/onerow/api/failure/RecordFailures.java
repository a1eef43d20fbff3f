package io.onerow.api.failure;

import java.util.List;
import java.util.stream.Collectors;

import io.onerow.administration.Conflict;
import io.onerow.administration.NotRootTenant;
import io.onerow.api.json.Fault;
import io.onerow.matching.KeyKind;
import io.onerow.merge.NotMergeable;
import io.onerow.policy.PolicyRefused;
import io.onerow.contact.NotComparable;
import io.onerow.contact.TooMuchToReplay;
import io.onerow.fullsync.SyncRefused;
import io.onerow.imports.FileTooLong;
import io.onerow.imports.WrongOffset;
import io.onerow.imports.WrongState;
import io.onerow.imports.file.UnreadableFile;
import io.onerow.job.NotHalted;
import io.onerow.policy.TooManyPolicies;
import io.onerow.review.AlreadyDecided;
import io.onerow.upsert.Ambiguous;
import io.onerow.upsert.Doubtful;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.KeyConflict.Holder;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.PreconditionFailed;
import io.onerow.upsert.RecordTooLarge;
import io.onerow.upsert.Taken;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What the features throw by intent, and what it means to any client. */
final class RecordFailures {

	private RecordFailures() {
	}

	static @Nullable Failure of(Throwable thrown) {
		if (thrown instanceof NotFound missing) {
			return Failure.of(HttpStatus.NOT_FOUND, missing.getMessage() + ".");
		}
		if (thrown instanceof Taken taken) {
			return Failure.of(HttpStatus.CONFLICT, taken.getMessage() + others(taken.others()) + ".");
		}
		if (thrown instanceof Ambiguous ambiguous) {
			return Failure.of(HttpStatus.CONFLICT, ambiguous.getMessage() + others(ambiguous.holders()) + ".");
		}
		if (thrown instanceof Doubtful doubt) {
			return of(doubt);
		}
		if (thrown instanceof PolicyRefused refused) {
			return Failure.of(HttpStatus.FORBIDDEN,
					"The header Onerow-Match-Policy is not taken: " + refused.getMessage() + ".");
		}
		if (thrown instanceof PreconditionFailed failed) {
			return Failure.of(HttpStatus.PRECONDITION_FAILED, failed.getMessage() + ".");
		}
		if (thrown instanceof RecordTooLarge large) {
			return Failure.of(List
				.of(new Fault("/" + large.attribute(), "makes the record larger than " + large.max() + " bytes")));
		}
		if (thrown instanceof InvalidParameter parameter) {
			return Failure.of(HttpStatus.BAD_REQUEST, parameter.detail());
		}
		return (thrown instanceof Incomplete incomplete) ? of(incomplete) : ofOwnRoutes(thrown);
	}

	/** Of what no wire has a word for. */
	private static @Nullable Failure ofOwnRoutes(Throwable thrown) {
		if (thrown instanceof TooManyPolicies many) {
			return Failure.of(HttpStatus.CONFLICT, many.getMessage() + ".");
		}
		if (thrown instanceof NotRootTenant other) {
			return Failure.of(HttpStatus.FORBIDDEN, other.getMessage() + ".");
		}
		if (thrown instanceof Conflict conflict) {
			return of(conflict);
		}
		if (thrown instanceof AlreadyDecided decided) {
			return Failure.of(HttpStatus.CONFLICT, decided.getMessage() + ".");
		}
		if (thrown instanceof NotComparable || thrown instanceof NotHalted || thrown instanceof TooMuchToReplay
				|| thrown instanceof WrongState || thrown instanceof SyncRefused) {
			return Failure.of(HttpStatus.CONFLICT, thrown.getMessage() + ".");
		}
		if (thrown instanceof NotMergeable pair) {
			return Failure.of(List.of(new Fault("/merged", String.valueOf(pair.getMessage()))));
		}
		return ofFiles(thrown);
	}

	private static @Nullable Failure ofFiles(Throwable thrown) {
		if (thrown instanceof UnreadableFile) {
			return Failure.of(HttpStatus.BAD_REQUEST, "The file cannot be read: " + thrown.getMessage() + ".");
		}
		if (thrown instanceof WrongOffset wrong) {
			return Failure.of(HttpStatus.CONFLICT, wrong.getMessage() + ".")
				.with("Upload-Offset", Long.toString(wrong.offset()));
		}
		return (thrown instanceof FileTooLong) ? Failure.of(HttpStatus.CONTENT_TOO_LARGE, thrown.getMessage() + ".")
			.with(HttpHeaders.CONNECTION, "close") : null;
	}

	private static Failure of(Doubtful doubt) {
		List<Failure.Suspect> suspects = doubt.suspects()
			.stream()
			.map((one) -> new Failure.Suspect(one.id().toString(), one.rung(), one.evidence(), one.why()))
			.toList();
		String ids = suspects.stream().map(Failure.Suspect::recordId).collect(Collectors.joining(", "));
		HttpHeaders headers = new HttpHeaders();
		headers.set("Onerow-Outcome", "doubt");
		headers.set("Onerow-Match", doubt.receipt().toString());
		return new Failure(HttpStatus.CONFLICT, doubt.getMessage() + ": " + ids + ".", List.of(), headers, suspects);
	}

	/** Which keys belong to whom else. */
	private static String others(List<Holder> holders) {
		return holders.stream()
			.map((holder) -> ", the " + Holder.words(holder.keys(), KeyKind::toString) + " to " + holder.id())
			.collect(Collectors.joining());
	}

	private static Failure of(Conflict conflict) {
		if (conflict.member() == null) {
			return Failure.of(HttpStatus.CONFLICT, conflict.getMessage() + ".");
		}
		Fault fault = new Fault("/" + conflict.member(), String.valueOf(conflict.getMessage()));
		return new Failure(HttpStatus.CONFLICT, fault.toString(), List.of(fault), new HttpHeaders());
	}

	private static Failure of(Incomplete incomplete) {
		List<Fault> faults = incomplete.missing()
			.stream()
			.map((member) -> new Fault("/" + member, "is required to create a record"))
			.toList();
		return new Failure(HttpStatus.BAD_REQUEST, incomplete.getMessage() + ".", faults, new HttpHeaders());
	}

}
