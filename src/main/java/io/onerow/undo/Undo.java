package io.onerow.undo;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.tenant.TenantId;
import io.onerow.undo.UndoFunctions.Place;
import io.onerow.upsert.BulkLimits;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Races;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Undoes what was written, field by field: a field that a write has changed becomes what
 * it was before, if nobody has changed it since; what others have changed stays. A record
 * that it created goes, if nothing hangs on it, and one that it deleted comes back. Each
 * write is undone in a transaction of its own, for who asks now.
 */
@Service
public class Undo {

	/** As many writes of a request are undone while the client waits. */
	public static final int AT_ONCE = 1_000;

	/** In one call of the database. */
	private static final int IN_A_CALL = 250;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final UndoRepository writes;

	private final Map<String, Undoable> kinds;

	private final Jobs jobs;

	private final BulkLimits limits;

	private final Clock clock;

	Undo(UndoRepository writes, ObjectProvider<Undoable> kinds, Jobs jobs, BulkLimits limits, Clock clock) {
		this.writes = writes;
		this.kinds = kinds.stream().collect(Collectors.toMap(Undoable::kind, Function.identity()));
		this.jobs = jobs;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Undoes the write that made that version of a record.
	 * @throws NotFound if there is no such entry in the history of the tenant
	 */
	public Undone undo(TenantId tenant, UUID record, long version) {
		List<UndoneWrite> found = this.writes.find(tenant, record, version, WriteContext.current());
		if (found.isEmpty() || !this.kinds.containsKey(found.get(0).kind())) {
			throw new NotFound("history entry");
		}
		Undone undone = undo(tenant, found, Deadline.in(this.limits.now())).get(0);
		this.writes.flush(tenant);
		return undone;
	}

	/**
	 * Undoes the writes of a request, newest first, if they are at most {@link #AT_ONCE};
	 * else begins a job that does. Where another write of the request is in the way of
	 * one, that is tried again after the others, as long as that helps.
	 * @throws NotFound if the history of the tenant has no write of that request
	 */
	public RequestUndo undo(TenantId tenant, String request) {
		long total = this.writes.count(tenant, request);
		if (total == 0) {
			throw new NotFound("request in the history");
		}
		if (total > AT_ONCE) {
			return new RequestUndo.Begun(this.jobs.start(tenant, UndoJob.KIND, request, total));
		}
		Deadline end = Deadline.in(this.limits.now());
		List<UndoneWrite> all = this.writes.page(tenant, request, null, AT_ONCE, WriteContext.current());
		Undone[] undone = new Undone[all.size()];
		int[] open = IntStream.range(0, undone.length).toArray();
		int before;
		do {
			before = open.length;
			List<Undone> some = undoAll(tenant, IntStream.of(open).mapToObj(all::get).toList(), end);
			for (int i = 0; i < open.length; i++) {
				undone[open[i]] = some.get(i);
			}
			open = IntStream.range(0, undone.length).filter((place) -> undone[place].waits()).toArray();
		}
		while (open.length > 0 && open.length < before && !end.isOver());
		this.writes.flush(tenant);
		return new RequestUndo.Done(List.of(undone));
	}

	/**
	 * The same for what began as one request and may have written nothing.
	 * @return a JSON object: the id of the job, or how many writes were reversed, kept
	 * and failed
	 */
	public String undoIfAny(TenantId tenant, String request) {
		try {
			RequestUndo result = undo(tenant, request);
			return JSON.writeValueAsString((result instanceof RequestUndo.Begun begun)
					? Map.of("jobId", begun.job().id()) : counts(((RequestUndo.Done) result).items()));
		}
		catch (NotFound ex) {
			return JSON.writeValueAsString(counts(List.of()));
		}
	}

	private static Map<String, Long> counts(List<Undone> items) {
		Map<String, Long> counts = items.stream()
			.collect(Collectors.groupingBy(Undone::outcome, Collectors.counting()));
		return Map.of("reversed", counts.getOrDefault("reversed", 0L), "kept", counts.getOrDefault("kept", 0L),
				"failed", counts.getOrDefault("failed", 0L));
	}

	/** What is not begun in time is busy. */
	private List<Undone> undoAll(TenantId tenant, List<UndoneWrite> all, Deadline end) {
		List<Undone> undone = undo(tenant, all, end);
		all.subList(undone.size(), all.size()).forEach((write) -> undone.add(Undone.failed(write, Undone.Reason.BUSY)));
		return undone;
	}

	/** Those of a request after a place, newest first. */
	List<UndoneWrite> page(TenantId tenant, String request, @Nullable Place after) {
		return this.writes.page(tenant, request, after, IN_A_CALL, WriteContext.current());
	}

	/**
	 * Undoes writes in their order, without waiting for the disk, until the end; one at
	 * least. One that who asks has undone already counts as undone.
	 */
	List<Undone> undo(TenantId tenant, List<UndoneWrite> all, Deadline end) {
		List<Undone> undone = new ArrayList<>(all.size());
		int lost = 0;
		while (undone.size() < all.size() && (undone.isEmpty() || !end.isOver())) {
			int done = undone.size();
			Long by = all.get(done).by();
			if (by != null) {
				undone.add(Undone.reversed(all.get(done), by));
				continue;
			}
			for (String result : call(tenant, next(all, done))) {
				UndoneWrite write = all.get(undone.size());
				JsonNode read = JSON.readTree(result);
				if (!read.has("failed")) {
					undone.add(read(write, read));
					lost = 0;
				}
				else if (!isLost(read.get("failed").asString()) || ++lost == Races.TRIES) {
					undone.add(Undone.failed(write, reason(read.get("failed").asString())));
					lost = 0;
				}
			}
		}
		return undone;
	}

	/** Those for one call of the database, up to the next that is undone already. */
	private static List<UndoneWrite> next(List<UndoneWrite> all, int from) {
		int to = from;
		while (to < all.size() && to - from < IN_A_CALL && all.get(to).by() == null) {
			to++;
		}
		return all.subList(from, to);
	}

	private List<String> call(TenantId tenant, List<UndoneWrite> some) {
		List<String> keys = some.stream().map((write) -> keys(tenant, write)).toList();
		return this.writes.undo(tenant, some, keys, WriteContext.current(),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS), this.limits.patience(), this.limits.call());
	}

