package io.onerow.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import io.onerow.matching.MatchPlan;
import io.onerow.matching.Probes;
import io.onerow.matching.Receipt;
import io.onerow.policy.MatchPolicy;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the customers of a bulk are looked for beyond the keys of their sources, as the
 * tenant wants it.
 *
 * @param keepsEvidence whether all that is written goes into the index of evidence,
 * whatever this bulk looks for
 */
record AnySource(TenantId tenant, MatchPolicy policy, boolean keepsEvidence, CustomerRepository customers) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** What the wire promises, and no more. */
	boolean isNone() {
		return this.policy.isSeed();
	}

	MatchPlan plan() {
		return this.policy.ofCustomers();
	}

	/** Why an item is the customer of its key; null for what follows from the outcome. */
	@Nullable Receipt byKey() {
		return isNone() ? null : Receipt.by(Receipt.Rule.KEY).under(this.policy.policy());
	}

	/**
	 * Looks for whom the items may be of which no customer has the key, all at once. Each
	 * turn is about one item.
	 */
	void look(List<Turn> turns, Function<Turn, BulkItem> items, Supplier<String> defaultLanguage) {
		Map<Turn, Meeting> meetings = new LinkedHashMap<>();
		turns.stream().filter((turn) -> isUnknown(turn, items.apply(turn))).forEach((turn) -> {
			try {
				meetings.put(turn, meeting(items.apply(turn), defaultLanguage));
			}
			catch (RefusedException ex) {
				// there can be no such customer, which its turn says
			}
		});
		List<Turn> seeking = new ArrayList<>();
		List<String> sought = new ArrayList<>();
		meetings.forEach((turn, meeting) -> {
			if (meeting.wanted() != null) {
				seeking.add(turn);
				sought.add(JSON.writeValueAsString(meeting.sought()));
			}
		});
		if (!seeking.isEmpty()) {
			this.customers.alike(this.tenant, sought).forEach((met) -> add(seeking.get(met.place()), met));
		}
		meetings.forEach((turn, meeting) -> turn.met(meeting.having(turn.seen())));
	}

	private static boolean isUnknown(Turn turn, BulkItem item) {
		return item.key() != null && !turn.isKnown(item);
	}

	private Meeting meeting(BulkItem item, Supplier<String> defaultLanguage) {
		String language = (item.language() != null) ? item.language() : defaultLanguage.get();
		CustomerKey key = Objects.requireNonNull(item.key());
		Customer sent = Customer.blank(key, language, false).changed(item.upsert(), null, Directives.none());
		CustomerFacts facts = CustomerFacts.of(sent, this.policy.region());
		return new Meeting(key, language, facts, wanted(facts.probes()), Map.of());
	}

	private @Nullable List<Probes.Wanted> wanted(Probes probes) {
		return switch (this.policy.policy()) {
			case SEED, KEYS -> null;
			case GUARDED -> probes.wantedNames();
			case CORROBORATED -> probes.wanted();
		};
	}

	private void add(Turn turn, CustomerSources.Met met) {
		if (met.isCrowd()) {
			turn.addCrowd(met.customer());
		}
		else {
			turn.addOther(met.customer(), CustomerFacts.of(met.customer().customer(), this.policy.region()));
		}
	}

	/** Says of each draft what is guarded and written besides. */
	void prepare(List<Draft> drafts) {
		if (!isNone() || this.keepsEvidence) {
			drafts.forEach((draft) -> draft.evidence(JSON.writeValueAsString(evidence(draft))));
		}
	}

	private Map<String, Object> evidence(Draft draft) {
		Map<String, Object> evidence = new LinkedHashMap<>();
		if (draft.receipt() != null) {
			evidence.put("receipt", draft.receipt().toString());
		}
		if (draft.meeting() != null) {
			evidence.put("guard", draft.meeting().guard(this.tenant));
		}
		if (draft.alias() != null) {
			evidence.put("alias", Map.of("source", draft.alias().source(), "sourceId", draft.alias().sourceId()));
		}
		if (this.keepsEvidence) {
			evidence.put("stored", stored(draft.customer()));
		}
		return evidence;
	}

	private static Map<String, Object> stored(Customer customer) {
		List<Probes.Stored> rows = CustomerFacts.of(customer, null).probes().stored();
		return Map.of("keys", rows.stream().map(Probes.Stored::key).toList(), "letters",
				rows.stream().map(Probes.Stored::letters).toList(), "homes",
				rows.stream().map(Probes.Stored::home).toList());
	}

}
