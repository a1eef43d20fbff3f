package io.onerow.upsert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import io.onerow.matching.Candidate;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Sought;

/**
 * Upserts of one request whose records were looked for at once. They are made in their
 * order, each in a transaction of its own, and a later one sees an earlier one.
 */
public final class UpsertArray<S extends Sent, R extends Versioned> {

	private final MatchingService matching;

	private final MatchPlan plan;

	private final KeyedRecords<S, R> directory;

	private final List<S> sent;

	private final Map<UUID, R> records = new LinkedHashMap<>();

	/** The records by their keys; more than those that have a key may stand under it. */
	private final Map<MatchKey, Set<UUID>> holders = new HashMap<>();

	UpsertArray(MatchingService matching, MatchPlan plan, KeyedRecords<S, R> directory, List<S> sent,
			Look.Seen<R> seen) {
		this.matching = matching;
		this.plan = plan;
		this.directory = directory;
		this.sent = List.copyOf(sent);
		seen.records().values().forEach(this::know);
	}

	/**
	 * Makes the upserts; those that are left no time for are refused.
	 * @param place where each stands among the items of the request, by its place here
	 */
	public List<UpsertResult<R>> run(Deadline end, IntUnaryOperator place) {
		List<UpsertResult<R>> results = new ArrayList<>(this.sent.size());
		for (S one : this.sent) {
			results
				.add(WriteContext.asItem(place.applyAsInt(results.size()), () -> end.isOver() ? untried() : run(one)));
		}
		this.matching.awaitDisk(this.directory);
		return results;
	}

	private UpsertResult<R> untried() {
		this.matching.countGivenUp(this.plan);
		return new UpsertResult.Refused<>(new TooMuchContention(null));
	}

	private UpsertResult<R> run(S one) {
		try {
			return new UpsertResult.Saved<>(upsert(one));
		}
		catch (Ambiguous | Doubtful | Taken | NotFound | Incomplete | TooMuchContention ex) {
			return new UpsertResult.Refused<>(ex);
		}
	}

	private Upserted<R> upsert(S one) {
		Upserted<R> upserted = this.matching.upsert(this.plan, this.directory, one, seen(one.sought()));
		know(upserted.value());
		return upserted;
	}

	private Look.Seen<R> seen(Sought sought) {
		Set<UUID> ids = new HashSet<>();
		addHolders(sought.keys(), ids);
		addHolders(sought.given(), ids);
		Map<UUID, R> seen = new HashMap<>();
		List<Candidate<UUID>> candidates = new ArrayList<>();
		for (UUID id : ids) {
			R record = this.records.get(id);
			if (record != null) {
				seen.put(id, record);
				candidates.add(this.directory.candidate(record));
			}
		}
		return new Look.Seen<>(candidates, seen, false);
	}

	private void addHolders(Collection<MatchKey> keys, Set<UUID> ids) {
		keys.forEach((key) -> ids.addAll(this.holders.getOrDefault(key, Set.of())));
	}

	private void know(R record) {
		Candidate<UUID> candidate = this.directory.candidate(record);
		this.records.put(candidate.id(), record);
		Stream.concat(candidate.keys().stream(), candidate.aliases().stream())
			.forEach((key) -> this.holders.computeIfAbsent(key, (unused) -> new HashSet<>()).add(candidate.id()));
	}

}
