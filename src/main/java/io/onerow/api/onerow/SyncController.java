package io.onerow.api.onerow;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.api.ImportIntake;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.fullsync.FullSync;
import io.onerow.fullsync.FullSyncs;
import io.onerow.imports.ImportKind;
import io.onerow.imports.Imports;
import io.onerow.job.Job;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Full syncs: what is no longer sent is gone. */
@RestController
class SyncController {

	static final String PATH = "/api/onerow/v1/syncs";

	static final String ONE = PATH + "/{id}";

	static final String COMPLETE = ONE + "/complete";

	static final String CANCEL = ONE + "/cancel";

	static final String UNDO = ONE + "/undo";

	static final String MISSING = ONE + "/missing";

	static final String EVENTS = ONE + "/events";

	static final String MARKED = "/api/onerow/v1/missing";

	private static final int LARGEST_PAGE = 1_000;

	private static final String WHAT = "missing";

	private static final String CONFIRM = "confirm";

	private final FullSyncs syncs;

	private final Imports imports;

	private final JsonMapper json;

	SyncController(FullSyncs syncs, Imports imports, JsonMapper json) {
		this.syncs = syncs;
		this.imports = imports;
		this.json = json;
	}

	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Response> open(TenantId tenant, @RequestBody JsonNode body) {
		Members members = Members.of(body);
		OwnedRecords records = OwnedRecords.read(members, tenant, this.imports.synced());
		members.verify();
		FullSync opened = this.syncs.open(tenant, Objects.requireNonNull(records).kind().id(), records.owner());
		ResponseEntity.BodyBuilder answer = WriteContext.current().isDryRun() ? ResponseEntity.ok()
				: ResponseEntity.created(URI.create(PATH + "/" + opened.id()));
		return answer.body(response(opened));
	}

	@GetMapping(PATH)
	Page<Response> list(TenantId tenant, @RequestParam(defaultValue = "100") int limit,
			@RequestParam @Nullable UUID after) {
		List<FullSync> page = this.syncs.list(tenant, after, checked(limit));
		Map<UUID, Job> jobs = this.syncs.jobs(tenant, page);
		Map<UUID, Map<String, Long>> counts = this.syncs.counts(tenant, page);
		Map<UUID, Long> sent = this.syncs.sent(tenant, page);
		return new Page<>(page.stream()
			.map((one) -> response(one, jobs.get(one.id()), counts.getOrDefault(one.id(), Map.of()),
					sent.getOrDefault(one.id(), 0L)))
			.toList(), (page.size() == limit) ? page.get(limit - 1).id() : null);
	}

	@GetMapping(ONE)
	Response get(TenantId tenant, @PathVariable UUID id) {
		return response(this.syncs.get(tenant, id));
	}

	@Unconditional
	@PostMapping(COMPLETE)
	Response complete(TenantId tenant, @PathVariable UUID id, @RequestBody JsonNode body) {
		Members members = Members.of(body).refuseOthers(Set.of(WHAT, CONFIRM)).require(WHAT).refuseNull(CONFIRM);
		FullSync.Missing missing = members.oneOf(WHAT, FullSync.Missing.BY_WORD).applyTo(null);
		Boolean confirmed = members.flag(CONFIRM).applyTo(Boolean.FALSE);
		members.verify();
		return response(
				this.syncs.complete(tenant, id, Objects.requireNonNull(missing), Boolean.TRUE.equals(confirmed)));
	}

	@Unconditional
	@PostMapping(CANCEL)
	Response cancel(TenantId tenant, @PathVariable UUID id) {
		return response(this.syncs.cancel(tenant, id));
	}

	@Unconditional
	@PostMapping(UNDO)
	Response undo(TenantId tenant, @PathVariable UUID id) {
		return response(this.syncs.undo(tenant, id));
	}

	@GetMapping(MISSING)
	Page<FullSync.Item> missing(TenantId tenant, @PathVariable UUID id, @RequestParam(defaultValue = "100") int limit,
			@RequestParam @Nullable UUID after) {
		List<FullSync.Item> page = this.syncs.missing(this.syncs.get(tenant, id), after, checked(limit));
		return new Page<>(page, (page.size() == limit) ? page.get(limit - 1).recordId() : null);
	}

	/** The records of a directory that are marked as missing. */
	@GetMapping(MARKED)
	Page<FullSync.Mark> marked(TenantId tenant, @RequestParam String kind, @RequestParam Map<String, String> parameters,
			@RequestParam(defaultValue = "100") int limit, @RequestParam @Nullable UUID after) {
		ImportKind known = ImportIntake.kind(this.imports.synced(), kind, parameters);
		String owner = ImportIntake.owner(tenant, known, parameters.get(known.owner()));
		List<FullSync.Mark> page = this.syncs.marks(tenant, kind, owner, after, checked(limit));
		return new Page<>(page, (page.size() == limit) ? page.get(limit - 1).recordId() : null);
	}

	private static int checked(int limit) {
		if (limit < 1 || limit > LARGEST_PAGE) {
			throw new InvalidParameter("limit", "must be from 1 to " + LARGEST_PAGE);
		}
		return limit;
	}

	/** How far its completion is. */
	@GetMapping(EVENTS)
	ResponseEntity<byte[]> events(TenantId tenant, @PathVariable UUID id) {
		Response now = response(this.syncs.get(tenant, id));
		if (!now.state().equals(FullSync.State.COMPLETING.toString())) {
			return ProgressEvent.none();
		}
		ObjectNode told = this.json.createObjectNode().put("state", now.state()).put("total", now.total());
		told.put("done", now.done()).put("deleted", now.deleted()).put("kept", now.kept()).put("rate", now.rate());
		return ProgressEvent.of(told.put("eta", (now.eta() != null) ? now.eta().toString() : null));
	}

	private Response response(FullSync one) {
		return response(one, this.syncs.job(one), this.syncs.counts(one), this.syncs.sent(one));
	}

	private Response response(FullSync one, @Nullable Job job, Map<String, Long> counts, long sent) {
		return new Response(one.id(), one.kind(), one.owner(), one.state(job), one.client(), sent,
				(one.missing() != null) ? one.missing().toString() : null, one.total(),
				counts.values().stream().mapToLong(Long::longValue).sum(), counts.getOrDefault("deleted", 0L),
				counts.getOrDefault("kept", 0L), (job != null) ? job.total() : 0, (job != null) ? job.done() : 0,
				(job != null) ? Math.round(job.rate() * 10) / 10.0 : 0, (job != null) ? job.eta() : null, one.undone(),
				one.openedAt(), one.closedAt(), this.syncs.keptUntil(one));
	}

	/** {@code next} is where to go on; null at the end. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page<T>(List<T> items, @Nullable UUID next) {

	}

	/**
	 * A full sync as it stands. {@code records} and {@code found} are how many there were
	 * and how many of them were missing when it was closed; {@code done} of {@code total}
	 * is how far its completion is.
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Response(UUID id, String kind, String owner, String state, String client, long sent,
			@Nullable String missing, @Nullable Long records, long found, long deleted, long kept, long total,
			long done, double rate, @Nullable Instant eta, @Nullable @JsonRawValue String undo, Instant openedAt,
			@Nullable Instant closedAt, Instant keptUntil) {

	}

}
