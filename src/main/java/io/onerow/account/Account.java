package io.onerow.account;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * A company, as stored; it is the directory of its contacts.
 *
 * @param connectionId what it came from; where that is a connection, it is matched there
 * by its keys
 * @param sourceId its id there, if that was told
 * @param remembered the keys that it is matched by and that its website does not give
 * @param version counts its changes, from 1
 * @param change where its last change stands in its connection, once that is known
 */
public record Account(UUID id, @Nullable String name, @Nullable String connectionId, @Nullable String sourceId,
		@Nullable String website, @Nullable String domain, Attributes attributes, Set<MatchKey> remembered,
		Instant createdAt, Instant updatedAt, long version, @Nullable Long change) implements Versioned {

	/** The attribute that is the currency of its invoices, a text. */
	public static final String CURRENCY = "currencyCode";

	/** The attribute that says where its invoices go, an object of texts. */
	public static final String BILLING_ADDRESS = "billingAddress";

	public Account {
		remembered = Set.copyOf(remembered);
	}

	/** One that is about to be created. */
	static Account created(UUID id, @Nullable String connectionId, SentAccount sent, Instant now) {
		Account blank = new Account(id, null, connectionId, null, sent.website(), null, Attributes.NONE, Set.of(), now,
				now, 0, null);
		Account created = blank.changed(sent.allowed().first(), now);
		return created.foundAgainBy(sent.sites(), sent.sites(), now).known();
	}

	/** This account as it is after what was sent; equal to it if that changes nothing. */
	Account with(SentAccount sent, Instant now) {
		Set<MatchKey> matched = matchKeys();
		matched.retainAll(sent.sites());
		Account changed = changed(sent.allowed().updates(), now).foundAgainBy(sent.sites(), matched, now);
		return changed.equals(this) ? this : changed.known();
	}

	private Account changed(AccountChanges changes, Instant now) {
		AccountSource source = changes.source().applyTo(source());
		// it stays in its connection when its source is forgotten
		Account changed = new Account(this.id, changes.name().applyTo(this.name),
				(source != null) ? source.connectionId() : this.connectionId,
				(source != null) ? source.sourceId() : null, changes.website().applyTo(this.website), this.domain,
				changes.attributes().applyTo(this.attributes), this.remembered, this.createdAt, this.updatedAt,
				this.version, this.change);
		return changed.equals(this) ? this : changed.at(now, this.domain, this.remembered);
	}

	/**
	 * This account, found again by the same keys: if it has none of them now, it
	 * remembers one of those that it had before, or was looked for by.
	 */
	private Account foundAgainBy(Set<MatchKey> keys, Set<MatchKey> known, Instant now) {
		if (keys.isEmpty() || matchKeys().stream().anyMatch(keys::contains)) {
			return this;
		}
		Set<MatchKey> more = new HashSet<>(this.remembered);
		more.add(known.iterator().next());
		return at(now, this.domain, more);
	}

	/** With the host that it is known by. */
	private Account known() {
		String host = matchKeys().stream()
			.filter((key) -> key.kind() == KeyKind.DOMAIN)
			.map(AccountKeys::host)
			.sorted()
			.findFirst()
			.orElse(null);
		return at(this.updatedAt, host, this.remembered);
	}

	private Account at(Instant now, @Nullable String host, Set<MatchKey> keys) {
		return new Account(this.id, this.name, this.connectionId, this.sourceId, this.website, host, this.attributes,
				keys, this.createdAt, now, this.version, this.change);
	}

	/** Where it came from, if that was told. */
	public @Nullable AccountSource source() {
		return (this.connectionId != null && this.sourceId != null)
				? new AccountSource(this.connectionId, this.sourceId) : null;
	}

	/** A connection may have given it no name; every account is called something. */
	public String calledName() {
		String site = (this.website != null) ? this.website : this.domain;
		String known = (this.name != null && !this.name.isBlank()) ? this.name : site;
		return (known != null) ? known : this.id.toString();
	}

	/** The websites and domains that it is matched by in its connection. */
	Set<MatchKey> matchKeys() {
		Set<MatchKey> keys = new HashSet<>(this.remembered);
		keys.addAll(AccountKeys.ofWebsite(this.website));
		return keys;
	}

	boolean isMatchedAs(Account other) {
		return Objects.equals(this.connectionId, other.connectionId) && matchKeys().equals(other.matchKeys());
	}

	/** Where it stands in that order; null if its last change has no place yet. */
	@Nullable Position position(Order order) {
		if (order == Order.CREATION) {
			return new Position(0, this.id);
		}
		return (this.change != null) ? new Position(this.change, this.id) : null;
	}

}
