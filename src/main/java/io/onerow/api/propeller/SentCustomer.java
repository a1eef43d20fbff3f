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

	SentCustomer(JsonMapper json, Spool spool, int index, long start, int length, Identity identity) {
		this.json = json;
		this.spool = spool;
		this.index = index;
		this.start = start;
		this.length = length;
		this.identity = identity;
	}

	/** The lookup key as it was sent: a string or a number. */
	@Nullable Object sentKey() {
		return this.identity.sent();
	}

	boolean isIdentified() {
		return this.identity.id() != null || this.identity.key() != null;
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
		CustomerUpsert read = CustomerReader.read(tree(), findings, path());
		findings.verify();
		return read;
	}

	/** Checks it against the schema, and then its values. */
	void check(CustomerSchema schema, boolean byId, Findings findings) {
		Findings own = new Findings();
		JsonNode tree = tree();
		String place = "#/" + String.join("/", path());
		if (byId) {
			schema.checkCustomerWithId(tree, place, own);
		}
		else {
			schema.checkCustomer(tree, place, own);
		}
		if (own.isEmpty()) {
			CustomerUpsert read = CustomerReader.read(tree, own, path());
			this.upsert = this.spool.isSmall() ? read : null;
		}
		if (own.isEmpty() && !isIdentified()) {
			own.add(ErrorCode.LOOKUP_KEY_NOT_FOUND, place + ": cannot be looked up");
		}
		findings.addAll(own);
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
	 * @param sent the value of the lookup key as it stands in the body
	 */
	record Identity(@Nullable Long id, @Nullable CustomerKey key, @Nullable String language,
			@Nullable CustomerKey parent, @Nullable Object sent) {

		static final Identity NONE = new Identity(null, null, null, null, null);

	}

}
