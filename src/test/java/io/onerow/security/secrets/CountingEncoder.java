package io.onerow.security.secrets;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Counts what is compared, and can be made to wait; as strong as the library allows to be
 * weak, so that tests are fast.
 */
public final class CountingEncoder implements PasswordEncoder {

	private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(4);

	private final AtomicInteger compared = new AtomicInteger();

	private final Set<String> threads = ConcurrentHashMap.newKeySet();

	private volatile CountDownLatch gate = new CountDownLatch(0);

	public int compared() {
		return this.compared.get();
	}

	/** The threads on which something was compared. */
	public Set<String> threads() {
		return this.threads;
	}

	/** What is compared from now on waits. */
	public void close() {
		this.gate = new CountDownLatch(1);
	}

	public void open() {
		this.gate.countDown();
	}

	/** Compares with this encoder, on threads of its own, and lets nobody wait. */
	public Secrets secrets(SecurityLimits limits, Clock clock) {
		return new Secrets(this, new HashingThreads(limits), withoutPause(limits), clock);
	}

	private static SecurityLimits withoutPause(SecurityLimits limits) {
		return new SecurityLimits(limits.hashingThreads(), limits.hashingQueue(), limits.rememberedSecrets(),
				limits.watched(), limits.pair(), limits.address(), limits.loginFailures(), limits.loginLock(),
				limits.knownFor(), limits.knownLogins(), limits.strangerLogins(), limits.loginLine(), limits.turnKept(),
				Duration.ZERO, limits.registrations());
	}

	@Override
	public String encode(@Nullable CharSequence password) {
		return Objects.requireNonNull(this.bcrypt.encode(password));
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
		this.compared.incrementAndGet();
		this.threads.add(Thread.currentThread().getName());
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.bcrypt.matches(password, encoded);
	}

}
