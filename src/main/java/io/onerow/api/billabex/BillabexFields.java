package io.onerow.api.billabex;

import java.util.Map;
import java.util.Set;

import io.onerow.account.Account;
import io.onerow.api.RecordFields;
import io.onerow.contact.PersonFacts;

import org.springframework.stereotype.Component;

/** What accounts and contacts have besides on this wire. */
@Component
class BillabexFields implements RecordFields {

	@Override
	public Map<String, Set<String>> byKind() {
		return Map.of("account", Set.of(Account.CURRENCY, Account.BILLING_ADDRESS), "contact",
				Set.of(PersonFacts.PHONE, PersonFacts.BIRTH_DATE, PersonFacts.ADDRESS));
	}

}
