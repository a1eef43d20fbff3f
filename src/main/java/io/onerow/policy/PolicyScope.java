package io.onerow.policy;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.onerow.tenant.Connection;

/**
 * What a policy is for: a tenant, one of its directories, or its customers.
 *
 * @param name as it is stored and sent, such as {@code connection:conn_demo}
 * @param kind one of the words {@code tenant}, {@code account}, {@code connection},
 * {@code book} and {@code customers}
 * @param id of the account or connection; empty for the others
 */
public record PolicyScope(String name, String kind, String id) {

	/** All directories that have none of their own. */
	public static final PolicyScope TENANT = new PolicyScope("tenant", "tenant", "");

	/** The company book. */
	public static final PolicyScope BOOK = new PolicyScope("book", "book", "");

	/** All customers of a tenant; they follow no policy of its contacts. */
	public static final PolicyScope CUSTOMERS = new PolicyScope("customers", "customers", "");

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
			Pattern.CASE_INSENSITIVE);

	private static final int LONGEST = 100;

	private static PolicyScope of(String kind, String id) {
		return new PolicyScope(kind + ":" + id, kind, id);
	}

	public static PolicyScope ofAccount(UUID account) {
		return of("account", account.toString());
	}

	public static PolicyScope of(Connection connection) {
		return ofConnection(connection.id());
	}

	/** Of the connection with that id. */
	public static PolicyScope ofConnection(String connection) {
		return of("connection", connection);
	}

	/** That of a tenant or a directory by its name; empty if it is none. */
	public static Optional<PolicyScope> parse(String name) {
		int colon = name.indexOf(':');
		if (colon < 0) {
			return switch (name) {
				case "tenant" -> Optional.of(TENANT);
				case "book" -> Optional.of(BOOK);
				default -> Optional.empty();
			};
		}
		String id = name.substring(colon + 1);
		return switch (name.substring(0, colon)) {
			case "account" -> ID.matcher(id).matches() ? Optional.of(ofAccount(UUID.fromString(id))) : Optional.empty();
			case "connection" ->
				(!id.isEmpty() && id.length() <= LONGEST) ? Optional.of(ofConnection(id)) : Optional.empty();
			default -> Optional.empty();
		};
	}

}
