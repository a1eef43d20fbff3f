package io.onerow.background;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again, on a thread of its own, which is interrupted when
 * the service ends. If it fails it is tried again.
 */
public abstract class Repeated implements SmartLifecycle {

	private static final Duration REST = Duration.ofSeconds(2);

	private final Logger log = LoggerFactory.getLogger(getClass());

	private final String name;

	private final Duration first;

	private final Duration pause;

	private @Nullable Thread thread;

	/**
	 * @param name of the thread
	 * @param first how long it waits before the first time
	 * @param pause from the end of one time to the next
	 */
	protected Repeated(String name, Duration first, Duration pause) {
		this.name = name;
		this.first = first;
		this.pause = pause;
	}

	/**
	 * Does it once.
	 * @throws InterruptedException if the thread is interrupted
	 */
	protected abstract void run() throws InterruptedException;

	@Override
	public void start() {
		Thread started = new Thread(this::loop, this.name);
		started.setDaemon(true);
		started.start();
		this.thread = started;
	}

	private void loop() {
		try {
			Thread.sleep(this.first.toMillis());
			while (true) {
				runOnce();
				Thread.sleep(this.pause.toMillis());
			}
		}
		catch (InterruptedException ex) {
			// the service ends; what is done is done
		}
	}

	private void runOnce() throws InterruptedException {
		try {
			run();
		}
		catch (RuntimeException ex) {
			// whatever it is, the loop goes on; its message may quote a value
			this.log.warn("The work of the thread {} is done later: {}", this.name, ex.getClass().getSimpleName());
			Thread.sleep(REST.toMillis());
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
