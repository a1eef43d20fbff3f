package io.onerow.security.secrets;

import java.time.Clock;

import org.springframework.stereotype.Component;

/** Bounds how many applications register from one network address. */
@Component
public class Newcomers {

	private final Tries<NetworkAddress> addresses;

	Newcomers(SecurityLimits limits, Clock clock) {
		this.addresses = new Tries<>(limits.registrations(), limits.watched(), clock);
	}

	/** Counts one; throws {@link TryLater} if there were too many. */
	public void count(NetworkAddress from) {
		this.addresses.guess(from, () -> false);
	}

}
