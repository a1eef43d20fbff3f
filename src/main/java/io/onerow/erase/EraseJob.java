package io.onerow.erase;

import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.upsert.NotFound;

import org.springframework.stereotype.Component;

/** Erases an account with many contacts, or all that a tenant has stored. */
@Component
class EraseJob implements JobWork {

	static final String KIND = "erase";

	/** The subject that is the tenant. */
	static final String ALL = "tenant";

	private static final String GOES_ON = "goes on";

	private final Erasing erasing;

	EraseJob(Erasing erasing) {
		this.erasing = erasing;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public Step step(Job job) {
		if (job.subject().equals(ALL)) {
			int erased = this.erasing.eraseSome(job.tenant());
			return new Step(job.done() + erased, (erased > 0) ? GOES_ON : null, job.result());
		}
		boolean erased = isErased(job);
		return new Step(job.done() + (erased ? 1 : Erasing.AT_ONCE), erased ? null : GOES_ON, job.result());
	}

	private boolean isErased(Job job) {
		try {
			return this.erasing.eraseSome(job.tenant(), UUID.fromString(job.subject()));
		}
		catch (NotFound ex) {
			// erased by the step that was not noted
			return true;
		}
	}

}
