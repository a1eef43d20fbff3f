package io.onerow.imports;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of a kind that can be imported, by a wire that has an upsert for them. A row is
 * a body of that upsert: whatever is checked is checked there.
 */
public interface ImportKind {

	/**
	 * What they are called, such as {@code contacts}; those that belong to something else
	 * may be called the same.
	 */
	String name();

	/**
	 * What imports and templates of it are stored under; there is one whose it is the
	 * name.
	 */
	default String id() {
		return name();
	}

	/** The wire whose upsert it is. */
	String wire();

	/** What they belong to, such as {@code account}: the name of a parameter. */
	String owner();

	/** What a column can be. */
	List<ImportMember> members();

	/** Whether a full sync can be of them. */
	default boolean isSynced() {
		return true;
	}

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
	 * The one of a name that belongs to what is told, else the one whose id that is;
	 * empty if there is no such name.
	 * @param told whether there is a parameter of that name
	 */
	static Optional<ImportKind> choose(Collection<ImportKind> kinds, String name, Predicate<String> told) {
		return kinds.stream()
			.filter((kind) -> kind.name().equals(name) && told.test(kind.owner()))
			.findFirst()
			.or(() -> kinds.stream().filter((kind) -> kind.name().equals(name) && kind.id().equals(name)).findFirst());
	}

	/**
	 * A row.
	 *
	 * @param number its place among all of the file, from 0
	 */
	record Numbered(int number, ObjectNode body) {

	}

}
