package io.onerow.security.issuer.grant;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

/**
 * A code or a refresh token: the tenant, a dot, and 48 bytes, which are the id of the
 * grant and 256 random bits. So who shows an old one names the grant that it was of.
 */
record GrantToken(TenantId tenant, UUID grant, String text) {

	private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9_-]{0,39})\\.([A-Za-z0-9_-]{64})");

	private static final int ID_BYTES = 16;

	private static final int SECRET_BYTES = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	/** A fresh one. */
	static GrantToken of(TenantId tenant, UUID grant) {
		byte[] secret = new byte[SECRET_BYTES];
		RANDOM.nextBytes(secret);
		byte[] bytes = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
			.putLong(grant.getMostSignificantBits())
			.putLong(grant.getLeastSignificantBits())
			.put(secret)
			.array();
		return new GrantToken(tenant, grant, tenant + "." + Base64.getUrlEncoder().encodeToString(bytes));
	}

	/** The one that somebody shows, if it has the form of one. */
	static Optional<GrantToken> parse(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			return Optional.empty();
		}
		ByteBuffer id = ByteBuffer.wrap(Arrays.copyOf(Base64.getUrlDecoder().decode(form.group(2)), ID_BYTES));
		return Optional.of(new GrantToken(new TenantId(form.group(1)), new UUID(id.getLong(), id.getLong()), text));
	}

	byte[] hash() {
		return Sha256.of(this.text);
	}

	// it stays out of logs
	@Override
	public String toString() {
		return "GrantToken";
	}

}
