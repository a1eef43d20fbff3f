package io.onerow.api.propeller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import io.onerow.hash.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Hashes customers as they were sent, together with everything else that decides what
 * they do: the rules of this service and the directives of the request. For one thread.
 */
final class Fingerprints {

	/** To be counted up with each change of what a customer on the wire does. */
	private static final String RULES = "2";

	private final MessageDigest digest = Sha256.begun();

	private final byte[] salt;

	Fingerprints(CustomerSchema schema, @Nullable JsonNode directives) {
		this.digest.update((RULES + schema.text()).getBytes(StandardCharsets.UTF_8));
		this.salt = this.digest.digest(String.valueOf(directives).getBytes(StandardCharsets.UTF_8));
	}

	byte[] of(byte[] customer) {
		this.digest.update(this.salt);
		return this.digest.digest(customer);
	}

}
