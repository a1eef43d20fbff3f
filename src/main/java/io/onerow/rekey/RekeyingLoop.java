package io.onerow.rekey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the old records looked through, again and again, on a thread of its own. */
@Component
class RekeyingLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RekeyingLoop.class);

	private final Rekeying rekeying;

	private final RekeyProperties properties;

	private @Nullable Thread thread;

	RekeyingLoop(Rekeying rekeying, RekeyProperties properties) {
		this.rekeying = rekeying;
		this.properties = properties;
	}

	@Override
	public boolean isAutoStartup() {
		return this.properties.enabled();
	}

	@Override
	public void start() {
		Thread started = new Thread(this::loop, "rekey");
		started.setDaemon(true);
		started.start();
		this.thread = started;
	}

	private void loop() {
		try {
			while (true) {
				runOnce();
				Thread.sleep(this.properties.pause().toMillis());
			}
		}
		catch (InterruptedException ex) {
			// the service ends; the records that are done are done
		}
	}

	private void runOnce() throws InterruptedException {
		try {
			this.rekeying.run();
		}
		catch (RuntimeException ex) {
			// whatever it is, the loop goes on; its message may quote a key
			log.warn("Keys are renewed later: {}", ex.getClass().getSimpleName());
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
