package io.onerow.api.propeller;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.api.ImportedRows;
import io.onerow.customer.CustomerBulk;
import io.onerow.customer.Directives;
import io.onerow.customer.ItemResult;
import io.onerow.customer.Refusal;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Files of the customers of a source, each of which is found by its id there. */
@Component
class CustomerRows implements ImportKind {

	private static final String SOURCE = "source";

	private static final int LONGEST_SOURCE = 100;

	/** A fault, as this wire tells it. */
	private static final Pattern FAULT = Pattern.compile("#?(/[^:]*)?: (.*)", Pattern.DOTALL);

	private static final List<ImportMember> MEMBERS = List.of(
			ImportMember
				.of("sourceId", CellType.TEXT, "id", "customer id", "customer number", "customer no", "Kundennummer",
						"Kunden-Nr", "Kundennr", "numéro client", "code client")
				.required(),
			ImportMember.of("debtorId", CellType.TEXT, "debtor", "debtor number", "Debitor", "Debitorennummer",
					"numéro débiteur"),
			ImportMember.of("firstName", CellType.TEXT, "given name", "forename", "Vorname", "prénom"),
			ImportMember.of("middleName", CellType.TEXT, "Zwischenname"),
			ImportMember.of("lastName", CellType.TEXT, "surname", "family name", "name", "Nachname", "Name", "nom"),
			ImportMember.of("abbreviation", CellType.TEXT, "short name", "Kürzel", "abréviation"),
			ImportMember.of("title", CellType.TEXT, "salutation", "Titel", "Anrede", "civilité", "titre"),
			ImportMember.of("dateOfBirth", CellType.DATE, "birth date", "birthday", "dob", "Geburtsdatum", "Geburtstag",
					"date de naissance"),
			ImportMember.of("gender", CellType.GENDER, "sex", "Geschlecht", "sexe"),
			ImportMember.of("phone", CellType.TEXT, "telephone", "Telefon", "téléphone"),
			ImportMember.of("mobile", CellType.TEXT, "cell", "mobile phone", "Handy", "Mobiltelefon", "portable"),
			ImportMember.of("email", CellType.EMAIL, "e-mail", "mail", "email address", "E-Mail-Adresse", "courriel",
					"adresse e-mail"),
			ImportMember.of("primaryLanguage", CellType.LANGUAGE, "language", "Sprache", "langue"),
			ImportMember.of("parent.sourceId", CellType.TEXT, "parent", "parent id", "Mutter", "parent customer"),
			ImportMember.of("addresses[].type", CellType.TEXT, "address type", "Adressart"),
			ImportMember.of("addresses[].company", CellType.TEXT, "company", "Firma", "société"),
			ImportMember.of("addresses[].street", CellType.TEXT, "street", "address", "Straße", "Adresse", "rue"),
			ImportMember.of("addresses[].number", CellType.TEXT, "house number", "Hausnummer"),
			ImportMember.of("addresses[].postalCode", CellType.TEXT, "postal code", "postcode", "zip", "PLZ",
					"Postleitzahl", "code postal"),
			ImportMember.of("addresses[].city", CellType.TEXT, "city", "town", "Ort", "Stadt", "ville"),
			ImportMember.of("addresses[].region", CellType.TEXT, "region", "state", "Kanton", "Bundesland"),
			ImportMember.of("addresses[].country", CellType.COUNTRY, "country", "Land", "pays"));

	private static final About ABOUT = About.of("customers", "propeller", SOURCE, MEMBERS);

	private final CustomerBulk bulk;

	private final CustomerSchema schema;

	CustomerRows(CustomerBulk bulk, CustomerSchema schema) {
		this.bulk = bulk;
		this.schema = schema;
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
		@Nullable RowResult[] results = new RowResult[rows.size()];
		List<ImportedCustomer> sent = new ArrayList<>(rows.size());
		List<Integer> places = new ArrayList<>(rows.size());
		for (int i = 0; i < results.length; i++) {
			Findings findings = new Findings();
			ImportedCustomer customer = read(owner, rows.get(i), findings);
			if (customer != null) {
				sent.add(customer);
				places.add(i);
			}
			else {
				results[i] = refused(findings);
			}
		}
		List<ItemResult> written = sent.isEmpty() ? List.of()
				: this.bulk.apply(tenant, sent, this.bulk.recognize(tenant, sent), Directives.none());
		for (int i = 0; i < sent.size(); i++) {
			results[places.get(i)] = result(written.get(i), sent.get(i));
		}
		return List.of(results);
	}

	private @Nullable ImportedCustomer read(String owner, Numbered row, Findings findings) {
		ObjectNode body = row.body();
		body.put(SOURCE, owner);
		if (body.get("parent") instanceof ObjectNode parent) {
			parent.put(SOURCE, owner);
		}
		this.schema.checkCustomer(body, CustomerShape.KEYED, "#", findings);
		if (!findings.isEmpty()) {
			return null;
		}
		ImportedCustomer customer = new ImportedCustomer(row.number(),
				CustomerReader.read(body, CustomerShape.KEYED, findings));
		return findings.isEmpty() ? customer : null;
	}

	private static RowResult refused(Findings findings) {
		String first = findings.first();
		Matcher fault = FAULT.matcher(first);
		return fault.matches()
				? new RowResult.Refused(false,
						(fault.group(1) != null) ? ImportedRows.member(fault.group(1)) : "sourceId", fault.group(2))
				: new RowResult.Refused(false, null, first);
	}

	private static RowResult result(ItemResult result, ImportedCustomer customer) {
		if (result instanceof ItemResult.Done done) {
			return new RowResult.Done(done.recordId(), done.outcome(), done.receipt().rule().toString());
		}
		ItemResult.Failed failed = (ItemResult.Failed) result;
		return new RowResult.Refused(failed.refusal() == Refusal.DOUBTFUL, null,
				ErrorCode.reason(failed.refusal(), "row " + (customer.number() + 1), failed.inTheWay()));
	}

}
