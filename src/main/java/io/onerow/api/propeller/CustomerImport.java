package io.onerow.api.propeller;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.onerow.api.body.Spool;
import io.onerow.api.share.Turns;
import io.onerow.customer.CustomerBulk;
import io.onerow.customer.CustomerField;
import io.onerow.customer.Directives;
import io.onerow.customer.ItemResult;
import io.onerow.customer.Recognized;
import io.onerow.tenant.TenantId;
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

	private static final Map<String, CustomerField> FIELDS = EnumSet.allOf(CustomerField.class)
		.stream()
		.collect(Collectors.toMap(CustomerImport::member, (field) -> field));

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
		items.forEach((item) -> item.fingerprint(fingerprints));
		Recognized recognized = this.bulk.recognize(tenant, items);
		for (int i = 0; i < items.size() && !findings.isFull(); i++) {
			if (!recognized.has(i)) {
				items.get(i).check(this.schema, byId, findings);
			}
		}
		findings.verify();
		List<ItemResult> results = this.bulk.apply(tenant, items, recognized, directives(sent));
		return BulkResponse.of(items, results, byId ? "id" : "sourceId", receipts);
	}

	/** Those of a body that follows the schema. */
	private static Directives directives(@Nullable JsonNode sent) {
		if (sent == null) {
			return Directives.none();
		}
		Set<CustomerField> kept = EnumSet.noneOf(CustomerField.class);
		sent.path("skipIfNotEmpty").forEach((name) -> kept.add(FIELDS.get(name.stringValue())));
		boolean updateOnly = sent.path("skipCreate").isBoolean() && sent.path("skipCreate").booleanValue();
		return new Directives(kept, updateOnly ? Directives.Creation.FORBIDDEN : Directives.Creation.ALLOWED);
	}

	private static String member(CustomerField field) {
		return switch (field) {
			case SOURCE -> "source";
			case SOURCE_ID -> "sourceId";
			case LANGUAGE -> "primaryLanguage";
			case DEBTOR_ID -> "debtorId";
			case FIRST_NAME -> "firstName";
			case MIDDLE_NAME -> "middleName";
			case LAST_NAME -> "lastName";
			case ABBREVIATION -> "abbreviation";
			case TITLE -> "title";
			case DATE_OF_BIRTH -> "dateOfBirth";
			case GENDER -> "gender";
			case SSN -> "ssn";
			case PHONE -> "phone";
			case EMAIL -> "email";
			case PARENT -> "parent";
			case ADDRESSES -> "addresses";
		};
	}

}
