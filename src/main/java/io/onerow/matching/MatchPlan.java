package io.onerow.matching;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.onerow.matching.MatchRule.AnyKey;
import io.onerow.matching.MatchRule.GivenKey;
import io.onerow.matching.MatchRule.IssuedKey;
import io.onerow.matching.MatchRule.KeyWithout;
import io.onerow.matching.MatchRule.NearestName;

/**
 * The rules by which a record is recognized, in their order; all there are stand here.
 *
 * @param name what is recognized
 */
public record MatchPlan(String name, List<MatchRule> rules) {

	/** By address, else by the nearest name. */
	public static final MatchPlan CONTACT_OF_ACCOUNT = new MatchPlan("contact of an account",
			List.of(AnyKey.of(KeyKind.EMAIL), new NearestName()));

	/** By any of some addresses, else by the address that the contact is given. */
	public static final MatchPlan CONTACT_OF_CONNECTION = new MatchPlan("contact of a connection",
			List.of(AnyKey.of(KeyKind.EMAIL), new GivenKey(KeyKind.EMAIL)));

	/** By number, else by external id, else by the address of one without external id. */
	public static final MatchPlan CONTACT_OF_COMPANY_BOOK = new MatchPlan("contact of the company book",
			List.of(new IssuedKey(KeyKind.NUMBER), AnyKey.of(KeyKind.EXTERNAL_ID),
					new KeyWithout(KeyKind.EMAIL, KeyKind.EXTERNAL_ID)));

	/** By any of some websites or domains. */
	public static final MatchPlan ACCOUNT_OF_CONNECTION = new MatchPlan("account of a connection",
			List.of(AnyKey.of(KeyKind.WEBSITE, KeyKind.DOMAIN)));

	/** By where it came from, and its id there. */
	public static final MatchPlan ACCOUNT_WITH_SOURCE = new MatchPlan("account with a source",
			List.of(AnyKey.of(KeyKind.SOURCE)));

	/**
	 * By id, else by source, id there and language, else the one that waits for its first
	 * language, else, where no language was sent, by source and id.
	 */
	public static final MatchPlan CUSTOMER = new MatchPlan("customer", List.of(new IssuedKey(KeyKind.ID),
			AnyKey.of(KeyKind.IDENTITY), AnyKey.of(KeyKind.DEFAULTED), AnyKey.of(KeyKind.SOURCE)));

	/** By the id, for a change. */
	public static final MatchPlan BY_ID = new MatchPlan("record that is known", List.of(new IssuedKey(KeyKind.ID)));

	/** By nothing, for a create. */
	public static final MatchPlan NEW = new MatchPlan("record that is new", List.of());

	public MatchPlan {
		rules = List.copyOf(rules);
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
		if (match instanceof Match.Found<T> found) {
			return unlessTaken(sought, candidates, found);
		}
		return (match instanceof Match.Nobody<T> nobody && nobody.isNew()) ? unlessTaken(sought, candidates, nobody)
				: match;
	}

	/**
	 * The same decision, and why it is that, for every candidate.
	 */
	public <T extends Comparable<T>> Explanation<T> explain(Sought sought, Collection<Candidate<T>> candidates) {
		return Explanation.of(this, sought, candidates, decide(sought, candidates));
	}

	/** A key of which there is one cannot be given to a second record. */
	private static <T extends Comparable<T>> Match<T> unlessTaken(Sought sought, Collection<Candidate<T>> candidates,
			Match<T> match) {
		for (MatchKey key : sought.given()) {
			for (Candidate<T> other : candidates) {
				if (key.kind().isUnique() && other.keys().contains(key)
						&& !(match instanceof Match.Found<T> found && found.id().equals(other.id()))) {
					return new Match.Conflict<>(key.kind(), other.id(), match.receipt());
				}
			}
		}
		return match;
	}

}