	private String keys(TenantId tenant, UndoneWrite write) {
		ReturningKeys keys = new ReturningKeys();
		Undoable kind = this.kinds.get(write.kind());
		if (kind != null) {
			kind.addKeys(tenant, write, keys);
		}
		return keys.json();
	}

	/** A record that another hangs on, or hung on, is looked at again. */
	private static boolean isLost(String state) {
		return Races.isRace(state) || state.equals("23503");
	}

	private static Undone.Reason reason(String state) {
		return (isLost(state) || Races.hasWaited(state)) ? Undone.Reason.BUSY : Undone.Reason.UNSTORABLE;
	}

	private static Undone read(UndoneWrite write, JsonNode result) {
		JsonNode why = result.get("why");
		if (why == null) {
			return Undone.reversed(write, result.get("version").asLong());
		}
		JsonNode holder = result.get("holder");
		return new Undone(write.record(), write.version(),
				Undone.Reason.valueOf(why.asString().toUpperCase(Locale.ROOT)),
				result.path("fields").valueStream().map(JsonNode::asString).toList(),
				result.path("entries").valueStream().map(JsonNode::asLong).toList(),
				(holder != null) ? UUID.fromString(holder.asString()) : null, result.has("waits"), null);
	}

	/** What became of a request that was to be undone. */
	public sealed interface RequestUndo {

		/** All of its writes were looked at. */
		record Done(List<Undone> items) implements RequestUndo {
		}

		/** A job does it. */
		record Begun(Job job) implements RequestUndo {
		}

	}

}
