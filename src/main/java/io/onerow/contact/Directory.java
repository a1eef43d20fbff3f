package io.onerow.contact;

import java.util.UUID;

import io.onerow.matching.MatchPlan;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Tenant;
import io.onerow.tenant.TenantId;

/**
 * The contacts among which an upsert looks for its match: those of one account, one
 * connection, or one tenant's company book. One of another kind than it is said to be is
 * as absent as an unknown one.
 *
 * @param scope what a policy for it alone is stored under
 */
public record Directory(TenantId tenant, UUID id, Kind kind, PolicyScope scope) {

	/** The directory of an account has its id. */
	public static Directory ofAccount(TenantId tenant, UUID account) {
		return new Directory(tenant, account, Kind.ACCOUNT, PolicyScope.ofAccount(account));
	}

	public static Directory of(Connection connection) {
		return new Directory(connection.tenant(), connection.directory(), Kind.CONNECTION, PolicyScope.of(connection));
	}

	public static Directory ofCompanyBook(Tenant tenant) {
		return new Directory(tenant.id(), tenant.companyBook(), Kind.COMPANY_BOOK, PolicyScope.BOOK);
	}

	/** By which rules its contacts are recognized, as its wire promises. */
	MatchPlan plan() {
		return switch (this.kind) {
			case ACCOUNT -> MatchPlan.CONTACT_OF_ACCOUNT;
			case CONNECTION -> MatchPlan.CONTACT_OF_CONNECTION;
			case COMPANY_BOOK -> MatchPlan.CONTACT_OF_COMPANY_BOOK;
		};
	}

	/** Whose contacts they are. */
	public enum Kind {

		ACCOUNT("account"), CONNECTION("connection"), COMPANY_BOOK("company_book");

		private final String stored;

		Kind(String stored) {
			this.stored = stored;
		}

		/** The word in the database. */
		String stored() {
			return this.stored;
		}

	}

}
