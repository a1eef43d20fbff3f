package io.onerow.api.openint;

import java.util.List;

import io.onerow.api.ImportedContacts;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportMember;
import io.onerow.imports.ImportMember.CellType;
import io.onerow.imports.RowResult;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;

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

	private final ContactService contacts;

	private final Connections connections;

	ConnectionContactImport(ContactService contacts, Connections connections) {
		this.contacts = contacts;
		this.connections = connections;
	}

	@Override
	public String name() {
		return "contacts";
	}

	@Override
	public String id() {
		return "contacts-of-connection";
	}

	@Override
	public boolean isSynced() {
		return false;
	}

	@Override
	public String wire() {
		return "openint";
	}

	@Override
	public String owner() {
		return "connection";
	}

	@Override
	public List<ImportMember> members() {
		return MEMBERS;
	}

	@Override
	public void check(TenantId tenant, String owner) {
		connection(tenant, owner);
	}

	private Connection connection(TenantId tenant, String owner) {
		return this.connections.find(tenant, owner).orElseThrow(() -> new NotFound("connection"));
	}

	@Override
	public List<RowResult> upsert(TenantId tenant, String owner, List<Numbered> rows) {
		Directory directory = Directory.of(connection(tenant, owner));
		return ImportedContacts.upsert(rows, (record) -> ContactRequest.upsert(ROW.body(record)), ROW::member,
				(contacts, number) -> this.contacts.upsertAll(directory, contacts, number));
	}

}
