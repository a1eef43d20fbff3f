package io.onerow.upsert;

import java.util.Set;
import java.util.function.BiFunction;

/**
 * What of the changes to a record their source may write: all but what is another's.
 *
 * @param updates to a record that is there
 * @param withheld the fields that are left out of these
 * @param first to a new record, which gets what it could not be created or found again
 * without
 * @param withheldAtFirst the fields that are left out of those
 */
public record Allowed<C>(C updates, Set<String> withheld, C first, Set<String> withheldAtFirst) {

	/** Of a source that may write everything. */
	public static <C> Allowed<C> all(C changes) {
		return new Allowed<>(changes, Set.of(), changes, Set.of());
	}

	/**
	 * Of a source that must leave some fields to others, whether the record is new or
	 * not.
	 * @param foreign these fields
	 * @param without leaves out of the changes what is to be withheld
	 */
	public static <C> Allowed<C> of(C changes, Set<String> foreign, BiFunction<C, Withholding, C> without) {
		if (foreign.isEmpty()) {
			return all(changes);
		}
		Withholding always = new Withholding(foreign);
		C rest = without.apply(changes, always);
		return new Allowed<>(rest, always.withheld(), rest, always.withheld());
	}

	/**
	 * The same, but for some fields of a new record.
	 * @param needed what that gets from whoever creates it
	 */
	public static <C> Allowed<C> of(C changes, Set<String> foreign, Set<String> needed,
			BiFunction<C, Withholding, C> without) {
		Allowed<C> always = of(changes, foreign, without);
		Withholding atFirst = new Withholding(foreign).except(needed);
		return new Allowed<>(always.updates, always.withheld, without.apply(changes, atFirst), atFirst.withheld());
	}

	/** What was left out of that which was done. */
	Set<String> withheld(Outcome outcome) {
		return switch (outcome) {
			case CREATED -> this.withheldAtFirst;
			case UPDATED, UNCHANGED -> this.withheld;
			case STALE -> Set.of();
		};
	}

}
