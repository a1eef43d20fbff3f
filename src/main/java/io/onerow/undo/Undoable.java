package io.onerow.undo;

import io.onerow.tenant.TenantId;

/**
 * A kind of records whose writes can be undone: what is returned to such a record brings
 * keys with it, which are not stored in the history.
 */
public interface Undoable {

	/** As the history has it, such as {@code contact}. */
	String kind();

	/** Adds the keys of what comes back, and the locks of these keys. */
	void addKeys(TenantId tenant, UndoneWrite write, ReturningKeys keys);

}
