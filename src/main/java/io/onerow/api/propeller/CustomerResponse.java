package io.onerow.api.propeller;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.customer.Address;
import io.onerow.customer.Customer;
import io.onerow.customer.CustomerField;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.Stored;
import org.jspecify.annotations.Nullable;

/** One customer on the wire. */
record CustomerResponse(Data data, List<String> messages, int total) {

	static CustomerResponse of(Stored stored, String message) {
		return new CustomerResponse(Data.of(stored), List.of(message), 1);
	}

	/** All members are always there, but for the addresses in a list. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Data(long id, @Nullable String source, @Nullable String sourceId, @Nullable String debtorId,
			@Nullable String firstName, @Nullable String middleName, @Nullable String lastName,
			@Nullable String abbreviation, @Nullable String title, @Nullable String dateOfBirth,
			@Nullable String gender, @Nullable String ssn, @Nullable String phone, @Nullable String mobile,
			@Nullable String email, @Nullable Parent parent, @Nullable String primaryLanguage, List<Source> sources,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Map<String, String>> addresses) {

		static Data of(Stored stored) {
			return of(stored.customer(), stored.aliases(),
					stored.customer().addresses().stream().map(Address::members).toList());
		}

		/** As in a list: without its addresses, and what other sources call it. */
		static Data brief(Customer customer) {
			return of(customer, Set.of(), null);
		}

		private static Data of(Customer customer, Set<CustomerKey> aliases,
				@Nullable List<Map<String, String>> addresses) {
			return new Data(customer.id(), customer.text(CustomerField.SOURCE), customer.text(CustomerField.SOURCE_ID),
					customer.text(CustomerField.DEBTOR_ID), customer.text(CustomerField.FIRST_NAME),
					customer.text(CustomerField.MIDDLE_NAME), customer.text(CustomerField.LAST_NAME),
					customer.text(CustomerField.ABBREVIATION), customer.text(CustomerField.TITLE),
					customer.text(CustomerField.DATE_OF_BIRTH), customer.text(CustomerField.GENDER),
					customer.text(CustomerField.SSN), customer.text(CustomerField.PHONE),
					customer.text(CustomerField.MOBILE), customer.text(CustomerField.EMAIL),
					(customer.parentId() != null) ? new Parent(customer.parentId()) : null,
					customer.text(CustomerField.LANGUAGE), sources(customer, aliases), addresses);
		}

		private static List<Source> sources(Customer customer, Set<CustomerKey> aliases) {
			Source own = new Source(customer.text(CustomerField.SOURCE), customer.text(CustomerField.SOURCE_ID));
			return Stream
				.concat(Stream.of(own),
						aliases.stream().sorted().map((alias) -> new Source(alias.source(), alias.sourceId())))
				.toList();
		}

	}

	/** Where it comes from, once more, and what other sources call it. */
	record Source(@Nullable String source, @Nullable String sourceId) {

	}

	/** The customer above. */
	record Parent(long id) {

	}

}
