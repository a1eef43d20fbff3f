package io.onerow.contact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

import io.onerow.matching.EmailKey;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Finds contacts for people who look for them, by what they type: an address, an external
 * id, a number, or a name within the limit of edits that upserts have too. There is no
 * index over all directories of a tenant, as each would cost every upsert; so
 * {@link #DIRECTORIES} of them are asked at a time, and who looks says whether to go on.
 */
@Service
public class ContactSearch {

	/** In so many directories it is looked at once. */
	public static final int DIRECTORIES = 500;

	/** So many contacts are answered. */
	public static final int MOST = 50;

	/** So many of those that could be near are looked at. */
	private static final int MOST_MET = 1_000;

	private static final UUID FIRST = new UUID(0, 0);

	private final ContactRepository contacts;

	private final Directories directories;

	ContactSearch(ContactRepository contacts, Directories directories) {
		this.contacts = contacts;
		this.directories = directories;
	}

	/**
	 * Who has what was typed, the exact ones first, then the nearest names.
	 * @param after where a look before has said to go on; null to begin
	 * @throws NotFound if there is no such scope
	 */
	public Found find(TenantId tenant, PolicyScope scope, String text, @Nullable UUID after) {
		UUID only = this.directories.find(tenant, scope).orElseThrow(() -> new NotFound(scope.kind())).id();
		UUID from = (after != null) ? after : FIRST;
		NameSearch name = NameSearch.of(text);
		String key = (text.indexOf('@') > 0) ? EmailKey.of(text).value() : text;
		Map<UUID, Integer> distances = new HashMap<>();
		List<ContactSearches.Met> near = new ArrayList<>();
		for (ContactSearches.Met met : this.contacts.met(tenant, only, from, DIRECTORIES, key, name, MOST_MET)) {
			OptionalInt distance = distance(name.key(), met.name());
			if (distance.isPresent() && distances.putIfAbsent(met.contact(), distance.getAsInt()) == null) {
				near.add(met);
			}
		}
		near.sort(Comparator.comparing((ContactSearches.Met met) -> distances.getOrDefault(met.contact(), 0))
			.thenComparing(ContactSearches.Met::contact));
		List<ContactSearches.Met> best = near.subList(0, Math.min(MOST, near.size()));
		UUID behind = (only != null) ? null : this.contacts.directoryBehind(tenant, from, DIRECTORIES - 1);
		boolean more = behind != null && this.contacts.directoryBehind(tenant, behind, 0) != null;
		return new Found(best.isEmpty() ? List.of() : hits(tenant, best, distances), near.size() > MOST,
				more ? behind : null);
	}

	private static OptionalInt distance(NameKey wanted, @Nullable NameKey name) {
		return (name == null) ? OptionalInt.of(0) : wanted.distanceTo(name);
	}

	private List<Hit> hits(TenantId tenant, List<ContactSearches.Met> best, Map<UUID, Integer> distances) {
		List<Hit> hits = new ArrayList<>(this.contacts.placed(tenant, best)
			.stream()
			.map((one) -> new Hit(one, distances.getOrDefault(one.contact().id(), 0)))
			.toList());
		hits.sort(Comparator.comparingInt(Hit::distance).thenComparing((hit) -> hit.placed().contact().id()));
		return hits;
	}

	/** The contact of the company book that has a number. */
	public @Nullable UUID numbered(TenantId tenant, long number) {
		return this.contacts.numbered(tenant, number);
	}

	/**
	 * What was found.
	 *
	 * @param tooMany whether there are more of them in the same directories
	 * @param next where to look on; null if all directories were looked at
	 */
	public record Found(List<Hit> hits, boolean tooMany, @Nullable UUID next) {

	}

	/**
	 * One that was found.
	 *
	 * @param distance the edits that its name is away; 0 where it has what was typed
	 */
	public record Hit(PlacedContact placed, int distance) {

	}

}
