package io.onerow.api.propeller;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a bulk after one pass over it.
 *
 * @param frame all but the customers, of which it has none
 * @param items one for each customer
 */
record BulkBody(ObjectNode frame, List<SentCustomer> items) {

}
