package io.onerow.contact;

import java.util.LinkedHashSet;
import java.util.Set;

import io.onerow.contact.ContactLookup.ByExternalId;
import io.onerow.contact.ContactLookup.ByNumber;
import org.jspecify.annotations.Nullable;

/** All keys that a request names: those that it looks for, and those that it sets. */
record ContactKeys(Set<String> emailKeys, @Nullable String externalId, @Nullable Long number) {

	static final ContactKeys NONE = new ContactKeys(Set.of(), null, null);

	/** Those that the changes set. */
	static ContactKeys of(ContactChanges changes) {
		String emailKey = changes.emailKey();
		return new ContactKeys((emailKey != null) ? Set.of(emailKey) : Set.of(), changes.newExternalId(), null);
	}

	static ContactKeys of(ContactLookup lookup, ContactChanges changes) {
		ContactKeys set = of(changes);
		Set<String> emailKeys = new LinkedHashSet<>(lookup.emailKeys());
		emailKeys.addAll(set.emailKeys);
		String externalId = (lookup instanceof ByExternalId by) ? by.externalId() : set.externalId;
		return new ContactKeys(emailKeys, externalId, (lookup instanceof ByNumber by) ? by.number() : null);
	}

	boolean areNone() {
		return this.emailKeys.isEmpty() && this.externalId == null && this.number == null;
	}

	/** As names of locks. */
	Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		this.emailKeys.forEach((key) -> names.add("email " + key));
		if (this.externalId != null) {
			names.add("external " + this.externalId);
		}
		return names;
	}

}
