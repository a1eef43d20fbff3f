package io.onerow.customer;

/**
 * What a source calls a customer; with a language it is the identity of one record. Both
 * are compared as text, exactly.
 */
public record CustomerKey(String source, String sourceId) implements Comparable<CustomerKey> {

	@Override
	public int compareTo(CustomerKey other) {
		int bySource = this.source.compareTo(other.source);
		return (bySource != 0) ? bySource : this.sourceId.compareTo(other.sourceId);
	}

}
