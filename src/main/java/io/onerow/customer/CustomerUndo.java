package io.onerow.customer;

import io.onerow.tenant.TenantId;
import io.onerow.undo.ReturningKeys;
import io.onerow.undo.Undoable;
import io.onerow.undo.UndoneWrite;
import io.onerow.upsert.KeyLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The locks under which an undone write of a customer brings back its key or parent. */
@Component
class CustomerUndo implements Undoable {

	private final CustomerRepository customers;

	CustomerUndo(CustomerRepository customers) {
		this.customers = customers;
	}

	@Override
	public String kind() {
		return "customer";
	}

	@Override
	public void addKeys(TenantId tenant, UndoneWrite write, ReturningKeys keys) {
		CustomerKey key = key(tenant, write);
		if (key != null) {
			keys.locks(new KeyLocks(new long[] { key.lock(tenant) }, new boolean[] { true }));
		}
		if (write.before("parentId") != null) {
			keys.number("family", CustomerKey.familyLock(tenant));
		}
	}

	/** The key that comes back; null if it keeps its own, and its language. */
	private @Nullable CustomerKey key(TenantId tenant, UndoneWrite write) {
		String source = write.before("source");
		String sourceId = write.before("sourceId");
		if (source != null && sourceId != null) {
			return new CustomerKey(source, sourceId);
		}
		if (source == null && sourceId == null && !write.changed("language") && !write.changed("languageDefaulted")) {
			return null;
		}
		return this.customers.findById(CustomerId.of(tenant, Customer.number(write.record())))
			.map((stored) -> stored.toStored().customer().key())
			.map((own) -> new CustomerKey((source != null) ? source : own.source(),
					(sourceId != null) ? sourceId : own.sourceId()))
			.orElse(null);
	}

}
