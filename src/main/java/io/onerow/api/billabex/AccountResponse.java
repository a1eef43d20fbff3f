package io.onerow.api.billabex;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.account.Account;
import io.onerow.account.AccountSource;
import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;

/** An account on the wire; all members are always there. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountResponse(UUID id, String fullName, @Nullable String currencyCode, @Nullable BillingAddress billingAddress,
		@Nullable AccountSource source) {

	static AccountResponse of(Account account) {
		Attributes more = account.attributes();
		return new AccountResponse(account.id(), account.calledName(), more.text(Account.CURRENCY),
				BillingAddress.of(more.get(Account.BILLING_ADDRESS)), account.source());
	}

}
