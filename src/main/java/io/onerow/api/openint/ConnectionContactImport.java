package io.onerow.api.openint;

import java.util.List;

import io.onerow.api.ImportedContacts;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/** Files of the contacts of a connection, each of which is found by its address. */
@Component
class ConnectionContactImport implements ImportKind {

	private static final String EMAIL = "email";

	private static final RecordRow ROW = new RecordRow("a contact", EMAIL);

	private static final List<ImportMember> MEMBERS = List.of(
			ImportMember
				.of(EMAIL, CellType.EMAIL, "e-mail", "mail", "email address", "e-mail address", "E-Mail-Adresse",
						"Mailadresse", "courriel", "adresse e-mail", "adresse électronique")
				.required(),
			ImportMember.of("first_name", CellType.TEXT, "given name", "forename", "Vorname", "prénom"),
			ImportMember.of("last_name", CellType.TEXT, "surname", "family name", "Nachname", "Familienname", "nom",
					"nom de famille"),
			ImportMember.of("phone", CellType.TEXT, "telephone", "phone number", "tel", "mobile", "Telefon",
					"Telefonnummer", "Handy", "téléphone", "portable"));

	private static final About ABOUT = About.ofOther("contacts", "openint", "connection", MEMBERS);

	private final ContactService contacts;

	private final Connections connections;

	ConnectionContactImport(ContactService contacts, Connections connections) {
		this.contacts = contacts;
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
		Directory directory = Directory.of(this.connections.get(tenant, owner));
		return ImportedContacts.upsert(rows, (record) -> ContactRequest.upsert(ROW.body(record)), ROW::member,
				(contacts, number) -> this.contacts.upsertAll(directory, contacts, number));
	}

}
