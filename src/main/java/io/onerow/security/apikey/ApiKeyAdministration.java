package io.onerow.security.apikey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.onerow.audit.AuditTrail;
import io.onerow.hash.Sha256;
import io.onerow.security.Credentials;
import io.onerow.security.secrets.RandomSecret;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the administrator of a tenant does with its API keys. Each change is in the audit
 * trail; a key that another tenant has, or that is revoked, is {@link NotFound} for a
 * change. Other instances learn of a change within {@link ApiKeys#REMEMBERED}.
 */
@Component
public class ApiKeyAdministration implements Credentials {

	private static final String KIND = "api-key";

	private final ApiKeyRepository stored;

	private final ApiKeys keys;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ApiKeyAdministration(ApiKeyRepository stored, ApiKeys keys, AuditTrail audit,
			PlatformTransactionManager transactions, Clock clock) {
		this.stored = stored;
		this.keys = keys;
		this.audit = audit;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * The keys of a tenant by id, revoked ones too.
	 * @param after the last of those before, or an empty text to begin
	 */
	public List<ApiKeyInfo> list(TenantId tenant, String after, int size) {
		return this.stored.page(tenant.value(), after, size).stream().map(ApiKey::info).toList();
	}

	public ApiKeyInfo get(TenantId tenant, String keyId) {
		return this.stored.findById(keyId)
			.filter((key) -> key.tenant().equals(tenant))
			.map(ApiKey::info)
			.orElseThrow(() -> new NotFound("API key"));
	}

	/** Creates a key. */
	public NewKey create(TenantId tenant, @Nullable String name, Set<String> scopes) {
		String key = RandomSecret.next();
		byte[] hash = Sha256.of(key);
		ApiKeyInfo made = new ApiKeyInfo(ApiKeys.id(hash), name, new TreeSet<>(scopes), now(), null);
		this.transaction.executeWithoutResult((status) -> {
			this.stored.create(tenant.value(), made.keyId(), hash, String.join(" ", made.scopes()), made.nameOrEmpty(),
					made.createdAt());
			this.audit.note(tenant, "create", KIND, made.keyId(), null, made);
		});
		return new NewKey(made, key);
	}

	public ApiKeyInfo change(TenantId tenant, String keyId, Change<String> name, Change<Set<String>> scopes) {
		return change(tenant, keyId, "change",
				(before) -> before.with(name.applyTo(before.name()),
						Objects.requireNonNull(scopes.applyTo(before.scopes()))),
				(after) -> this.stored.change(tenant.value(), keyId, String.join(" ", after.scopes()),
						after.nameOrEmpty()));
	}

	/** Ends a key: here it is refused at once. */
	public void revoke(TenantId tenant, String keyId) {
		Instant now = now();
		change(tenant, keyId, "revoke", (before) -> before.revoked(now),
				(after) -> this.stored.revoke(tenant.value(), keyId, now));
	}

	@Override
	public void endAll(TenantId tenant) {
		Credentials.each((after) -> list(tenant, after, PAGE), ApiKeyInfo::keyId, (key) -> {
			if (key.revokedAt() == null) {
				revoke(tenant, key.keyId());
			}
		});
	}

	private ApiKeyInfo change(TenantId tenant, String keyId, String action, UnaryOperator<ApiKeyInfo> change,
			Consumer<ApiKeyInfo> write) {
		Changed changed = Objects.requireNonNull(this.transaction.execute((status) -> {
			ApiKey key = this.stored.lock(tenant.value(), keyId)
				.orElseThrow(() -> new NotFound("API key that is not revoked"));
			ApiKeyInfo before = key.info();
			ApiKeyInfo after = change.apply(before);
			if (!after.equals(before)) {
				write.accept(after);
				this.audit.note(tenant, action, KIND, keyId, before, after);
			}
			return new Changed(after, key);
		}));
		this.keys.forget(changed.key().hash());
		return changed.after();
	}

	/** As the database keeps it. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private record Changed(ApiKeyInfo after, ApiKey key) {

	}

	/** A key, which is never told again, and what is stored of it. */
	public record NewKey(ApiKeyInfo info, String key) {

		@Override
		public String toString() {
			return "NewKey[info=" + this.info + "]";
		}

	}

}
