package io.onerow.security.apikey;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.cache.Remembered;
import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

import org.springframework.jdbc.core.simple.JdbcClient;
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

	private final JdbcClient jdbc;

	private final Remembered<ByteBuffer, TenantId> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	ApiKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The tenant that a key stands for; empty if it is unknown or revoked. */
	Optional<TenantId> tenant(String key) {
		byte[] hash = Sha256.of(key);
		return this.known.find(ByteBuffer.wrap(hash), () -> read(hash));
	}

	/**
	 * Stores a key if it is unknown; one that was revoked stays so. Throws
	 * {@link IllegalStateException} if it is another tenant's.
	 */
	public void ensure(TenantId tenant, String key) {
		byte[] hash = Sha256.of(key);
		this.jdbc.sql("""
				insert into api_key (tenant_id, key_id, hash) values (:tenant, :id, :hash) on conflict do nothing""")
			.param("tenant", tenant.value())
			.param("id", id(hash))
			.param("hash", hash)
			.update();
		if (this.jdbc.sql("select count(*) from api_key where tenant_id = :tenant and key_id = :id")
			.param("tenant", tenant.value())
			.param("id", id(hash))
			.query(Long.class)
			.single() == 0) {
			throw new IllegalStateException("The API key belongs to another tenant");
		}
	}

	// the id is public, so a search by it tells nothing; the rest is compared in constant
	// time
	private Optional<TenantId> read(byte[] hash) {
		return this.jdbc.sql("select tenant_id, hash from api_key where key_id = :id and revoked_at is null")
			.param("id", id(hash))
			.query((row, number) -> MessageDigest.isEqual(row.getBytes("hash"), hash)
					? Optional.of(new TenantId(row.getString("tenant_id"))) : Optional.<TenantId>empty())
			.optional()
			.flatMap((tenant) -> tenant);
	}

	private static String id(byte[] hash) {
		return HexFormat.of().formatHex(hash, 0, ID_BYTES);
	}

}
