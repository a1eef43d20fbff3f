package io.onerow.security.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.nimbusds.jose.jwk.JWK;
import io.onerow.audit.AuditTrail;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.tenant.TenantId;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the key that the tokens of all tenants are signed with. No token that was given
 * is void by that: the key before stays good until the next change, and by then its
 * tokens are over. So two changes are {@link #REST} apart, whoever asks for them.
 */
@Component
@Conditional(OwnIssuerCondition.class)
public class SigningKeyAdministration {

	/** Longer than a token is good, and than a new key waits for its first one. */
	public static final Duration REST = Duration.ofHours(2);

	private static final String KIND = "signing-key";

	private final SigningKeyRepository stored;

	private final KeyEncryption encryption;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	SigningKeyAdministration(SigningKeyRepository stored, KeyEncryption encryption, AuditTrail audit,
			PlatformTransactionManager transactions, Clock clock) {
		this.stored = stored;
		this.encryption = encryption;
		this.audit = audit;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** Those that tokens may be signed with, newest first. */
	public List<SigningKeyInfo> list() {
		return this.stored.all().stream().map(SigningKey::info).toList();
	}

	/**
	 * Adds a key and removes those before the last; empty, and nothing done, if that has
	 * been done within {@link #REST}.
	 * @param tenant whose administrator it is
	 */
	public Optional<SigningKeyInfo> rotate(TenantId tenant) {
		JWK key = SigningKeys.generate();
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			this.stored.lock(SigningKeys.LOCK);
			List<SigningKeyInfo> before = list();
			Instant rested = this.clock.instant().minus(REST);
			if (before.stream().anyMatch((other) -> other.createdAt().isAfter(rested))) {
				return Optional.empty();
			}
			this.stored.add(key.getKeyID(), this.encryption.toStored(key.toJSONString()));
			before.stream().skip(1).forEach((old) -> this.stored.remove(old.kid()));
			SigningKeyInfo made = list().get(0);
			this.audit.note(tenant, "rotate", KIND, made.kid(), before.stream().findFirst().orElse(null), made);
			return Optional.of(made);
		}));
	}

}
