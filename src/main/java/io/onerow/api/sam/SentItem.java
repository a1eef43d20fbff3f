package io.onerow.api.sam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.onerow.api.json.Fault;
import io.onerow.contact.SentContact;
import org.jspecify.annotations.Nullable;

/**
 * One contact of an array, as far as it could be read.
 *
 * @param recordId its external id, else its number as text, else null
 * @param contact what it says; null where it cannot be told whom it is about
 * @param faults the values that are not taken, with the place of the item in front
 */
record SentItem(@Nullable String recordId, @Nullable SentContact contact, List<Fault> faults) {

	/** The contact to upsert; empty if the item is refused as it is. */
	Optional<SentContact> taken() {
		return this.faults.isEmpty() ? Optional.ofNullable(this.contact) : Optional.empty();
	}

	/** Why it is refused: each member and what it must be. */
	String refusal() {
		return this.faults.stream().map(SentItem::words).collect(Collectors.joining("; ", "", "."));
	}

	private static String words(Fault fault) {
		String member = fault.path().stream().skip(1).map(Object::toString).collect(Collectors.joining("/"));
		return member.isEmpty() ? fault.detail() : member + " " + fault.detail();
	}

}
