package io.onerow.api.propeller;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.onerow.api.body.Spool;
import io.onerow.api.share.Turns;
import io.onerow.customer.CustomerBulk;
import io.onerow.customer.CustomerField;
import io.onerow.customer.Directives;
import io.onerow.customer.ItemResult;
import io.onerow.customer.Recognized;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Takes the body of a bulk apart, checks all of it that is not known already, and only
 * then has it written.
 */
@Component
class CustomerImport {

	private static final String KEEP_FILLED = "skipIfNotEmpty";

	private static final String SKIP_CREATE = "skipCreate";

	private final CustomerBulk bulk;

	private final CustomerSchema schema;

	private final PropellerProperties limits;

	private final JsonMapper json;

	private final Turns turns;

	CustomerImport(CustomerBulk bulk, CustomerSchema schema, PropellerProperties limits, JsonMapper json, Turns turns) {
		this.bulk = bulk;
		this.schema = schema;
		this.limits = limits;
		this.json = json;
		this.turns = turns;
	}

	BulkResponse run(TenantId tenant, Spool spool, boolean byId, boolean receipts) {
		BulkBody body = this.turns.take(() -> BulkScan.scan(this.json, spool, byId, this.limits));
		Findings findings = new Findings();
		this.schema.checkBulk(body.frame(), findings);
		List<SentCustomer> items = body.items();
		JsonNode sent = body.frame().get("directives");
		Fingerprints fingerprints = new Fingerprints(this.schema, sent);
		if (!WriteContext.current().isPerRecord()) {
			items.forEach((item) -> item.fingerprint(fingerprints));
		}
		CustomerShape shape = byId ? CustomerShape.WITH_ID : CustomerShape.KEYED;
		Recognized recognized = this.bulk.recognize(tenant, items);
		for (int i = 0; i < items.size() && !findings.isFull(); i++) {
			if (!recognized.has(i) && !items.get(i).check(this.schema, shape, findings)) {
				recognized.refuse(i);
			}
		}
		findings.verify();
		List<ItemResult> results = this.bulk.apply(tenant, items, recognized, directives(sent));
		return BulkResponse.of(items, results, byId ? "id" : "sourceId", receipts);
	}

	/** Those of a body that follows the schema, in either of their forms. */
	private static Directives directives(@Nullable JsonNode sent) {
		if (sent == null) {
			return Directives.none();
		}
		Set<CustomerField> kept = EnumSet.noneOf(CustomerField.class);
		boolean updateOnly = sent.path(SKIP_CREATE).isBoolean() && sent.path(SKIP_CREATE).booleanValue();
		keep(sent.path(KEEP_FILLED), kept);
		for (JsonNode directive : sent.isArray() ? sent.values() : List.<JsonNode>of()) {
			boolean keeps = directive.path("operation").stringValue().equals(KEEP_FILLED);
			keep(directive.path("fields"), keeps ? kept : EnumSet.noneOf(CustomerField.class));
			updateOnly |= !keeps;
		}
		return new Directives(kept, updateOnly ? Directives.Creation.FORBIDDEN : Directives.Creation.ALLOWED);
	}

	private static void keep(JsonNode names, Set<CustomerField> kept) {
		names.forEach((name) -> kept.add(Objects.requireNonNull(CustomerMembers.field(name.stringValue()))));
	}

}
