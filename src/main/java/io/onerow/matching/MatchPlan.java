package io.onerow.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.onerow.matching.MatchRule.Alias;
import io.onerow.matching.MatchRule.AnyKey;
import io.onerow.matching.MatchRule.FurtherKey;
import io.onerow.matching.MatchRule.GivenKey;
import io.onerow.matching.MatchRule.IssuedKey;
import io.onerow.matching.MatchRule.KeyWithout;
import io.onerow.matching.MatchRule.NearestName;

/**
 * The rules by which a record is recognized, in their order; all there are stand here.
 *
 * @param name what is recognized
 * @param policy by which policy the rules were chosen
 */
public record MatchPlan(String name, List<MatchRule> rules, Policy policy) {

	/** By address, else by external id, else by the nearest name. */
	public static final MatchPlan CONTACT_OF_ACCOUNT = plan("contact of an account", AnyKey.of(KeyKind.EMAIL),
			AnyKey.of(KeyKind.EXTERNAL_ID), new NearestName());

	/** By any of some addresses, else by the address that the contact is given. */
	public static final MatchPlan CONTACT_OF_CONNECTION = plan("contact of a connection", AnyKey.of(KeyKind.EMAIL),
			new GivenKey(KeyKind.EMAIL));

	/** By number, else by external id, else by the address of one without external id. */
	public static final MatchPlan CONTACT_OF_COMPANY_BOOK = plan("contact of the company book",
			new IssuedKey(KeyKind.NUMBER), AnyKey.of(KeyKind.EXTERNAL_ID),
			new KeyWithout(KeyKind.EMAIL, KeyKind.EXTERNAL_ID, false));

	/** By any of some websites or domains. */
	public static final MatchPlan ACCOUNT_OF_CONNECTION = plan("account of a connection",
			AnyKey.of(KeyKind.WEBSITE, KeyKind.DOMAIN));

	/** By where it came from, and its id there. */
	public static final MatchPlan ACCOUNT_WITH_SOURCE = plan("account with a source", AnyKey.of(KeyKind.SOURCE));

	/**
	 * By id, else by source, id there and language, else the one that waits for its first
	 * language, else, where no language was sent, by source and id.
	 */
	public static final MatchPlan CUSTOMER = plan("customer", new IssuedKey(KeyKind.ID), AnyKey.of(KeyKind.IDENTITY),
			AnyKey.of(KeyKind.DEFAULTED), AnyKey.of(KeyKind.SOURCE));

	/** By the id, for a change. */
	public static final MatchPlan BY_ID = plan("record that is known", new IssuedKey(KeyKind.ID));

	/** By nothing, for a create. */
	public static final MatchPlan NEW = plan("record that is new");

	public MatchPlan {
		rules = List.copyOf(rules);
	}

	private static MatchPlan plan(String name, MatchRule... rules) {
		return new MatchPlan(name, List.of(rules), Policy.SEED);
	}

	/**
	 * The same where a tenant wants more than the wire promises. Where names are not
	 * asked, only what is corroborated comes behind the keys.
	 * @param aliases whether a record may have several keys of a kind
	 */
	public MatchPlan under(Policy other, OnDoubt onDoubt, boolean aliases) {
		if (other == Policy.SEED) {
			return this;
		}
		List<MatchRule> others = new ArrayList<>(this.rules);
		boolean asksNames = others.removeIf((rule) -> rule instanceof NearestName);
		if (aliases) {
			others.replaceAll(
					(rule) -> (rule instanceof KeyWithout key) ? new KeyWithout(key.kind(), key.other(), true) : rule);
			others.add(new Alias(other));
		}
		if (other == Policy.CORROBORATED || (other == Policy.GUARDED && asksNames)) {
			others.add(new Ladder(other, onDoubt, asksNames));
		}
		return new MatchPlan(this.name, others, other);
	}

	/**
	 * A customer where a tenant wants more than the wire promises: else by what another
	 * source calls it, else by what is known of it.
	 */
	public static MatchPlan customerOfAnySource(Policy policy, OnDoubt onDoubt) {
		List<MatchRule> rules = new ArrayList<>(CUSTOMER.rules);
		rules.add(new FurtherKey(policy));
		if (policy == Policy.GUARDED || policy == Policy.CORROBORATED) {
			rules.add(new Ladder(policy, onDoubt, false));
		}
		return new MatchPlan("customer of any source", rules, policy);
	}

	/** Whether it asks for more than keys, and so could find two records to be one. */
	public boolean comparesRecords() {
		return this.rules.stream().anyMatch((rule) -> rule instanceof NearestName || rule instanceof Ladder);
	}

	/**
	 * Whom of some others a record that is stored may be, the best first: those that an
	 * upsert of it would be linked to, were each there alone; else those of whom it would
	 * be in doubt.
	 */
	public <T extends Comparable<T>> List<Match.Suspect<T>> alike(Sought stored, Collection<Candidate<T>> others) {
		return this.rules.stream()
			.map((rule) -> rule.alike(stored, others))
			.filter((suspects) -> !suspects.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	/** What is told of a record that nothing matched. */
	public Receipt nobody() {
		return Receipt.by(Receipt.Rule.NONE).under(this.policy);
	}

	/**
	 * Which of the candidates it is.
	 * @param candidates all records that have one of the keys sought or given, or a name
	 * that could be near, in no order
	 */
	public <T extends Comparable<T>> Match<T> decide(Sought sought, Collection<Candidate<T>> candidates) {
		Match<T> match = this.rules.stream()
			.map((rule) -> rule.match(sought, candidates))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> new Match.Nobody<>(true));
		boolean writes = match instanceof Match.Found<T> || (match instanceof Match.Nobody<T> nobody && nobody.isNew());
		Match<T> decided = writes ? unlessTaken(sought, candidates, match) : match;
		return (this.policy == Policy.SEED) ? decided : decided.with(decided.receipt().under(this.policy));
	}

	/**
	 * The same decision, and why it is that, for every candidate.
	 */
	public <T extends Comparable<T>> Explanation<T> explain(Sought sought, Collection<Candidate<T>> candidates) {
		return Explanation.of(this, sought, candidates, decide(sought, candidates));
	}

	/**
	 * A key of which there is one cannot be given to a second record; what is shared is
	 * none.
	 */
	private static <T extends Comparable<T>> Match<T> unlessTaken(Sought sought, Collection<Candidate<T>> candidates,
			Match<T> match) {
		for (MatchKey key : sought.given()) {
			for (Candidate<T> other : candidates) {
				if (key.kind().isUnique() && !sought.shared().contains(key) && other.keys().contains(key)
						&& !(match instanceof Match.Found<T> found && found.record().whole().equals(other.whole()))) {
					return new Match.Conflict<>(key.kind(), other.id(), match.receipt());
				}
			}
		}
		return match;
	}

}
