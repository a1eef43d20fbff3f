package io.onerow.api.onerow;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.api.Unconditional;
import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the work is that takes longer than a request. */
@RestController
class JobController {

	static final String PATH = "/api/onerow/v1/jobs/{id}";

	static final String PAUSE = PATH + "/pause";

	static final String RESUME = PATH + "/resume";

	static final String CANCEL = PATH + "/cancel";

	private final Jobs jobs;

	JobController(Jobs jobs) {
		this.jobs = jobs;
	}

	@GetMapping(PATH)
	Response get(TenantId tenant, @PathVariable UUID id) {
		return Response.of(this.jobs.get(tenant, id));
	}

	/** Nobody is at it from then on, until it is resumed. */
	@Unconditional
	@PostMapping(PAUSE)
	Response pause(TenantId tenant, @PathVariable UUID id) {
		return Response.of(this.jobs.pause(tenant, id));
	}

	@Unconditional
	@PostMapping(RESUME)
	Response resume(TenantId tenant, @PathVariable UUID id) {
		return Response.of(this.jobs.resume(tenant, id));
	}

	/** What is done stays done. */
	@Unconditional
	@PostMapping(CANCEL)
	Response cancel(TenantId tenant, @PathVariable UUID id) {
		return Response.of(this.jobs.cancel(tenant, id));
	}

	/**
	 * For a request whose work has only begun: 202, and where to ask for it. In a dry run
	 * there is no such place.
	 */
	static ResponseEntity<Object> begun(Job job) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
		if (!job.by().isDryRun()) {
			answer.header("Location", PATH.replace("{id}", job.id().toString()));
		}
		return answer.body(Response.of(job));
	}

	/**
	 * A job as it stands; {@code id} is null where it was not begun, {@code rate} is in a
	 * second, {@code eta} null where it is not known.
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Response(@Nullable UUID id, String kind, String subject, String state, long total, long done, double rate,
			@Nullable Instant eta, @JsonRawValue String result) {

		static Response of(Job job) {
			return new Response(job.by().isDryRun() ? null : job.id(), job.kind(), job.subject(),
					job.state().toString(), job.total(), job.done(), Math.round(job.rate() * 10) / 10.0, job.eta(),
					job.result());
		}

	}

}
