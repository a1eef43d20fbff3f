package io.onerow.upsert;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Which system says what a request writes, since when it is so there, and what the tenant
 * lets it write. For the thread of the request.
 */
public final class Claim {

	/**
	 * Of nobody in particular, who tells no time and to whom nothing is another's:
	 * nothing is ever noted in it.
	 */
	public static final Claim NONE = new Claim(null, null, false, SourceRules.NONE, null);

	private final @Nullable String source;

	private final @Nullable Instant at;

	private final boolean forced;

	private final SourceRules rules;

	private final @Nullable String timeMember;

	private @Nullable Set<String> withheld;

	private @Nullable Outcome outcome;

	/**
	 * @param source null for that of the record, else the client
	 * @param at null where no time is told for the request as a whole
	 * @param forced whether it may write what is another's
	 * @param timeMember which member tells the time of a record on this wire, if one does
	 */
	public Claim(@Nullable String source, @Nullable Instant at, boolean forced, SourceRules rules,
			@Nullable String timeMember) {
		this.source = source;
		this.at = at;
		this.forced = forced;
		this.rules = rules;
		this.timeMember = timeMember;
	}

	/** The same of another request, on that wire. */
	Claim on(String wire) {
		return new Claim(this.source, this.at, this.forced, this.rules, this.rules.timeMembers().get(wire));
	}

	/** The source that the request names. */
	public @Nullable String source() {
		return this.source;
	}

	/** Since when all that it writes is so at the source. */
	public @Nullable Instant at() {
		return this.at;
	}

	public @Nullable String timeMember() {
		return this.timeMember;
	}

	/** Whether records may be told with a time. */
	public boolean tellsTimes() {
		return this.at != null || this.timeMember != null;
	}

	/** The fields of a kind that the source must leave alone, as they are another's. */
	public Set<String> foreign(String kind, String speaker) {
		return this.forced ? Set.of() : this.rules.foreign(kind, speaker);
	}

	/** Notes what became of the one record that a request is about. */
	public void note(Outcome outcome) {
		if (tellsTimes()) {
			this.outcome = outcome;
		}
	}

	/**
	 * Whether the one record that the request is about was left as its source has told it
	 * later.
	 */
	public boolean isStale() {
		return this.outcome == Outcome.STALE;
	}

	/** Notes fields that were left alone, for the answer. */
	public void withhold(Collection<String> fields) {
		if (!fields.isEmpty()) {
			Set<String> all = new TreeSet<>(withheld());
			all.addAll(fields);
			this.withheld = all;
		}
	}

	/** All fields that were, of any record, in alphabetical order. */
	public Set<String> withheld() {
		return (this.withheld != null) ? this.withheld : Set.of();
	}

}
