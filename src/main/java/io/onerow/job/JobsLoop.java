package io.onerow.job;

import java.time.Duration;

import io.onerow.upsert.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the jobs done, on a thread of its own. */
@Component
class JobsLoop implements SmartLifecycle {

	private static final Duration REST = Duration.ofSeconds(5);

	private static final Logger log = LoggerFactory.getLogger(JobsLoop.class);

	private final Jobs jobs;

	private final JobProperties properties;

	private @Nullable Thread thread;

	JobsLoop(Jobs jobs, JobProperties properties) {
		this.jobs = jobs;
		this.properties = properties;
	}

	@Override
	public void start() {
		Thread started = new Thread(this::loop, "jobs");
		started.setDaemon(true);
		started.start();
		this.thread = started;
	}

	private void loop() {
		Deadline pause = Deadline.in(this.properties.pause());
		while (!Thread.currentThread().isInterrupted()) {
			try {
				if (pause.isOver()) {
					pause = Deadline.in(this.properties.pause());
					this.jobs.lookAround();
				}
				this.jobs.work(pause.left());
			}
			catch (InterruptedException ex) {
				// the service ends; another one goes on
				return;
			}
			catch (RuntimeException ex) {
				log.warn("Jobs are done later: {}", ex.getClass().getSimpleName());
				rest();
			}
		}
	}

	private static void rest() {
		try {
			Thread.sleep(REST.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop() {
		Thread started = this.thread;
		this.thread = null;
		if (started != null) {
			started.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
