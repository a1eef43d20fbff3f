package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;

/** A contact, and in which directory it is. */
public record PlacedContact(Directory directory, Contact contact) {

	/** Of a row that has both, and the connection, if the directory is that of one. */
	static PlacedContact read(TenantId tenant, ResultSet row) throws SQLException {
		UUID id = row.getObject("directory_id", UUID.class);
		Directory directory = switch (row.getString("kind")) {
			case "account" -> Directory.ofAccount(tenant, id);
			case "company_book" -> new Directory(tenant, id, Directory.Kind.COMPANY_BOOK, PolicyScope.BOOK);
			default -> new Directory(tenant, id, Directory.Kind.CONNECTION,
					PolicyScope.ofConnection(row.getString("connection_id")));
		};
		return new PlacedContact(directory, StoredContact.read(row));
	}

	// the fields are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "PlacedContact[" + this.contact.id() + "]";
	}

}
