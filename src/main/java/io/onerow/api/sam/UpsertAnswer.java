package io.onerow.api.sam;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

import io.onerow.contact.Contact;
import io.onerow.matching.KeyKind;
import io.onerow.upsert.Doubtful;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.KeyConflict.Holder;
import io.onerow.upsert.Taken;
import io.onerow.upsert.TooMuchContention;
import io.onerow.upsert.UpsertResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, contact by contact, what became of a request; a refusal is logged by our own id.
 */
final class UpsertAnswer {

	private static final Logger log = LoggerFactory.getLogger(UpsertAnswer.class);

	private UpsertAnswer() {
	}

	/**
	 * What became of each item.
	 * @param results those of the items that were taken, in their order
	 * @param receipts whether to tell what was done to which contact, and why it was it
	 */
	static List<UpsertResponse> of(List<SentItem> items, List<UpsertResult<Contact>> results, boolean receipts) {
		Iterator<UpsertResult<Contact>> next = results.iterator();
		List<UpsertResponse> answer = new ArrayList<>(items.size());
		for (SentItem item : items) {
			answer.add(item.taken().isPresent() ? one(item.recordId(), next.next(), receipts)
					: UpsertResponse.refused(item.recordId(), WsException.INVALID_PARAMETER, item.refusal()));
		}
		return answer;
	}

	/** Names the contacts as this wire does, by their numbers, and why it may be each. */
	private static String doubt(Doubtful doubt) {
		return doubt.suspects()
			.stream()
			.map((one) -> "contact " + one.evidence().getOrDefault(KeyKind.NUMBER.toString(), "unknown") + " ("
					+ one.rung() + ")")
			.collect(Collectors.joining(", ", "It may be ", ", or a new one."));
	}

	/** Names the contacts as this wire does, by their numbers. */
	private static String conflict(String member, Taken taken) {
		String holder = taken.holders()
			.stream()
			.filter((one) -> one.id().equals(taken.holder()))
			.map(UpsertAnswer::contact)
			.findFirst()
			.orElse("another contact");
		return member + " belongs to " + holder
				+ taken.others()
					.stream()
					.map((other) -> ", " + Holder.words(other.keys(), UpsertAnswer::member) + " to " + contact(other))
					.collect(Collectors.joining())
				+ ".";
	}

	private static String contact(Holder holder) {
		return holder.record()
			.keys()
			.stream()
			.filter((key) -> key.kind() == KeyKind.NUMBER)
			.map((key) -> "contact " + key.value())
			.findFirst()
			.orElse("another contact");
	}

	private static String member(KeyKind key) {
		return switch (key) {
			case EMAIL -> Member.EMAIL;
			case NUMBER -> Member.NUMBER;
			default -> Member.EXTERNAL_ID;
		};
	}

	private static UpsertResponse one(@Nullable String recordId, UpsertResult<Contact> result, boolean receipts) {
		if (result instanceof UpsertResult.Saved<Contact> saved) {
			return receipts ? UpsertResponse.saved(recordId, saved.upserted()) : UpsertResponse.saved(recordId);
		}
		UpsertResult.Refused<Contact> refused = (UpsertResult.Refused<Contact>) result;
		if (refused.why() instanceof Taken taken) {
			boolean email = taken.key() == KeyKind.EMAIL;
			String member = member(taken.key());
			log.warn("A contact is refused: its {} belongs to contact {}", member, taken.holder());
			return UpsertResponse.refused(recordId,
					email ? WsException.EMAIL_ALREADY_EXISTS : WsException.INVALID_PARAMETER, conflict(member, taken));
		}
		if (refused.why() instanceof TooMuchContention) {
			return UpsertResponse.refused(recordId, WsException.COMPANY_SERVICE_UNAVAILABLE,
					"The contact is busy; send it again.");
		}
		if (refused.why() instanceof Doubtful doubt) {
			return UpsertResponse.refused(recordId, WsException.INVALID_PARAMETER, doubt(doubt));
		}
		return UpsertResponse.refused(recordId, WsException.INVALID_PARAMETER, (refused.why() instanceof Incomplete)
				? refused.why().getMessage() + "." : Member.NUMBER + " is not known.");
	}

}
