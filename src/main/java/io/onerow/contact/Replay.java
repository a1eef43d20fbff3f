package io.onerow.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.contact.LabResult.Decision;
import io.onerow.contact.LabResult.Difference;
import io.onerow.contact.ReplayedDirectory.Replayed;
import io.onerow.history.HistoryEntry;
import io.onerow.matching.Candidate;
import io.onerow.matching.Explanation;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Policy;
import io.onerow.matching.Receipt;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has one policy decide again what others have decided. The records are always as they
 * have become, so that each decision is compared by itself. For one thread.
 */
final class Replay {

	/** Of those that differ so many are kept. */
	private static final int MOST = 5_000;

	/** Of a decision so many records are told of. */
	private static final int MOST_TOLD = 10;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final TenantId tenant;

	private final MatchPolicy policy;

	private final @Nullable Instant since;

	private final Map<UUID, ReplayedDirectory> directories = new HashMap<>();

	private final List<Difference> differences = new ArrayList<>();

	private final Map<String, Long> changes = new TreeMap<>();

	private long decisions;

	private long byKey;

	private long unlike;

	/**
	 * @param policy that which is tried
	 * @param since decisions before are not asked for again; null for all
	 */
	Replay(TenantId tenant, MatchPolicy policy, @Nullable Instant since) {
		this.tenant = tenant;
		this.policy = policy;
		this.since = since;
	}

	long contacts() {
		return this.directories.values().stream().mapToLong(ReplayedDirectory::size).sum();
	}

	LabResult result() {
		return new LabResult(this.policy.policy().toString(), this.decisions, this.byKey, this.unlike,
				this.changes.values().stream().mapToLong(Long::longValue).sum(), this.changes, this.differences);
	}

	/** One of the entries, in the order in which they were written. */
	void read(HistoryEntry entry) {
		UUID record = entry.recordId();
		if (entry.after() == null) {
			// of one that was erased nothing tells where it was
			this.directories.values().forEach((directory) -> directory.remove(record));
			return;
		}
		ReplayedDirectory directory = this.directories.computeIfAbsent(
				UUID.fromString(Objects.requireNonNull(entry.scope())),
				(id) -> new ReplayedDirectory(new Directory(this.tenant, id, kind(entry.wire()), PolicyScope.TENANT),
						this.policy.region()));
		JsonNode after = JSON.readTree(entry.after());
		if (entry.outcome().endsWith("merged")) {
			if (after.has("mergedInto")) {
				JsonNode survivor = after.get("mergedInto");
				directory.merge(record, survivor.isNull() ? null : UUID.fromString(survivor.asString()));
			}
			return;
		}
		Replayed sent = directory.changed(record, after);
		if (entry.receipt() != null && (this.since == null || !entry.at().isBefore(this.since))
				&& Set.of("created", "updated").contains(entry.outcome())) {
			decide(directory, entry, sent.contact(), after);
		}
		directory.put(sent);
	}

	/** Whose contacts come over a wire. */
	private static Directory.Kind kind(String wire) {
		return switch (wire) {
			case "openint" -> Directory.Kind.CONNECTION;
			case "sam" -> Directory.Kind.COMPANY_BOOK;
			default -> Directory.Kind.ACCOUNT;
		};
	}

