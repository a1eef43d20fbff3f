package io.onerow.imports;

import java.util.List;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of a kind that can be imported, by a wire that has an upsert for them. A row is
 * a body of that upsert: whatever is checked is checked there.
 */
public interface ImportKind {

	/** What they are called, such as {@code contacts}. */
	String name();

	/** The wire whose upsert it is. */
	String wire();

	/** What they belong to, such as {@code account}: the name of a parameter. */
	String owner();

	/** What a column can be. */
	List<ImportMember> members();

	/**
	 * Says whether somebody may import for an owner.
	 * @throws NotFound if the tenant has none of that id
	 * @throws IllegalArgumentException if there can be none
	 */
	void check(TenantId tenant, String owner);

	/**
	 * Upserts some rows in their order, each in a transaction of its own, by the
	 * {@link WriteContext} of the thread, of which each is the item with its number. One
	 * that is refused is no other's matter; what nobody foresaw is thrown.
	 * @return one for each, in the same order
	 */
	List<RowResult> upsert(TenantId tenant, String owner, List<Numbered> rows);

	/**
	 * A row.
	 *
	 * @param number its place among all of the file, from 0
	 */
	record Numbered(int number, ObjectNode body) {

	}

}
