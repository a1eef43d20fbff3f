package io.onerow.api.propeller;

import io.onerow.api.body.Spool;
import io.onerow.customer.BulkItem;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.CustomerUpsert;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer in the body of a bulk: what identifies it, and where the rest stands. */
final class SentCustomer implements BulkItem {

	private final JsonMapper json;

	private final Spool spool;

	private final int index;

	private final long start;

	private final int length;

	private final Identity identity;

	private byte @Nullable [] fingerprint;

	private @Nullable CustomerUpsert upsert;

	private String faults = "";

	SentCustomer(JsonMapper json, Spool spool, int index, long start, int length, Identity identity) {
		this.json = json;
		this.spool = spool;
		this.index = index;
		this.start = start;
		this.length = length;
		this.identity = identity;
	}

	/** The lookup key as it was sent: a string or a number; null if it is neither. */
	@Nullable Object sentKey() {
		return this.identity.sent();
	}

	private boolean isIdentified() {
		return this.identity.id() != null || this.identity.key() != null;
	}

	/** The values of it that cannot be taken, with their places; empty if all can. */
	String faults() {
		return this.faults;
	}

	@Override
	public @Nullable Long id() {
		return this.identity.id();
	}

	@Override
	public @Nullable CustomerKey key() {
		return this.identity.key();
	}

	@Override
	public @Nullable String language() {
		return this.identity.language();
	}

	@Override
	public @Nullable CustomerKey parentKey() {
		return this.identity.parent();
	}

	void fingerprint(Fingerprints fingerprints) {
		this.fingerprint = fingerprints.of(bytes());
	}

	@Override
	public byte @Nullable [] fingerprint() {
		return this.fingerprint;
	}

	@Override
	public CustomerUpsert upsert() {
		CustomerUpsert known = this.upsert;
		if (known != null) {
			return known;
		}
		Findings findings = new Findings();
		CustomerUpsert read = CustomerReader.read(tree(), CustomerShape.CHANGE, findings, path());
		findings.verify();
		return read;
	}

	/**
	 * Checks it against the schema, which is the whole request's to follow, and then its
	 * values, which are its own.
	 * @return whether it can be written
	 */
	boolean check(CustomerSchema schema, CustomerShape shape, Findings findings) {
		JsonNode tree = tree();
		Findings own = new Findings();
		schema.checkCustomer(tree, shape, place(), own);
		if (!own.isEmpty()) {
			findings.addAll(own);
			return false;
		}
		Findings values = new Findings();
		CustomerUpsert read = CustomerReader.read(tree, shape, values, path());
		if (values.isEmpty() && !isIdentified()) {
			values.add(ErrorCode.PAYLOAD_VALIDATION, place() + ": cannot be looked up");
		}
		this.upsert = this.spool.isSmall() ? read : null;
		this.faults = values.line();
		return values.isEmpty();
	}

	/** Where it stands in the body. */
	String place() {
		return "#/" + String.join("/", path());
	}

	private JsonNode tree() {
		return this.json.readTree(bytes());
	}

	private byte[] bytes() {
		return this.spool.bytes(this.start, this.length);
	}

	private String[] path() {
		return new String[] { "customers", Integer.toString(this.index) };
	}

	/**
	 * What a customer is found by. One that cannot be read is null here, and a fault
	 * later.
	 *
	 * @param sent the value of the lookup key as it stands in the body, if it can stand
	 * in an answer
	 */
	record Identity(@Nullable Long id, @Nullable CustomerKey key, @Nullable String language,
			@Nullable CustomerKey parent, @Nullable Object sent) {

		static final Identity NONE = new Identity(null, null, null, null, null);

	}

}
