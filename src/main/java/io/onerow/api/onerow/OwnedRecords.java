package io.onerow.api.onerow;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.onerow.api.json.Members;
import io.onerow.imports.ImportKind;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The records of an account, a connection or a source, as a body names them.
 *
 * @param owner what they belong to, which the kind takes
 */
record OwnedRecords(ImportKind kind, String owner) {

	private static final String KIND = "kind";

	private static final int LONGEST = 200;

	/**
	 * Reads which; a fault is one of the members.
	 * @param kinds that are taken
	 * @param others the members that may be there besides
	 * @return null if there was a fault
	 */
	static @Nullable OwnedRecords read(Members members, TenantId tenant, List<ImportKind> kinds, String... others) {
		ImportKind kind = kind(members, kinds, (owner) -> members.sent(owner) != null);
		if (kind == null) {
			return null;
		}
		Set<String> known = new HashSet<>(List.of(others));
		known.addAll(List.of(KIND, kind.owner()));
		String owner = members.refuseOthers(known).require(kind.owner()).filled(kind.owner(), LONGEST).applyTo(null);
		if (owner == null) {
			return null;
		}
		try {
			kind.check(tenant, owner);
			return new OwnedRecords(kind, owner);
		}
		catch (IllegalArgumentException ex) {
			members.fault(kind.owner(), "is not valid");
			return null;
		}
	}

	/**
	 * Reads which kind it is.
	 * @param told whether it belongs to what is called so
	 * @return null if there was a fault
	 */
	static @Nullable ImportKind kind(Members members, List<ImportKind> kinds, Predicate<String> told) {
		Map<String, ImportKind> names = new TreeMap<>();
		kinds.forEach((kind) -> names.putIfAbsent(kind.name(), kind));
		ImportKind first = members.require(KIND).oneOf(KIND, names).applyTo(null);
		return (first != null) ? ImportKind.choose(kinds, first.name(), told).orElseThrow() : null;
	}

}
