package io.onerow.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** One rule of a plan. */
public sealed interface MatchRule permits MatchRule.AnyKey, MatchRule.GivenKey, MatchRule.IssuedKey,
		MatchRule.KeyWithout, MatchRule.Alias, MatchRule.FurtherKey, MatchRule.NearestName, Ladder {

	/** What the rule decides; null leaves it to the next rule. */
	<T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates);

	/** What it goes by, in a word. */
	String word();

	/**
	 * Whom of the others one that is stored may be by this rule, the best first; nobody
	 * where it goes by keys, of which no two have the same.
	 */
	default <T extends Comparable<T>> List<Match.Suspect<T>> alike(Sought stored, Collection<Candidate<T>> others) {
		return List.of();
	}

	/**
	 * It is the record with any of the keys of these kinds that were looked for; where
	 * several have one, none is chosen.
	 */
	record AnyKey(Set<KeyKind> kinds) implements MatchRule {

		static AnyKey of(KeyKind... kinds) {
			return new AnyKey(Set.of(kinds));
		}

		@Override
		public String word() {
			return this.kinds.stream().sorted().map(KeyKind::toString).collect(Collectors.joining(" or "));
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			return one(sought, sought.keys(), this.kinds, candidates);
		}

	}

	/**
	 * It is the record with the key that this upsert gives: one that changed the very key
	 * that it looks for finds its record again.
	 */
	record GivenKey(KeyKind kind) implements MatchRule {

		@Override
		public String word() {
			return this.kind.toString();
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			return one(sought, sought.given(), Set.of(this.kind), candidates);
		}

	}

	/**
	 * It is the record with the key that this service once gave it; where such a key is
	 * looked for and nobody has it, nobody is created either.
	 */
	record IssuedKey(KeyKind kind) implements MatchRule {

		@Override
		public String word() {
			return this.kind.toString();
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			if (sought.keys().stream().noneMatch((key) -> key.kind() == this.kind)) {
				return null;
			}
			Match<T> found = one(sought, sought.keys(), Set.of(this.kind), candidates);
			return (found != null) ? found : new Match.Nobody<>(false);
		}

	}

	/**
	 * It is the record with the key, but one that has a key of the other kind too is
	 * somebody else: the rule before would have found it.
	 *
	 * @param addsOther whether such a record may have one more of the other kind, if
	 * nothing that is known of the person contradicts
	 */
	record KeyWithout(KeyKind kind, KeyKind other, boolean addsOther) implements MatchRule {

		@Override
		public String word() {
			return this.kind.toString();
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			Match<T> match = one(sought, sought.keys(), Set.of(this.kind), candidates);
			return (match instanceof Match.Found<T> found && found.record().has(this.other)
					&& (!this.addsOther || Likeness.contradicts(sought, found.record())))
							? new Match.Conflict<>(this.kind, found.id(), found.receipt()) : match;
		}

	}

	/**
	 * It is the record of which a key that was sent is an alias, unless what else is
	 * known of the person contradicts; where there are several, none is chosen.
	 */
	record Alias(Policy policy) implements MatchRule {

		private static final Set<KeyKind> KINDS = Set.of(KeyKind.EMAIL, KeyKind.EXTERNAL_ID);

		@Override
		public String word() {
			return "alias";
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			Set<MatchKey> wanted = Stream.concat(sought.keys().stream(), sought.given().stream())
				.filter((key) -> KINDS.contains(key.kind()) && !sought.shared().contains(key))
				.collect(Collectors.toSet());
			List<Candidate<T>> matches = candidates.stream()
				.filter((candidate) -> candidate.hasAnyAlias(wanted) && !Likeness.contradicts(sought, candidate)
						&& !Likeness.isCountedOtherwise(sought, candidate))
				.sorted(Comparator.comparing(Candidate::id))
				.toList();
			boolean byEmail = matches.stream()
				.flatMap((match) -> match.aliases().stream())
				.anyMatch((key) -> key.kind() == KeyKind.EMAIL && wanted.contains(key));
			return one(matches, Receipt.by(byEmail ? Receipt.Rule.EMAIL : Receipt.Rule.KEY).under(this.policy, word()));
		}

	}

	/**
	 * It is the record of which a key that was looked for is an alias, whatever else is
	 * known: its source has told who it is. Where there are several, none is chosen.
	 */
	record FurtherKey(Policy policy) implements MatchRule {

		@Override
		public String word() {
			return "alias";
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			List<Candidate<T>> matches = candidates.stream()
				.filter((candidate) -> candidate.hasAnyAlias(sought.keys()))
				.sorted(Comparator.comparing(Candidate::id))
				.toList();
			return one(matches, Receipt.by(Receipt.Rule.KEY).under(this.policy, word()));
		}

	}

	/**
	 * It is the record with the nearest name within the limit: the smallest distance, and
	 * of several such the smallest id, which is the oldest where ids ascend with age.
	 */
	record NearestName() implements MatchRule {

		@Override
		public String word() {
			return "name";
		}

		@Override
		public <T extends Comparable<T>> @Nullable Match<T> match(Sought sought, Collection<Candidate<T>> candidates) {
			if (sought.name() == null) {
				return null;
			}
			NameKey name = sought.name().key();
			List<Near<T>> near = near(name, candidates);
			return near.isEmpty() ? null : found(name, near);
		}

		private static <T extends Comparable<T>> List<Near<T>> near(NameKey name, Collection<Candidate<T>> candidates) {
			return candidates.stream()
				.<Near<T>>mapMulti((candidate, sink) -> Near.measure(name, candidate, sink))
				.distinct()
				.sorted(Comparator.<Near<T>>comparingInt(Near::distance).thenComparing((one) -> one.record().id()))
				.toList();
		}

		/** Where the name says something of who it is, unlike a placeholder. */
		@Override
		public <T extends Comparable<T>> List<Match.Suspect<T>> alike(Sought stored, Collection<Candidate<T>> others) {
			if (stored.name() == null || !FullName.is(stored.name().key())) {
				return List.of();
			}
			NameKey name = stored.name().key();
			return near(name, others).stream().map((one) -> one.suspect(name)).toList();
		}

		private static <T extends Comparable<T>> Match<T> found(NameKey name, List<Near<T>> near) {
			Near<T> best = near.get(0);
			// of several records with the best name, the others are as near
			OptionalInt next = near.stream().skip(1).mapToInt(Near::distance).findFirst();
			OptionalInt runnerUp = (best.record().records() > 1) ? OptionalInt.of(best.distance()) : next;
			long within = near.stream().mapToLong((one) -> one.record().records()).sum();
			return new Match.Found<>(best.record(),
					new Receipt.ByName(best.distance(), name.limitWith(best.name()), within, runnerUp));
		}

		private record Near<T extends Comparable<T>>(Candidate<T> record, NameKey name, int distance) {

			Match.Suspect<T> suspect(NameKey wanted) {
				int limit = wanted.limitWith(this.name);
				Map<String, Object> evidence = new LinkedHashMap<>();
				evidence.put("name", this.name.value());
				evidence.put("records", this.record.records());
				evidence.put("distance", this.distance);
				evidence.put("limit", limit);
				return new Match.Suspect<>(this.record.id(), "name", evidence, "Its name is " + this.distance
						+ ((this.distance == 1) ? " edit" : " edits") + " away, of at most " + limit + ".");
			}

			static <T extends Comparable<T>> void measure(NameKey name, Candidate<T> candidate,
					java.util.function.Consumer<Near<T>> sink) {
				NameKey other = candidate.name();
				if (other != null) {
					name.distanceTo(other).ifPresent((edits) -> sink.accept(new Near<>(candidate, other, edits)));
				}
			}

		}

	}

	/** What several have is of one of them if there is more that agrees. */
	private static <T extends Comparable<T>> @Nullable Match<T> one(Sought sought, Set<MatchKey> wanted,
			Set<KeyKind> kinds, Collection<Candidate<T>> candidates) {
		Set<MatchKey> keys = wanted.stream().filter((key) -> kinds.contains(key.kind())).collect(Collectors.toSet());
		if (keys.isEmpty()) {
			return null;
		}
		List<Candidate<T>> matches = candidates.stream()
			.filter((candidate) -> candidate.hasAny(keys) && (!sought.shared().containsAll(common(candidate, keys))
					|| !Likeness.lacksMore(sought, candidate)))
			.sorted(Comparator.comparing(Candidate::id))
			.toList();
		return one(matches, Receipt.by(kinds.contains(KeyKind.EMAIL) ? Receipt.Rule.EMAIL : Receipt.Rule.KEY));
	}

	private static Set<MatchKey> common(Candidate<?> candidate, Set<MatchKey> keys) {
		return candidate.keys().stream().filter(keys::contains).collect(Collectors.toSet());
	}

	/** The one that they are, if they are one. */
	private static <T extends Comparable<T>> @Nullable Match<T> one(List<Candidate<T>> matches, Receipt receipt) {
		List<T> ids = matches.stream().map(Candidate::whole).distinct().sorted().toList();
		return switch (ids.size()) {
			case 0 -> null;
			case 1 -> new Match.Found<>(matches.get(0), receipt);
			default -> new Match.Several<>(ids, receipt);
		};
	}

}
