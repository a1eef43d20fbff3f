package io.onerow.security.secrets;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Compares secrets with stored hashes. One that was right is not hashed again; one that
 * was not is counted for its name and address, and past the limits none is looked at.
 */
@Component
public class Secrets {

	/** What bcrypt reads; it takes no notice of more. */
	private static final int LONGEST = 72;

	private final PasswordEncoder encoder;

	private final HashingThreads threads;

	private final GoodSecrets good;

	private final Tries<Pair> pairs;

	private final Tries<NetworkAddress> addresses;

	private final Tries<NetworkAddress> unproven;

	private final Pauses pauses;

	private final String nobodys;

	Secrets(PasswordEncoder encoder, HashingThreads threads, SecurityLimits limits, Clock clock) {
		this.encoder = encoder;
		this.threads = threads;
		this.good = new GoodSecrets(limits.rememberedSecrets());
		this.pairs = new Tries<>(limits.pair(), limits.watched(), clock);
		this.addresses = new Tries<>(limits.address(), limits.watched(), clock);
		this.unproven = new Tries<>(limits.address(), limits.watched(), clock);
		this.pauses = new Pauses(limits.pause());
		this.nobodys = hash(UUID.randomUUID().toString());
	}

	/** What is stored of a secret. */
	public String hash(String secret) {
		return this.threads.run(() -> Objects.requireNonNull(this.encoder.encode(secret)));
	}

	/** The same for what takes an encoder only. */
	public PasswordEncoder hashing() {
		return new ThreadedEncoder(this);
	}

	/** A hash of a secret that nobody knows, to compare with where there is none. */
	public String nobodys() {
		return this.nobodys;
	}

	/** Whether the hash is of a kind that is no longer made. */
	public boolean isDated(String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

	/**
	 * Whether a secret is the one that was stored; throws {@link TryLater} if it was not
	 * looked at.
	 * @param name whose secret it is said to be, of bounded length
	 */
	public boolean matches(String name, NetworkAddress from, String secret, String hash) {
		return matches(name, from, secret, List.of(hash));
	}

	/** Likewise, where a secret of several is good: they are one try. */
	public boolean matches(String name, NetworkAddress from, String secret, List<String> hashes) {
		return this.pairs.guess(new Pair(name, from),
				() -> hashes.stream().anyMatch((hash) -> this.good.contains(secret, hash))
						|| compare(from, secret, hashes));
	}

	/**
	 * Looks at what somebody shows who has no secret, and counts for its address an
	 * {@link AuthenticationException} that comes of it; throws {@link TryLater} if it was
	 * not looked at.
	 */
	public <T> T withoutSecret(NetworkAddress from, Supplier<T> look) {
		AtomicReference<AuthenticationException> refused = new AtomicReference<>();
		AtomicReference<T> found = new AtomicReference<>();
		this.unproven.guess(from, () -> {
			try {
				found.set(look.get());
			}
			catch (AuthenticationException ex) {
				refused.set(ex);
			}
			return refused.get() == null;
		});
		AuthenticationException ex = refused.get();
		if (ex != null) {
			throw ex;
		}
		return Objects.requireNonNull(found.get());
	}

	/**
	 * Lets the sender of a secret that is not looked at wait a moment for the answer.
	 * Nothing of the database must be held meanwhile.
	 */
	public void pause() {
		this.pauses.take();
	}

	private boolean compare(NetworkAddress from, String secret, List<String> hashes) {
		return secret.getBytes(StandardCharsets.UTF_8).length <= LONGEST
				&& this.addresses.guess(from, () -> hashes.stream().anyMatch((hash) -> compare(secret, hash)));
	}

	private boolean compare(String secret, String hash) {
		boolean right = this.threads.run(() -> this.encoder.matches(secret, hash));
		if (right) {
			this.good.add(secret, hash);
		}
		return right;
	}

	private record Pair(String name, NetworkAddress from) {

	}

}
