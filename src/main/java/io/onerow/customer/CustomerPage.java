package io.onerow.customer;

import java.util.List;

/**
 * A page of customers that were searched for.
 *
 * @param customers without their addresses
 * @param total how many there are on all pages, at most {@link CustomerSearch#MOST}
 */
public record CustomerPage(List<Customer> customers, int total) {

	public CustomerPage {
		customers = List.copyOf(customers);
	}

}
