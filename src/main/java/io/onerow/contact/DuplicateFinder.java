package io.onerow.contact;

import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.matching.Policy;
import io.onerow.policy.EvidenceIndex;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Finds contacts that are stored and may be one, in the background: what an upsert of
 * each would be linked to, or in doubt of, becomes a question for review.
 */
@Service
public class DuplicateFinder {

	private final ContactRepository contacts;

	private final Directories directories;

	private final MatchPolicies policies;

	private final Jobs jobs;

	DuplicateFinder(ContactRepository contacts, Directories directories, MatchPolicies policies, Jobs jobs) {
		this.contacts = contacts;
		this.directories = directories;
		this.policies = policies;
		this.jobs = jobs;
	}

	/**
	 * Begins to look through the contacts of a scope; if that is being done, answers the
	 * job that does it.
	 * @param named by which policy; null for that of each directory
	 * @throws NotFound if there is no such scope
	 * @throws NotComparable if nothing could be found, or not yet
	 */
	public Job find(TenantId tenant, PolicyScope scope, @Nullable Policy named) {
		Directory only = this.directories.find(tenant, scope).orElseThrow(() -> new NotFound(scope.kind())).directory();
		if ((named == null || named == Policy.CORROBORATED)
				&& this.policies.waiting(tenant, EvidenceIndex.CONTACTS).isPresent()) {
			throw new NotComparable("The index of evidence, which corroborated needs, is not complete yet");
		}
		if (named == Policy.CORROBORATED && !this.policies.isIndexed(tenant)) {
			throw new NotComparable(
					"There is no index of evidence, which corroborated needs, as it is the policy of no scope");
		}
		boolean compares = (only != null) ? Compared.isComparedIn(only, this.policies.of(tenant, scope, named))
				: named != Policy.KEYS;
		if (!compares) {
			throw new NotComparable(
					"By this policy contacts are recognized by keys alone there, of which no two have the same");
		}
		UUID directory = (only != null) ? only.id() : null;
		long total = (directory != null) ? this.contacts.countIn(tenant.value(), directory)
				: this.contacts.countAll(tenant.value());
		return this.jobs.start(tenant, DuplicateSearch.KIND, new DuplicateSearch.Subject(scope, named).toString(),
				total);
	}

}
