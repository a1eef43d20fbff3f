package io.onerow.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.history.History;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Service;

/**
 * Tries a policy on what has happened: each decision that was made is asked for again, of
 * the records as they were then. Nothing is written. It takes some 5 kB of memory for
 * each contact, of which there may be {@link #MOST_CONTACTS}, and {@link #LONGEST} at
 * most.
 */
@Service
public class MatchLab {

	static final int MOST_CONTACTS = 20_000;

	static final Duration LONGEST = Duration.ofSeconds(30);

	private static final int AT_ONCE = 200;

	private final Directories directories;

	private final MatchPolicies policies;

	private final History history;

	MatchLab(Directories directories, MatchPolicies policies, History history) {
		this.directories = directories;
		this.policies = policies;
		this.history = history;
	}

	/**
	 * Asks a policy for the decisions that the history of a scope tells of.
	 * @param since of those before only what they left counts; null for all
	 * @throws NotFound if there is no such scope
	 * @throws TooMuchToReplay if it has too many contacts, or it takes too long
	 */
	public LabResult replay(TenantId tenant, PolicyScope scope, Policy policy, @Nullable Instant since) {
		Directory only = directory(tenant, scope);
		Replay replay = new Replay(tenant, tried(tenant, scope, policy), since);
		Deadline end = Deadline.in(LONGEST);
		HistoryPosition next = History.BEFORE_ALL;
		while (next != null) {
			HistorySlice slice = this.history.replay(tenant, (only != null) ? only.id() : null, next, AT_ONCE);
			slice.items().forEach(replay::read);
			check(replay, end);
			next = slice.next();
		}
		return replay.result();
	}

	/**
	 * Asks a policy for what it would decide of some contacts that are sent one after the
	 * other to a directory that is empty, and the policy of the scope for what becomes of
	 * them.
	 * @param bodies each with fields as the history names them, or attributes
	 * @throws NotFound if there is no such scope
	 * @throws TooMuchToReplay if it takes too long
	 */
	public LabResult replay(TenantId tenant, PolicyScope scope, Policy policy, List<JsonNode> bodies) {
		Directory only = directory(tenant, scope);
		Directory directory = (only != null) ? only : Directory.ofAccount(tenant, new UUID(0, 0));
		Replay replay = new Replay(tenant, tried(tenant, scope, policy), null);
		MatchPolicy stored = this.policies.get(tenant, scope).policy();
		Deadline end = Deadline.in(LONGEST);
		for (int line = 0; line < bodies.size(); line++) {
			replay.send(directory, line, bodies.get(line), named(stored, stored.policy()));
			check(replay, end);
		}
		return replay.result();
	}

	private @Nullable Directory directory(TenantId tenant, PolicyScope scope) {
		return this.directories.find(tenant, scope).orElseThrow(() -> new NotFound(scope.kind())).directory();
	}

	private MatchPolicy tried(TenantId tenant, PolicyScope scope, Policy policy) {
		return named(this.policies.get(tenant, scope).policy(), policy);
	}

	/** With doubts as such, whatever becomes of them. */
	static MatchPolicy named(MatchPolicy stored, Policy policy) {
		return new MatchPolicy(policy, OnDoubt.REFUSE, false, stored.region(), stored.survivorship(), stored.aliases(),
				true);
	}

	private static void check(Replay replay, Deadline end) {
		if (replay.contacts() > MOST_CONTACTS) {
			throw new TooMuchToReplay("It has more than " + MOST_CONTACTS + " contacts; name a smaller scope");
		}
		if (end.isOver()) {
			throw new TooMuchToReplay(
					"It takes longer than " + LONGEST.toSeconds() + " seconds; name a smaller scope, or a later since");
		}
	}

}
