package io.onerow.api.billabex;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.account.Account;
import io.onerow.account.AccountSource;
import org.jspecify.annotations.Nullable;

/** An account on the wire; all members are always there. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountResponse(UUID id, String fullName, @Nullable AccountSource source) {

	static AccountResponse of(Account account) {
		return new AccountResponse(account.id(), account.calledName(), account.source());
	}

}
