package io.onerow.security.issuer.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.onerow.audit.AuditTrail;
import io.onerow.security.BearerTokens;
import io.onerow.security.Credentials;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.secrets.RandomSecret;
import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the administrator of a tenant does with its OAuth clients. Each change is in the
 * audit trail; one that another tenant has, or that is revoked, is {@link NotFound} for a
 * change.
 */
@Component
@Conditional(OwnIssuerCondition.class)
public class ClientAdministration implements Credentials {

	private static final String KIND = "client";

	private final OAuthClientRepository stored;

	private final Secrets secrets;

	private final BearerTokens tokens;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ClientAdministration(OAuthClientRepository stored, Secrets secrets, BearerTokens tokens, AuditTrail audit,
			PlatformTransactionManager transactions, Clock clock) {
		this.stored = stored;
		this.secrets = secrets;
		this.tokens = tokens;
		this.audit = audit;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * The clients of a tenant by id, revoked ones too.
	 * @param after the last of those before, or an empty text to begin
	 */
	public List<ClientInfo> list(TenantId tenant, String after, int size) {
		return this.stored.page(tenant.value(), after, size).stream().map(OAuthClient::info).toList();
	}

	public ClientInfo get(TenantId tenant, String clientId) {
		return this.stored.findById(clientId)
			.filter((client) -> client.isOf(tenant))
			.map(OAuthClient::info)
			.orElseThrow(() -> new NotFound(KIND));
	}

	/** Creates a client with a new secret; empty if the id is somebody's already. */
	public Optional<NewSecret> create(TenantId tenant, String clientId, Set<String> scopes, List<String> redirectUris) {
		String secret = RandomSecret.next();
		String hash = this.secrets.hash(secret);
		ClientInfo made = new ClientInfo(clientId, new TreeSet<>(scopes), redirectUris, now(), null, null);
		boolean isNew = inTransaction(() -> {
			boolean free = this.stored
				.create(tenant.value(), clientId, hash, String.join(" ", made.scopes()), String.join(" ", redirectUris),
						made.createdAt())
				.isPresent();
			if (free) {
				this.audit.note(tenant, "create", KIND, clientId, null, made);
			}
			return free;
		});
		return isNew ? Optional.of(new NewSecret(made, secret)) : Optional.empty();
	}

	/** Tokens that were given before keep their scopes until they are over. */
	public ClientInfo change(TenantId tenant, String clientId, Change<Set<String>> scopes,
			Change<List<String>> redirectUris) {
		return change(tenant, clientId, "change",
				(before) -> before.with(Objects.requireNonNull(scopes.applyTo(before.scopes())),
						Objects.requireNonNull(redirectUris.applyTo(before.redirectUris()))),
				(after) -> this.stored.change(tenant.value(), clientId, String.join(" ", after.scopes()),
						String.join(" ", after.redirectUris())));
	}

	/**
	 * Gives a client a new secret.
	 * @param overlap how long the one that it has stays good; one before that does not
	 */
	public NewSecret rotate(TenantId tenant, String clientId, Duration overlap) {
		String secret = RandomSecret.next();
		String hash = this.secrets.hash(secret);
		Instant until = now().plus(overlap);
		ClientInfo rotated = change(tenant, clientId, "rotate", (before) -> before.rotated(until),
				(after) -> this.stored.rotate(tenant.value(), clientId, hash, until));
		return new NewSecret(rotated, secret);
	}

	/**
	 * Ends a client: here it and its tokens are refused at once, by other instances
	 * within a minute.
	 */
	public void revoke(TenantId tenant, String clientId) {
		Instant now = now();
		change(tenant, clientId, "revoke", (before) -> before.revoked(now),
				(after) -> this.stored.revoke(tenant.value(), clientId, now));
		this.tokens.forget(tenant, clientId);
	}

	@Override
	public void endAll(TenantId tenant) {
		Credentials.each((after) -> list(tenant, after, PAGE), ClientInfo::clientId, (client) -> {
			if (client.revokedAt() == null) {
				revoke(tenant, client.clientId());
			}
		});
	}

	private ClientInfo change(TenantId tenant, String clientId, String action, Function<ClientInfo, ClientInfo> change,
			Consumer<ClientInfo> write) {
		return inTransaction(() -> {
			ClientInfo before = this.stored.lock(tenant.value(), clientId)
				.map(OAuthClient::info)
				.orElseThrow(() -> new NotFound("client that is not revoked"));
			ClientInfo after = change.apply(before);
			if (!after.equals(before)) {
				write.accept(after);
				this.audit.note(tenant, action, KIND, clientId, before, after);
			}
			return after;
		});
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	/** As the database keeps it. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/** A secret, which is never told again, and whose it is. */
	public record NewSecret(ClientInfo client, String secret) {

		@Override
		public String toString() {
			return "NewSecret[client=" + this.client + "]";
		}

	}

}
