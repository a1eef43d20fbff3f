package io.onerow.job;

import java.time.Duration;

import io.onerow.background.Repeated;
import io.onerow.upsert.Deadline;

import org.springframework.stereotype.Component;

/** Has the jobs done. */
@Component
class JobsLoop extends Repeated {

	private final Jobs jobs;

	private final JobProperties properties;

	private Deadline look;

	JobsLoop(Jobs jobs, JobProperties properties) {
		super("jobs", Duration.ZERO, Duration.ZERO);
		this.jobs = jobs;
		this.properties = properties;
		this.look = Deadline.in(properties.pause());
	}

	@Override
	protected void run() throws InterruptedException {
		if (this.look.isOver()) {
			this.look = Deadline.in(this.properties.pause());
			this.jobs.lookAround();
		}
		this.jobs.work(this.look.left());
	}

}
