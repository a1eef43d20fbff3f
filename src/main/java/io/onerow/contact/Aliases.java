package io.onerow.contact;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.onerow.matching.KeyKind;
import io.onerow.matching.Mailbox;
import io.onerow.matching.MatchKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a contact besides those that it has: addresses and phones that it has had,
 * and what other systems call it. The oldest first, and of more than {@link #MOST} the
 * youngest.
 */
final class Aliases {

	/** Of one contact. */
	static final int MOST = 50;

	private Aliases() {
	}

	/**
	 * Those that a contact has after a change. What was cleared is none, and neither is
	 * an address that several people read by its name.
	 * @param externalId that was sent, if any
	 * @param region where national phone numbers are from; null if that is not known
	 */
	static Set<MatchKey> after(Contact before, Contact changed, @Nullable String externalId, @Nullable String region) {
		Set<MatchKey> aliases = new LinkedHashSet<>((before.aliases() != null) ? before.aliases() : Set.of());
		if (before.emailKey() != null && changed.emailKey() != null && !new Mailbox(before.emailKey()).isShared()) {
			aliases.add(new MatchKey(KeyKind.EMAIL, before.emailKey()));
		}
		if (externalId != null) {
			aliases.add(new MatchKey(KeyKind.EXTERNAL_ID, externalId));
		}
		PersonFacts.replaced(before.attributes(), changed.attributes(), region)
			.forEach((phone) -> aliases.add(new MatchKey(KeyKind.PHONE, phone)));
		aliases.remove(new MatchKey(KeyKind.EMAIL, String.valueOf(changed.emailKey())));
		aliases.remove(new MatchKey(KeyKind.EXTERNAL_ID, String.valueOf(changed.externalId())));
		PersonFacts.phones(changed.attributes(), region)
			.forEach((phone) -> aliases.remove(new MatchKey(KeyKind.PHONE, phone)));
		return aliases.stream()
			.skip(Math.max(0, aliases.size() - MOST))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** The values of those of a kind. */
	static Set<String> of(Contact contact, KeyKind kind) {
		Set<MatchKey> aliases = (contact.aliases() != null) ? contact.aliases() : Set.of();
		return aliases.stream().filter((key) -> key.kind() == kind).map(MatchKey::value).collect(Collectors.toSet());
	}

	/** As they are stored. */
	static String[] text(Set<MatchKey> aliases) {
		return aliases.stream().map((key) -> key.kind() + ":" + key.value()).toArray(String[]::new);
	}

	/** Those that are stored as that. */
	static Set<MatchKey> parse(String[] stored) {
		return Arrays.stream(stored).map(Aliases::parse).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static MatchKey parse(String stored) {
		int colon = stored.indexOf(':');
		KeyKind kind = KeyKind.valueOf(stored.substring(0, colon).toUpperCase(Locale.ROOT).replace(' ', '_'));
		return new MatchKey(kind, stored.substring(colon + 1));
	}

}
