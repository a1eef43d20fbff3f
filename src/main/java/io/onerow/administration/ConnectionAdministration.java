package io.onerow.administration;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.onerow.audit.AuditTrail;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the administrator of a tenant does with its connections, over whatever wire. Each
 * change is in the audit trail; one that the tenant does not have is {@link NotFound}.
 * Other instances learn of a change within a minute.
 */
@Component
public class ConnectionAdministration {

	private static final String KIND = "connection";

	private final Connections connections;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ConnectionAdministration(Connections connections, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
		this.connections = connections;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * The connections of a tenant by id.
	 * @param after the last of those before, or an empty text to begin
	 */
	public List<ConnectionInfo> list(TenantId tenant, String after, int size) {
		return this.connections.page(tenant, after, size).stream().map(ConnectionInfo::of).toList();
	}

	public ConnectionInfo get(TenantId tenant, String id) {
		return this.connections.stored(tenant, id).map(ConnectionInfo::of).orElseThrow(() -> new NotFound(KIND));
	}

	/**
	 * Creates a connection.
	 * @param id null for one that no other has had
	 * @param customer whom it is held for, 1 to 200 code points
	 * @throws Conflict if the tenant has one of that id
	 */
	public ConnectionInfo create(TenantId tenant, @Nullable String id, Provider provider, @Nullable String customer) {
		String given = (id != null) ? id : Connections.newId(provider);
		return inTransaction(() -> {
			if (!this.connections.create(tenant, given, provider, customer)) {
				throw new Conflict("connectionId", "is that of a connection already");
			}
			ConnectionInfo made = locked(tenant, given);
			this.audit.note(tenant, "create", KIND, given, null, made);
			return made;
		});
	}

	/** Changes whom a connection is held for. */
	public ConnectionInfo change(TenantId tenant, String id, Change<String> customer) {
		ConnectionInfo changed = inTransaction(() -> {
			ConnectionInfo before = locked(tenant, id);
			String held = customer.applyTo(before.customerId());
			if (Objects.equals(held, before.customerId())) {
				return before;
			}
			Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
			ConnectionInfo after = before.with(held, now);
			this.connections.change(tenant, id, held, now);
			this.audit.note(tenant, "change", KIND, id, before, after);
			return after;
		});
		this.connections.forget(tenant, id);
		return changed;
	}

	/**
	 * Deletes a connection that has neither contacts nor accounts.
	 * @throws Conflict if it has
	 */
	public void delete(TenantId tenant, String id) {
		delete(tenant, id, () -> {
			if (!this.connections.remove(tenant, id)) {
				throw new Conflict(null, "The connection has contacts or accounts");
			}
			return false;
		});
	}

	/** Deletes a connection with its contacts, however many; its accounts stay. */
	public void deleteWithContacts(TenantId tenant, String id) {
		while (delete(tenant, id, () -> this.connections.deleteSome(tenant, id))) {
			// some are left
		}
	}

	/** Says whether there is more to delete. */
	private boolean delete(TenantId tenant, String id, Supplier<Boolean> work) {
		boolean more = inTransaction(() -> {
			ConnectionInfo before = locked(tenant, id);
			boolean left = work.get();
			if (!left) {
				this.audit.note(tenant, "delete", KIND, id, before, null);
			}
			return left;
		});
		this.connections.forget(tenant, id);
		return more;
	}

	private ConnectionInfo locked(TenantId tenant, String id) {
		return this.connections.lock(tenant, id).map(ConnectionInfo::of).orElseThrow(() -> new NotFound(KIND));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

}
