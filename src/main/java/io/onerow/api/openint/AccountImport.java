package io.onerow.api.openint;

import java.util.ArrayList;
import java.util.List;

import io.onerow.account.Account;
import io.onerow.account.AccountService;
import io.onerow.api.ImportedRows;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Files of the accounts of a connection, each of which is found by its website. */
@Component
class AccountImport implements ImportKind {

	private static final String WEBSITE = "website";

	private static final RecordRow ROW = new RecordRow("an account", WEBSITE);

	private static final List<ImportMember> MEMBERS = List.of(
			ImportMember.of("name", CellType.TEXT, "company", "company name", "account", "account name", "organization",
					"Firma", "Firmenname", "Unternehmen", "société", "entreprise", "raison sociale"),
			ImportMember
				.of(WEBSITE, CellType.TEXT, "web site", "url", "homepage", "domain", "web", "Webseite", "Internet",
						"site", "site web", "site internet")
				.required(),
			ImportMember.of("description", CellType.TEXT, "Beschreibung", "notes"),
			ImportMember.of("industry", CellType.TEXT, "sector", "Branche", "secteur", "secteur d'activité"),
			ImportMember.of("number_of_employees", CellType.NUMBER, "employees", "headcount", "Mitarbeiter",
					"Mitarbeiterzahl", "effectif", "nombre d'employés"),
			ImportMember.of("owner_id", CellType.TEXT, "owner"),
			ImportMember.of("lifecycle_stage", CellType.TEXT, "stage"),
			ImportMember.of("phone_numbers[].phone_number", CellType.TEXT, "phone", "telephone", "Telefon",
					"téléphone"),
			ImportMember.of("addresses[].street_1", CellType.TEXT, "street", "address", "Straße", "Adresse", "rue"),
			ImportMember.of("addresses[].city", CellType.TEXT, "city", "town", "Ort", "Stadt", "ville"),
			ImportMember.of("addresses[].postal_code", CellType.TEXT, "postal code", "postcode", "zip", "PLZ",
					"Postleitzahl", "code postal"),
			ImportMember.of("addresses[].state", CellType.TEXT, "state", "province", "region", "Bundesland", "Kanton"),
			ImportMember.of("addresses[].country", CellType.COUNTRY, "country", "Land", "pays"));

	private static final About ABOUT = About.of("accounts", "openint", "connection", MEMBERS);

	private final AccountService accounts;

	private final Connections connections;

	AccountImport(AccountService accounts, Connections connections) {
		this.accounts = accounts;
		this.connections = connections;
	}

	@Override
	public About about() {
		return ABOUT;
	}

	@Override
	public void check(TenantId tenant, String owner) {
		this.connections.get(tenant, owner);
	}

	@Override
	public List<RowResult> upsert(TenantId tenant, String owner, List<Numbered> rows) {
		List<RowResult> results = new ArrayList<>(rows.size());
		for (Numbered row : rows) {
			results
				.add(WriteContext.asItem(row.number(), () -> upsert(this.connections.get(tenant, owner), row.body())));
		}
		return results;
	}

	private RowResult upsert(Connection connection, ObjectNode record) {
		try {
			Upserted<Account> upserted = this.accounts.upsert(connection,
					AccountRequest.upsert(connection, ROW.body(record)));
			return new RowResult.Done(upserted.value().id(), upserted.outcome(), upserted.receipt().rule().toString());
		}
		catch (RuntimeException ex) {
			return ImportedRows.refused(ex, ROW::member);
		}
	}

}
