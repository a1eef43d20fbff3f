package io.onerow.security.apikey;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.cache.Remembered;
import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/**
 * The API keys of all tenants, of which only hashes are stored. A key that was found is
 * remembered, by its hash, for {@link #REMEMBERED}; a revoked one is refused within that
 * time.
 */
@Component
public class ApiKeys {

	static final Duration REMEMBERED = Duration.ofSeconds(10);

	private static final int CAPACITY = 4_096;

	private static final int ID_BYTES = 8;

	private final ApiKeyRepository keys;

	private final Remembered<ByteBuffer, ApiKey.Holder> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	ApiKeys(ApiKeyRepository keys) {
		this.keys = keys;
	}

	/** Whom a key stands for; empty if it is unknown or revoked. */
	Optional<ApiKey.Holder> holder(String key) {
		byte[] hash = Sha256.of(key);
		return this.known.find(ByteBuffer.wrap(hash),
				() -> this.keys.findById(id(hash)).filter((stored) -> stored.isGood(hash)).map(ApiKey::holder));
	}

	/**
	 * Stores a key if it is unknown; one that was revoked stays so, and so do the scopes
	 * of one that is there. Throws {@link IllegalStateException} if it is another
	 * tenant's.
	 */
	public void ensure(TenantId tenant, String key, String... scopes) {
		byte[] hash = Sha256.of(key);
		this.keys.ensure(tenant.value(), id(hash), hash, String.join(" ", scopes));
		if (this.keys.findById(id(hash)).filter((stored) -> stored.tenant().equals(tenant)).isEmpty()) {
			throw new IllegalStateException("The API key belongs to another tenant");
		}
	}

	/** A key is looked up again. */
	void forget(byte[] hash) {
		this.known.forget(ByteBuffer.wrap(hash));
	}

	static String id(byte[] hash) {
		return HexFormat.of().formatHex(hash, 0, ID_BYTES);
	}

}
