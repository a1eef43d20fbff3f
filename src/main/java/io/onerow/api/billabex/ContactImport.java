package io.onerow.api.billabex;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.api.ImportedContacts;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.contact.SentContact;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.TenantId;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Files of the contacts of an account. */
@Component
class ContactImport implements ImportKind {

	private static final String FULL_NAME = "fullName";

	/** Where a file has the parts of a name, they make the whole. */
	private static final String FIRST_NAME = "firstName";

	private static final String LAST_NAME = "lastName";

	private static final List<ImportMember> MEMBERS = List.of(
			ImportMember.of(FULL_NAME, CellType.TEXT, "name", "contact", "contact name", "display name",
					"Ansprechpartner", "Kontakt", "Vollständiger Name", "nom complet", "contact principal")
				.required(),
			ImportMember.of(FIRST_NAME, CellType.TEXT, "given name", "forename", "Vorname", "prénom"),
			ImportMember.of(LAST_NAME, CellType.TEXT, "surname", "family name", "Nachname", "Familienname", "nom",
					"nom de famille"),
			ImportMember.of("email", CellType.EMAIL, "e-mail", "mail", "email address", "e-mail address",
					"E-Mail-Adresse", "Mailadresse", "courriel", "adresse e-mail", "adresse électronique"),
			ImportMember.of("language", CellType.LANGUAGE, "lang", "locale", "preferred language", "Sprache", "langue")
				.required(),
			ImportMember.of("externalId", CellType.TEXT, "id", "external id", "contact id", "Kontaktnummer",
					"Kundennummer", "identifiant", "référence"),
			ImportMember.of("phone", CellType.TEXT, "telephone", "phone number", "tel", "mobile", "Telefon",
					"Telefonnummer", "Handy", "téléphone", "portable"),
			ImportMember.of("dateOfBirth", CellType.DATE, "birth date", "birthday", "birthdate", "dob", "Geburtsdatum",
					"Geburtstag", "date de naissance", "né le"),
			ImportMember.of("address.street", CellType.TEXT, "street", "address", "address line 1", "Straße", "Strasse",
					"Adresse", "rue"),
			ImportMember.of("address.city", CellType.TEXT, "city", "town", "Ort", "Stadt", "ville"),
			ImportMember.of("address.postalCode", CellType.TEXT, "postal code", "postcode", "zip", "zip code", "PLZ",
					"Postleitzahl", "code postal"),
			ImportMember.of("address.stateOrProvince", CellType.TEXT, "state", "province", "region", "Bundesland",
					"Kanton", "région"),
			ImportMember.of("address.country", CellType.COUNTRY, "country", "Land", "pays"));

	private static final About ABOUT = About.of("contacts", "billabex", "account", MEMBERS);

	private final ContactService contacts;

	private final AccountService accounts;

	ContactImport(ContactService contacts, AccountService accounts) {
		this.contacts = contacts;
		this.accounts = accounts;
	}

	@Override
	public About about() {
		return ABOUT;
	}

	@Override
	public void check(TenantId tenant, String owner) {
		this.accounts.get(AccountScope.of(tenant), UUID.fromString(owner));
	}

	@Override
	public List<RowResult> upsert(TenantId tenant, String owner, List<Numbered> rows) {
		Directory directory = Directory.ofAccount(tenant, UUID.fromString(owner));
		return ImportedContacts.upsert(rows, (body) -> SentContact.byAddressOrName(ContactRequest.create(whole(body))),
				UnaryOperator.identity(), (contacts, number) -> this.contacts.upsertAll(directory, contacts, number));
	}

	private static ObjectNode whole(ObjectNode body) {
		String first = body.path(FIRST_NAME).asString("").strip();
		String last = body.path(LAST_NAME).asString("").strip();
		if (!body.has(FULL_NAME) && !(first + last).isEmpty()) {
			body.put(FULL_NAME, (first + " " + last).strip());
		}
		return body.without(List.of(FIRST_NAME, LAST_NAME));
	}

}