	private void decide(ReplayedDirectory directory, HistoryEntry entry, Contact sent, JsonNode changed) {
		String receipt = Objects.requireNonNull(entry.receipt());
		Receipt.Rule rule = Receipt.told(receipt).rule();
		if (rule == Receipt.Rule.EMAIL || rule == Receipt.Rule.KEY) {
			this.byKey++;
			return;
		}
		// a key that it had already was not sent, or it would have been found by it
		Set<MatchKey> given = CardRecords.keyed(sent)
			.keys()
			.stream()
			.filter((key) -> (key.kind() == KeyKind.EMAIL && changed.has("email"))
					|| (key.kind() == KeyKind.EXTERNAL_ID && changed.has("externalId")))
			.collect(Collectors.toSet());
		List<Candidate<UUID>> candidates = directory.candidates(sent, given);
		MatchPolicy stored = MatchLab.named(this.policy, Policy.valueOf(entry.policy().toUpperCase(Locale.ROOT)));
		Explanation<UUID> then = directory.explain(sent, Set.of(), given, candidates, stored);
		Explanation<UUID> now = directory.explain(sent, Set.of(), given, candidates, this.policy);
		boolean isNew = rule == Receipt.Rule.NONE;
		boolean isDoubt = isNew && receipt.contains("rung=") && !receipt.endsWith("rung=none");
		Decision was = new Decision(isDoubt ? "doubt" : (isNew ? "new" : "matched"), isNew ? null : entry.recordId(),
				shortened(then));
		Decision would = decision(now);
		boolean isUnlike = differ(directory, was, decision(then));
		note(directory, was, would, isUnlike,
				new Difference(entry.id(), entry.at(), null, receipt, isUnlike, was, would));
	}

	/**
	 * One of some bodies, which become what a policy says.
	 * @param stored that policy
	 */
	void send(Directory to, int line, JsonNode body, MatchPolicy stored) {
		ReplayedDirectory directory = this.directories.computeIfAbsent(to.id(),
				(id) -> new ReplayedDirectory(to, this.policy.region()));
		UUID id = new UUID(0, line);
		ObjectNode fields = fields(body);
		Contact sent = directory.changed(id, fields).contact();
		Set<MatchKey> keys = CardRecords.keyed(sent)
			.keys()
			.stream()
			.filter((key) -> key.kind() != KeyKind.ID)
			.collect(Collectors.toSet());
		List<Candidate<UUID>> candidates = directory.candidates(sent, keys);
		Explanation<UUID> then = directory.explain(sent, keys, keys, candidates, stored);
		Explanation<UUID> now = directory.explain(sent, keys, keys, candidates, this.policy);
		Decision was = decision(then);
		Decision would = decision(now);
		note(directory, was, would, false, new Difference(null, null, line, null, false, was, would));
		directory.put(directory.changed((then.matched() != null) ? then.matched() : id, fields));
	}

	/** What of it is text, and the address; nothing else is compared. */
	private static ObjectNode fields(JsonNode body) {
		ObjectNode fields = JsonNodeFactory.instance.objectNode();
		body.forEachEntry((name, value) -> {
			boolean isAddress = name.equals(PersonFacts.ADDRESS) && value.isObject()
					&& value.valueStream().allMatch((part) -> part.isString() || part.isNull());
			if (value.isString() || value.isNull() || isAddress) {
				fields.set(ContactChanges.FIELDS.contains(name) ? name : "attributes." + name, value);
			}
		});
		return fields;
	}

	private static Decision decision(Explanation<UUID> explanation) {
		return new Decision(explanation.decision(), explanation.matched(), shortened(explanation));
	}

	/** With those alone who stand on a rung, the first of them. */
	private static Explanation<UUID> shortened(Explanation<UUID> whole) {
		return new Explanation<>(whole.match(), whole.rule(),
				whole.judged().stream().filter((one) -> one.rung() != null).limit(MOST_TOLD).toList());
	}

	private void note(ReplayedDirectory directory, Decision was, Decision would, boolean isUnlike,
			Difference difference) {
		this.decisions++;
		this.unlike += isUnlike ? 1 : 0;
		if (differ(directory, was, would)) {
			this.changes.merge(
					was.decision() + " to " + (was.decision().equals(would.decision()) ? "another" : would.decision()),
					1L, Long::sum);
			if (this.differences.size() < MOST) {
				this.differences.add(difference);
			}
		}
	}

	private static boolean differ(ReplayedDirectory directory, Decision one, Decision other) {
		return !one.decision().equals(other.decision()) || (one.matched() != null && other.matched() != null
				&& !directory.whole(one.matched()).equals(directory.whole(other.matched())));
	}

}
