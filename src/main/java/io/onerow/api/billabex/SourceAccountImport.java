package io.onerow.api.billabex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.onerow.account.Account;
import io.onerow.api.ImportedRows;
import io.onerow.api.json.Fault;
import io.onerow.api.json.InvalidBody;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Files of accounts that another system has, each of which is found by its id there. What
 * they belong to is the {@code connectionId} of their source.
 */
@Component
class SourceAccountImport implements ImportKind {

	private static final String SOURCE = "source";

	private static final String SOURCE_ID = "source.sourceId";

	private static final int LONGEST_SOURCE = 100;

	private static final List<ImportMember> MEMBERS = List.of(
			ImportMember
				.of(SOURCE_ID, CellType.TEXT, "id", "source id", "external id", "account id", "account number",
						"customer number", "Kundennummer", "Kunden-Nr", "Kontonummer", "numéro client", "code client")
				.required(),
			ImportMember
				.of("fullName", CellType.TEXT, "name", "company", "company name", "account", "account name",
						"organization", "Firma", "Firmenname", "Unternehmen", "société", "entreprise", "raison sociale")
				.required(),
			ImportMember.of(Account.CURRENCY, CellType.TEXT, "currency code", "Währung", "devise"),
			ImportMember.of("billingAddress.street", CellType.TEXT, "street", "address", "address line 1", "Straße",
					"Strasse", "Adresse", "rue"),
			ImportMember.of("billingAddress.city", CellType.TEXT, "city", "town", "Ort", "Stadt", "ville"),
			ImportMember.of("billingAddress.postalCode", CellType.TEXT, "postal code", "postcode", "zip", "zip code",
					"PLZ", "Postleitzahl", "code postal"),
			ImportMember.of("billingAddress.stateOrProvince", CellType.TEXT, "state", "province", "region",
					"Bundesland", "Kanton", "région"),
			ImportMember.of("billingAddress.country", CellType.COUNTRY, "country", "Land", "pays"));

	private static final About ABOUT = About.ofOther("accounts", "billabex", SOURCE, MEMBERS);

	private final AccountWrites writes;

	SourceAccountImport(AccountWrites writes) {
		this.writes = writes;
	}

	@Override
	public About about() {
		return ABOUT;
	}

	@Override
	public void check(TenantId tenant, String owner) {
		if (owner.isBlank() || owner.length() > LONGEST_SOURCE || !owner.strip().equals(owner)) {
			throw new IllegalArgumentException("must be 1 to " + LONGEST_SOURCE + " characters");
		}
	}

	@Override
	public List<RowResult> upsert(TenantId tenant, String owner, List<Numbered> rows) {
		List<RowResult> results = new ArrayList<>(rows.size());
		for (Numbered row : rows) {
			results.add(WriteContext.asItem(row.number(), () -> upsert(tenant, owner, row.body())));
		}
		return results;
	}

	private RowResult upsert(TenantId tenant, String connection, ObjectNode body) {
		try {
			Upserted<Account> upserted = this.writes.upsert(tenant, AccountRequest.create(of(connection, body)));
			return new RowResult.Done(upserted.value().id(), upserted.outcome(), upserted.receipt().rule().toString());
		}
		catch (RuntimeException ex) {
			return ImportedRows.refused(ex, UnaryOperator.identity());
		}
	}

	/** Without a source each row would be an account of its own. */
	private static ObjectNode of(String connection, ObjectNode body) {
		JsonNode source = body.get(SOURCE);
		if (!(source instanceof ObjectNode sent)) {
			throw new InvalidBody(List.of(new Fault("/source/sourceId", "is required, as an account is found by it")));
		}
		sent.put("connectionId", connection);
		return body;
	}

}
