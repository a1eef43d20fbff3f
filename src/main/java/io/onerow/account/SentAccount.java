package io.onerow.account;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.OldForms;
import io.onerow.matching.Sought;
import io.onerow.matching.WebsiteKey;
import io.onerow.upsert.Allowed;
import io.onerow.upsert.Change;
import io.onerow.upsert.Sent;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** An account as it was sent: what it is looked for by, and what it becomes. */
public final class SentAccount implements Sent {

	private final Sought sought;

	private final AccountChanges changes;

	private final @Nullable String website;

	private final Set<MatchKey> oldSites;

	private final @Nullable Consumer<UUID> along;

	private Allowed<AccountChanges> allowed;

	private SentAccount(Set<MatchKey> keys, Set<MatchKey> oldSites, AccountChanges changes, @Nullable String website,
			@Nullable Consumer<UUID> along) {
		this.oldSites = oldSites;
		this.changes = changes;
		this.allowed = Allowed.all(changes);
		this.website = website;
		this.along = along;
		this.sought = new Sought(keys, sources(changes), null);
	}

	private static Set<MatchKey> sources(AccountChanges changes) {
		return (changes.source() instanceof Change.Set<AccountSource> source) ? Set.of(source.value().key()) : Set.of();
	}

	/**
	 * Looked for by any of the websites.
	 * @param websites at least one, each with a {@link WebsiteKey}; an account that is
	 * created gets the first, unless it is given another
	 */
	public static SentAccount byWebsites(List<String> websites, AccountChanges changes) {
		Set<MatchKey> keys = new LinkedHashSet<>();
		Set<MatchKey> oldSites = new LinkedHashSet<>();
		for (String website : websites) {
			WebsiteKey key = WebsiteKey.of(website).orElseThrow();
			keys.add(AccountKeys.website(key));
			oldSites.add(AccountKeys.domain(key));
			OldForms.ofWebsite(website).map(AccountKeys::website).ifPresent(oldSites::add);
		}
		return new SentAccount(keys, oldSites, changes, websites.get(0), null);
	}

	/**
	 * Looked for by the domains of any of the websites.
	 * @param domains at least one, each with a {@link WebsiteKey}
	 */
	public static SentAccount byDomains(List<String> domains, AccountChanges changes) {
		Set<MatchKey> keys = new LinkedHashSet<>();
		domains.forEach((domain) -> keys.add(AccountKeys.domain(WebsiteKey.of(domain).orElseThrow())));
		return new SentAccount(keys, Set.of(), changes, null, null);
	}

	/**
	 * Looked for by the source that it is given; without one it is new.
	 * @param along what a new account comes with, by its id
	 */
	static SentAccount bySource(AccountChanges changes, @Nullable Consumer<UUID> along) {
		return new SentAccount(sources(changes), Set.of(), changes, null, along);
	}

	static SentAccount byId(UUID id, AccountChanges changes) {
		return new SentAccount(Set.of(new MatchKey(KeyKind.ID, id.toString())), Set.of(), changes, null, null);
	}

	/** For an account that is new, whoever is there. */
	static SentAccount unmatched(AccountChanges changes) {
		return new SentAccount(Set.of(), Set.of(), changes, null, null);
	}

	@Override
	public Sought sought() {
		return this.sought;
	}

	@Override
	public @Nullable Instant told() {
		return this.changes.told();
	}

	AccountChanges changes() {
		return this.changes;
	}

	/** Leaves out what is another source's, but not for finding the account. */
	SentAccount within(WriteContext context) {
		Set<String> foreign = context.foreign("account");
		if (!foreign.isEmpty()) {
			this.allowed = Allowed.of(this.changes, foreign, AccountChanges.FIELDS, AccountChanges::without);
		}
		return this;
	}

	@Override
	public Allowed<AccountChanges> allowed() {
		return this.allowed;
	}

	/** The website that a new account gets unless it is given another. */
	@Nullable String website() {
		return this.website;
	}

	/** What an account may stand under that had one of the websites in an old form. */
	Set<MatchKey> oldSites() {
		return this.oldSites;
	}

	/** What is created with a new one, in its transaction. */
	@Nullable Consumer<UUID> along() {
		return this.along;
	}

	/** The websites or domains that it must be found by again. */
	Set<MatchKey> sites() {
		Set<MatchKey> sites = new LinkedHashSet<>(this.sought.keys());
		sites.removeIf((key) -> key.kind() != KeyKind.WEBSITE && key.kind() != KeyKind.DOMAIN);
		return sites;
	}

}
