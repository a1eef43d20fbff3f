package io.onerow.security.secrets;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Lets what is made for the framework's encoder hash on our threads; compares nothing.
 */
final class ThreadedEncoder implements PasswordEncoder {

	private final Secrets secrets;

	ThreadedEncoder(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public String encode(@Nullable CharSequence secret) {
		if (secret == null) {
			throw new IllegalArgumentException("No secret");
		}
		return this.secrets.hash(secret.toString());
	}

	@Override
	public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
		throw new UnsupportedOperationException("Secrets are compared with the address that they come from");
	}

}
