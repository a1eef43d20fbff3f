package io.onerow.api.onerow;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.merge.Merge;
import io.onerow.merge.Merges;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes one record of two, and two of it again. */
@RestController
class MergeController {

	static final String PATH = "/api/onerow/v1/merges";

	static final String UNDO = PATH + "/{id}/undo";

	private static final int ID_MAX = 36;

	private static final String SURVIVOR = "survivor";

	private static final String MERGED = "merged";

	private final Merges merges;

	MergeController(Merges merges) {
		this.merges = merges;
	}

	/** 201, or 200 if the two are one already. */
	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Response> merge(TenantId tenant, @RequestBody JsonNode body) {
		Members members = Members.of(body).refuseOthers(Set.of(SURVIVOR, MERGED)).require(SURVIVOR, MERGED);
		UUID survivor = members.parsed(SURVIVOR, ID_MAX, MergeController::id).applyTo(null);
		UUID merged = members.parsed(MERGED, ID_MAX, MergeController::id).applyTo(null);
		members.verify();
		Merges.Made made = this.merges.merge(tenant, Objects.requireNonNull(survivor), Objects.requireNonNull(merged));
		Response response = Response.of(made.merge());
		return (made.isNew() && !WriteContext.current().isDryRun())
				? ResponseEntity.created(URI.create(PATH + "/" + response.id())).body(response)
				: ResponseEntity.ok(response);
	}

	private static UUID id(String text) throws Unfit {
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw new Unfit("must be a UUID");
		}
	}

	@Unconditional
	@PostMapping(UNDO)
	Response undo(TenantId tenant, @PathVariable UUID id) {
		return Response.of(this.merges.undo(tenant, id));
	}

	/** A merge; {@code undoneAt} is null as long as the two are one. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Response(UUID id, UUID survivor, UUID merged, String client, Instant mergedAt, @Nullable Instant undoneAt) {

		static Response of(Merge merge) {
			return new Response(merge.id(), merge.survivor(), merge.merged(), merge.client(), merge.mergedAt(),
					merge.undoneAt());
		}

	}

}
