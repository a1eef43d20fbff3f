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

	/** What is to be known of it. */
	About about();

	/** What they are called, such as {@code contacts}. */
	default String name() {
		return about().name();
	}

	/** What imports and templates of it are stored under. */
	default String id() {
		return about().id();
	}

	/** The wire whose upsert it is. */
	default String wire() {
		return about().wire();
	}

	/** What they belong to, such as {@code account}: the name of a parameter. */
	default String owner() {
		return about().owner();
	}

	/** What a column can be. */
	default List<ImportMember> members() {
		return about().members();
	}

	/** Whether a full sync can be of them. */
	default boolean isSynced() {
		return name().equals(id());
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
	 * What is to be known of a kind.
	 *
	 * @param name of which there may be several, that belong to something else
	 * @param id of which there is one; of one of each name it is the name, and a full
	 * sync can be of that
	 */
	record About(String name, String id, String wire, String owner, List<ImportMember> members) {

		/** Of the first of its name. */
		public static About of(String name, String wire, String owner, List<ImportMember> members) {
			return new About(name, name, wire, owner, members);
		}

		/** Of another one of that name. */
		public static About ofOther(String name, String wire, String owner, List<ImportMember> members) {
			return new About(name, name + "-of-" + owner, wire, owner, members);
		}

	}

	/**
	 * A row.
	 *
	 * @param number its place among all of the file, from 0
	 */
	record Numbered(int number, ObjectNode body) {

	}

}
