package io.onerow.rekey;

import java.time.Duration;

import io.onerow.background.Repeated;

import org.springframework.stereotype.Component;

/** Has the old records looked through. */
@Component
class RekeyingLoop extends Repeated {

	private final Rekeying rekeying;

	private final RekeyProperties properties;

	RekeyingLoop(Rekeying rekeying, RekeyProperties properties) {
		super("rekey", Duration.ZERO, properties.pause());
		this.rekeying = rekeying;
		this.properties = properties;
	}

	@Override
	public boolean isAutoStartup() {
		return this.properties.enabled();
	}

	@Override
	protected void run() throws InterruptedException {
		this.rekeying.run();
	}

}
