package io.onerow.administration;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.onerow.audit.AuditTrail;
import io.onerow.security.Credentials;
import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.ClientAdministration;
import io.onerow.security.issuer.client.ClientAdministration.NewSecret;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantInfo;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What administrators of the root tenant do with tenants; to those of other tenants each
 * method throws {@link NotRootTenant}. A change is in the audit trail of the root tenant,
 * and what it does to the credentials of a tenant in that of the tenant.
 */
@Component
public class TenantAdministration {

	private static final String KIND = "tenant";

	private final Tenants tenants;

	private final TenantProperties properties;

	private final ObjectProvider<ClientAdministration> clients;

	private final List<Credentials> credentials;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	TenantAdministration(Tenants tenants, TenantProperties properties, ObjectProvider<ClientAdministration> clients,
			List<Credentials> credentials, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
		this.tenants = tenants;
		this.properties = properties;
		this.clients = clients;
		this.credentials = credentials;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * All tenants by id, deleted ones too.
	 * @param after the last of those before, or an empty text to begin
	 */
	public List<TenantInfo> list(TenantId caller, String after, int size) {
		requireRoot(caller);
		return this.tenants.infos(after, size);
	}

	public TenantInfo get(TenantId caller, String id) {
		requireRoot(caller);
		return tenant(id).flatMap(this.tenants::info).orElseThrow(() -> new NotFound(KIND));
	}

	/**
	 * Creates a tenant.
	 * @param administrator the id of a client that may administer it; null for none
	 * @throws Conflict if there is, or was, one of that id, or a client of that id
	 */
	public Made create(TenantId caller, TenantId id, Change<String> language, @Nullable String administrator) {
		requireRoot(caller);
		return inTransaction(() -> {
			if (!this.tenants.create(id)) {
				throw new Conflict("tenantId", "is, or was, that of a tenant already");
			}
			TenantInfo made = with(this.tenants.lock(id).orElseThrow(), language);
			this.audit.note(caller, "create", KIND, id.value(), null, made);
			return new Made(made, administrator(id, administrator));
		});
	}

	/**
	 * Changes what a tenant has set, and gives it one more administrator if one is named.
	 */
	public Made change(TenantId caller, String id, Change<String> language, @Nullable String administrator) {
		requireRoot(caller);
		return inTransaction(() -> {
			TenantInfo before = locked(id);
			TenantInfo after = with(before, language);
			if (!after.equals(before)) {
				this.audit.note(caller, "change", KIND, id, before, after);
			}
			return new Made(after, administrator(new TenantId(id), administrator));
		});
	}

	/**
	 * Ends a tenant that has no records: its clients, keys and users are refused at once
	 * by this instance, and its id is given to no other.
	 * @throws Conflict if it has records, or is the root tenant
	 */
	public void delete(TenantId caller, String id) {
		requireRoot(caller);
		inTransaction(() -> deletable(id));
		TenantId tenant = new TenantId(id);
		// nobody writes from here on; what one of these leaves undone, the next try does
		this.credentials.forEach((some) -> some.endAll(tenant));
		inTransaction(() -> {
			TenantInfo before = deletable(id);
			TenantInfo after = before.deleted(now());
			this.tenants.delete(tenant, Objects.requireNonNull(after.deletedAt()));
			this.audit.note(caller, "delete", KIND, id, before, after);
			return after;
		});
	}

	private TenantInfo deletable(String id) {
		TenantInfo tenant = locked(id);
		if (this.properties.isRoot(new TenantId(id))) {
			throw new Conflict(null, "The root tenant cannot be deleted");
		}
		if (this.tenants.isUsed(new TenantId(id))) {
			throw new Conflict(null, "The tenant has records; an administrator of it erases them for good by"
					+ " DELETE /api/onerow/v1/tenant?erase=true&confirm=" + id);
		}
		return tenant;
	}

	private TenantInfo locked(String id) {
		return tenant(id).flatMap(this.tenants::lock).orElseThrow(() -> new NotFound("tenant that is not deleted"));
	}

	/** Empty for a text that no tenant can have for its id. */
	private static Optional<TenantId> tenant(String id) {
		return TenantId.isOne(id) ? Optional.of(new TenantId(id)) : Optional.empty();
	}

	private TenantInfo with(TenantInfo before, Change<String> language) {
		TenantInfo after = before.with(Objects.requireNonNull(language.applyTo(before.defaultLanguage())));
		if (!after.equals(before)) {
			this.tenants.store(after);
		}
		return after;
	}

	private @Nullable NewSecret administrator(TenantId tenant, @Nullable String id) {
		if (id == null) {
			return null;
		}
		ClientAdministration own = this.clients.getIfAvailable();
		if (own == null) {
			throw new Conflict("administratorId", "is not taken where tokens are those of another issuer");
		}
		return own.create(tenant, id, Scopes.allOfAnAdministrator(), List.of())
			.orElseThrow(() -> new Conflict("administratorId", "is that of a client already"));
	}

	private void requireRoot(TenantId caller) {
		if (!this.properties.isRoot(caller)) {
			throw new NotRootTenant();
		}
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	/** As the database keeps it. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * A tenant, and the client that was made to administer it.
	 */
	public record Made(TenantInfo tenant, @Nullable NewSecret administrator) {

	}

}
