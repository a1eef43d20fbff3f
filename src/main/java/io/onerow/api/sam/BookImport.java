package io.onerow.api.sam;

import java.util.List;

import io.onerow.api.ImportedContacts;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;

import org.springframework.stereotype.Component;

/**
 * Files of the contacts of the company book, each of which is found by its number, else
 * by its external id and its address.
 */
@Component
class BookImport implements ImportKind {

	/** The one that a tenant has. */
	private static final String COMPANY = "company";

	/** The one item of an array. */
	private static final String ITEM = "0";

	private static final List<ImportMember> MEMBERS = List.of(
			ImportMember.of(Member.EXTERNAL_ID, CellType.TEXT, "id", "external id", "contact id", "Kontaktnummer",
					"Kundennummer", "identifiant", "référence"),
			ImportMember.of(Member.NUMBER, CellType.NUMBER, "contact number", "number"),
			ImportMember.of("firstname", CellType.TEXT, "given name", "forename", "Vorname", "prénom").required(),
			ImportMember
				.of("lastname", CellType.TEXT, "surname", "family name", "Nachname", "Familienname", "nom",
						"nom de famille")
				.required(),
			ImportMember.of(Member.EMAIL, CellType.EMAIL, "email", "e-mail", "mail", "email address", "e-mail address",
					"E-Mail-Adresse", "Mailadresse", "courriel", "adresse e-mail", "adresse électronique"),
			ImportMember.of("email2", CellType.TEXT, "second email", "other email"),
			ImportMember.of("title", CellType.TEXT, "salutation", "Titel", "Anrede", "civilité", "titre"),
			ImportMember.of("phone", CellType.TEXT, "telephone", "phone number", "tel", "Telefon", "Telefonnummer",
					"téléphone"),
			ImportMember.of("mobile", CellType.TEXT, "cell", "mobile phone", "Handy", "Mobiltelefon", "portable"),
			ImportMember.of("otherPhone", CellType.TEXT), ImportMember.of("faxNumber", CellType.TEXT, "fax"),
			ImportMember.of("company", CellType.TEXT, "company name", "Firma", "Unternehmen", "société", "entreprise"),
			ImportMember.of("department", CellType.TEXT, "Abteilung", "service"),
			ImportMember.of("contactType", CellType.TEXT, "type"), ImportMember.of("contactCategory", CellType.TEXT),
			ImportMember.of("contactProfession", CellType.TEXT, "profession", "Beruf"),
			ImportMember.of("contactSpecialty", CellType.TEXT, "specialty"),
			ImportMember.of("dateOfBirth", CellType.DATE, "birth date", "birthday", "birthdate", "dob", "Geburtsdatum",
					"Geburtstag", "date de naissance", "né le"),
			ImportMember.of("workAddress1", CellType.TEXT, "street", "address", "address line 1", "Straße", "Strasse",
					"Adresse", "rue"),
			ImportMember.of("workAddress2", CellType.TEXT, "address line 2"),
			ImportMember.of("workAddress3", CellType.TEXT, "address line 3"),
			ImportMember.of("postCode", CellType.TEXT, "postal code", "zip", "zip code", "PLZ", "Postleitzahl",
					"code postal"),
			ImportMember.of("city", CellType.TEXT, "town", "Ort", "Stadt", "ville"),
			ImportMember.of("state", CellType.TEXT, "province", "region", "Bundesland", "Kanton", "région"),
			ImportMember.of("countryCode", CellType.COUNTRY, "country", "Land", "pays"),
			ImportMember.of("otherAddress1", CellType.TEXT), ImportMember.of("otherAddress2", CellType.TEXT),
			ImportMember.of("otherAddress3", CellType.TEXT), ImportMember.of("otherPostcode", CellType.TEXT),
			ImportMember.of("otherCity", CellType.TEXT), ImportMember.of("otherState", CellType.TEXT),
			ImportMember.of("otherCountryCode", CellType.COUNTRY),
			ImportMember.of("webPage", CellType.TEXT, "website", "url", "homepage", "Webseite", "site web"),
			ImportMember.of("facebookId", CellType.TEXT, "facebook"),
			ImportMember.of("twitterId", CellType.TEXT, "twitter"), ImportMember.of("ownedBy", CellType.TEXT, "owner"),
			ImportMember.of("notes", CellType.TEXT, "note", "comment", "Notiz", "Bemerkung", "remarque"));

	private static final About ABOUT = About.ofOther("contacts", "sam", "book", MEMBERS);

	private final CompanyBook book;

	BookImport(CompanyBook book) {
		this.book = book;
	}

	@Override
	public About about() {
		return ABOUT;
	}

	@Override
	public void check(TenantId tenant, String owner) {
		if (!owner.equals(COMPANY)) {
			throw new IllegalArgumentException("must be " + COMPANY);
		}
	}

	@Override
	public List<RowResult> upsert(TenantId tenant, String owner, List<Numbered> rows) {
		String author = WriteContext.current().client();
		return ImportedContacts.upsert(rows, (body) -> ContactRequest.one(body, author), BookImport::member,
				(contacts, number) -> this.book.upsertAll(tenant, contacts, number));
	}

	private static String member(String path) {
		return path.equals(ITEM) ? "" : path.startsWith(ITEM + ".") ? path.substring(ITEM.length() + 1) : path;
	}

}
