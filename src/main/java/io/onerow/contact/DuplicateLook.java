package io.onerow.contact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.Candidate;
import io.onerow.matching.Policy;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.review.Reviews;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for each of some contacts that are stored whether an older one of its directory
 * may be the same, as an upsert of it would.
 */
@Component
class DuplicateLook {

	/** Of one contact so many questions are asked, the best. */
	private static final int MOST_OF_ONE = 10;

	/** How many get their rows in the index of evidence at once. */
	private static final int PROBED = 100;

	private final ContactRepository contacts;

	private final MatchPolicies policies;

	private final TransactionTemplate transaction;

	DuplicateLook(ContactRepository contacts, MatchPolicies policies, TransactionTemplate transaction) {
		this.contacts = contacts;
		this.policies = policies;
		this.transaction = transaction;
	}

	/**
	 * @param named by which policy; null for that of each directory
	 */
	Seen look(TenantId tenant, List<PlacedContact> page, @Nullable Policy named) {
		List<Compared> compared = new ArrayList<>();
		for (PlacedContact one : page) {
			Directory directory = one.directory();
			MatchPolicy policy = this.policies.of(tenant, directory.scope(), named);
			if (Compared.isComparedIn(directory, policy)) {
				compared
					.add(Compared.of(directory, one.contact(), this.contacts.shown(directory, one.contact()), policy));
			}
		}
		int keysOnly = page.size() - compared.size();
		return compared.isEmpty() ? new Seen(Map.of(), 0, keysOnly) : look(tenant, compared, keysOnly);
	}

	private Seen look(TenantId tenant, List<Compared> compared, int keysOnly) {
		if (compared.stream().anyMatch((one) -> one.probes() != null)) {
			probe(tenant);
		}
		List<ContactPairs.Pair> pairs = new ArrayList<>();
		Set<Integer> crowded = new HashSet<>();
		for (ContactPairs.Met met : List.of(this.contacts.alike(tenant, compared),
				this.contacts.near(tenant, compared))) {
			met.pairs().stream().filter((pair) -> compared.get(pair.place()).mayBe(pair)).forEach(pairs::add);
			crowded.addAll(met.crowded());
		}
		Map<Directory, List<Reviews.Pair>> found = new LinkedHashMap<>();
		if (!pairs.isEmpty()) {
			this.contacts.paired(tenant, compared, pairs).forEach((place, others) -> {
				if (judge(compared.get(place), others, found)) {
					crowded.remove(place);
				}
			});
		}
		return new Seen(found, crowded.size(), keysOnly);
	}

	/** Those that an undo has brought back have no rows in the index, or old ones. */
	private void probe(TenantId tenant) {
		boolean more = true;
		while (more) {
			Map<Contact, UUID> left = Objects.requireNonNull(this.transaction.execute((status) -> {
				Map<Contact, UUID> held = this.contacts.holdUnprobed(tenant, PROBED);
				if (!held.isEmpty()) {
					this.contacts.probe(tenant, held);
				}
				return held;
			}));
			more = !left.isEmpty();
		}
	}

	/** Says whether somebody is to be asked. */
	private boolean judge(Compared one, List<Contact> others, Map<Directory, List<Reviews.Pair>> found) {
		List<Candidate<UUID>> candidates = others.stream()
			.filter((other) -> !one.isOneWith(other))
			.map((other) -> PersonCards.known(other, this.contacts.shown(one.directory(), other),
					one.policy().region()))
			.toList();
		List<Reviews.Pair> pairs = one.among(candidates)
			.stream()
			.limit(MOST_OF_ONE)
			.map((suspect) -> new Reviews.Pair(one.contact().id(), suspect))
			.toList();
		if (!pairs.isEmpty()) {
			found.computeIfAbsent(one.directory(), (directory) -> new ArrayList<>()).addAll(pairs);
		}
		return !pairs.isEmpty();
	}

	/**
	 * What came of it.
	 *
	 * @param pairs whom to ask about, by directory
	 * @param tooMany of how many not all were looked at, and nobody was found
	 * @param keysOnly how many are in directories where keys alone count, of which no two
	 * have the same
	 */
	record Seen(Map<Directory, List<Reviews.Pair>> pairs, int tooMany, int keysOnly) {

	}

}
