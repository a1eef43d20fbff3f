package io.onerow.api.propeller;

import java.util.List;

import io.onerow.customer.CustomerPage;
import io.onerow.customer.CustomerSearch;

/**
 * A page of customers.
 *
 * @param total how many customers there are on all pages
 * @param offset how many there are on a page, as this wire calls it
 */
record SearchResponse(List<CustomerResponse.Data> data, List<String> messages, int total, int offset, int page,
		int pages) {

	static SearchResponse of(CustomerSearch search, CustomerPage found) {
		int pages = (found.total() + search.size() - 1) / search.size();
		return new SearchResponse(found.customers().stream().map(CustomerResponse.Data::brief).toList(),
				List.of("Completed"), found.total(), search.size(), search.page(), pages);
	}

}
