package io.onerow.account;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.account.AccountLookup.By;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * An account as read.
 *
 * @param remembered the match keys that its website does not give
 * @param change the transaction of the last change
 */
record StoredAccount(AccountCard card, Set<String> remembered, long version, long change) {

	static StoredAccount blank(UUID id, Instant now) {
		return new StoredAccount(new AccountCard(id, null, null, Attributes.NONE, now, now), Set.of(), 0, 0);
	}

	/** The keys that it is matched by. */
	Set<String> matchKeys() {
		Set<String> keys = new HashSet<>(this.remembered);
		keys.addAll(MatchKey.ofWebsite(this.card.website()));
		return keys;
	}

	boolean matches(Set<String> keys) {
		return matchKeys().stream().anyMatch(keys::contains);
	}

	Position position(Order order) {
		return new Position((order == Order.CHANGE) ? this.change : 0, this.card.id());
	}

	/** This account with the changes; equal to it if they change nothing. */
	StoredAccount with(AccountChanges changes, Instant now) {
		AccountCard old = this.card;
		String name = changes.name().applyTo(old.name());
		String website = changes.website().applyTo(old.website());
		Attributes attributes = changes.attributes().applyTo(old.attributes());
		boolean same = Objects.equals(name, old.name()) && Objects.equals(website, old.website())
				&& attributes.equals(old.attributes());
		return same ? this : with(new AccountCard(old.id(), name, website, attributes, old.createdAt(), now));
	}

	/**
	 * A new account with the changes, that the same lookup finds again: a website that
	 * was looked for is taken over unless another is given.
	 */
	StoredAccount createdWith(AccountLookup lookup, AccountChanges changes) {
		boolean takesOver = lookup.by() == By.WEBSITE && changes.website() instanceof Change.Keep<String>;
		AccountChanges complete = takesOver
				? new AccountChanges(changes.name(), Change.set(lookup.values().get(0)), changes.attributes())
				: changes;
		StoredAccount created = with(complete, this.card.createdAt());
		return created.matches(lookup.keys()) ? created : created.remembering(lookup.keys(), this.card.createdAt());
	}

	/**
	 * This account, found again by the same keys: if it has none of them now, it
	 * remembers one that it had before.
	 */
	StoredAccount foundAgainBy(Set<String> keys, StoredAccount before, Instant now) {
		Set<String> matched = before.matchKeys();
		matched.retainAll(keys);
		return matches(keys) ? this : remembering(matched, now);
	}

	private StoredAccount remembering(Set<String> keys, Instant now) {
		Set<String> more = new HashSet<>(this.remembered);
		more.add(keys.iterator().next());
		AccountCard c = this.card;
		return new StoredAccount(new AccountCard(c.id(), c.name(), c.website(), c.attributes(), c.createdAt(), now),
				more, this.version, this.change);
	}

	private StoredAccount with(AccountCard changed) {
		return new StoredAccount(changed, this.remembered, this.version, this.change);
	}

	/** The host that it is known by. */
	@Nullable String domain() {
		return matchKeys().stream()
			.filter((key) -> key.startsWith("d:"))
			.map((key) -> key.substring(2))
			.sorted()
			.findFirst()
			.orElse(null);
	}

}
