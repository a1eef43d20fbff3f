package io.onerow.api.propeller;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.onerow.api.body.Spool;
import io.onerow.api.json.BoundedNumbers;
import io.onerow.api.json.Unfit;
import io.onerow.api.propeller.SentCustomer.Identity;
import io.onerow.customer.CustomerKey;
import io.onerow.matching.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first pass over the body of a bulk: finds that it is JSON, where its customers are
 * and what identifies them, without an object for anything else.
 */
final class BulkScan {

	private static final int LONGEST_KEY = 100;

	/** In an answer with thousands of keys. */
	private static final int LONGEST_ECHO = 1_000;

	private static final int MOST_STRANGE_MEMBERS = 100;

	/** One customer is read as a whole. */
	private static final int LONGEST_CUSTOMER = 1 << 20;

	/** Of a bulk as a whole there is no tree; what is one is counted here. */
	private static final JsonMapper SCANNER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_CUSTOMER).build())
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final JsonMapper json;

	private final Spool spool;

	private final JsonParser parser;

	private final boolean byId;

	private final PropellerProperties limits;

	private int tokens;

	private final List<SentCustomer> items = new ArrayList<>();

	private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

	private BulkScan(JsonMapper json, Spool spool, JsonParser parser, boolean byId, PropellerProperties limits) {
		this.json = json;
		this.spool = spool;
		this.parser = parser;
		this.byId = byId;
		this.limits = limits;
	}

	/**
	 * Scans the whole body.
	 * @throws Refused for more than the maximum of customers, or for no JSON object
	 * @throws tools.jackson.core.JacksonException if it is not JSON
	 */
	static BulkBody scan(JsonMapper json, Spool spool, boolean byId, PropellerProperties limits) {
		try (JsonParser parser = new BoundedNumbers(spool.parser(SCANNER))) {
			return new BulkScan(json, spool, parser, byId, limits).body();
		}
	}

	private BulkBody body() {
		JsonToken first = next();
		if (first == null) {
			throw new Refused(ErrorCode.INVALID_JSON_PAYLOAD, List.of("A JSON body is required."));
		}
		ObjectNode frame = this.json.createObjectNode();
		boolean object = first == JsonToken.START_OBJECT;
		if (object) {
			for (String name = nextName(); name != null; name = nextName()) {
				next();
				member(name, frame);
			}
		}
		else {
			skip();
		}
		if (next() != null) {
			throw new Refused(ErrorCode.INVALID_JSON_PAYLOAD, List.of("Nothing may follow the JSON of the body."));
		}
		if (!object) {
			throw new Refused(ErrorCode.SCHEMA_VALIDATION, List.of("#: expected type: Object"));
		}
		return new BulkBody(frame, this.items);
	}

	private void member(String name, ObjectNode frame) {
		JsonToken token = this.parser.currentToken();
		if (name.equals("customers") && token == JsonToken.START_ARRAY) {
			frame.putArray(name);
			while (next() != JsonToken.END_ARRAY) {
				customer();
			}
		}
		else if (name.equals("directives")) {
			long start = this.parser.currentTokenLocation().getByteOffset();
			skip();
			this.parser.getString();
			frame.set(name, this.json.readTree(this.spool.bytes(start, length(start))));
		}
		else {
			// the value of a stranger does not matter, and of the customers only that it
			// is no array
			if (name.equals("customers") || frame.size() < MOST_STRANGE_MEMBERS) {
				frame.put(name, false);
			}
			skip();
		}
	}

	private void customer() {
		if (this.items.size() == this.limits.maxCustomers()) {
			throw tooLarge("At most " + this.limits.maxCustomers() + " customers are taken at once.");
		}
		this.tokens = 0;
		long start = this.parser.currentTokenLocation().getByteOffset();
		Identity identity = Identity.NONE;
		if (this.parser.currentToken() == JsonToken.START_OBJECT) {
			identity = identity();
		}
		else {
			skip();
			// for the length of a scalar, which is parsed when it is asked for
			this.parser.getString();
		}
		this.items.add(new SentCustomer(this.json, this.spool, this.items.size(), start, length(start), identity));
		this.tokens = 0;
	}

	private int length(long start) {
		long length = this.parser.currentLocation().getByteOffset() - start;
		if (length > LONGEST_CUSTOMER) {
			throw tooLarge("A customer must be at most " + LONGEST_CUSTOMER + " bytes.");
		}
		return (int) length;
	}

	private @Nullable JsonToken next() {
		count();
		return this.parser.nextToken();
	}

	private @Nullable String nextName() {
		count();
		return this.parser.nextName();
	}

	/** As the parser does it, but counted. */
	private void skip() {
		JsonToken token = this.parser.currentToken();
		if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
			return;
		}
		int open = 1;
		while (open > 0) {
			token = next();
			if (token == null) {
				return;
			}
			open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
		}
	}

	private void count() {
		if (++this.tokens > this.limits.maxCustomerTokens()) {
			throw tooLarge("The bulk has too many values in one place.");
		}
	}

	private static Refused tooLarge(String message) {
		return new Refused(ErrorCode.TOO_LARGE, List.of(message));
	}

	private Identity identity() {
		IdentityReading reading = new IdentityReading();
		for (String name = nextName(); name != null; name = nextName()) {
			next();
			switch (name) {
				case "id" -> reading.id = this.parser.currentToken() == JsonToken.VALUE_NUMBER_INT
						? this.parser.getNumberValue() : null;
				case "source" -> reading.source = text(sent());
				case "sourceId" -> {
					reading.sentSourceId = sent();
					reading.sourceId = text(reading.sentSourceId);
				}
				case CustomerMembers.LANGUAGE, CustomerMembers.ALSO_LANGUAGE -> language(reading);
				case "parent" -> reading.parent = parent();
				default -> skip();
			}
			skip();
		}
		return this.byId ? reading.byId() : reading.byKey();
	}

	private @Nullable CustomerKey parent() {
		if (this.parser.currentToken() != JsonToken.START_OBJECT) {
			return null;
		}
		String source = null;
		String sourceId = null;
		for (String name = nextName(); name != null; name = nextName()) {
			next();
			if (name.equals("source")) {
				source = text(sent());
			}
			else if (name.equals("sourceId")) {
				sourceId = text(sent());
			}
			skip();
		}
		return (source != null && sourceId != null) ? new CustomerKey(source, sourceId) : null;
	}

	/** One that is none is a fault later, as is a second that is not the same. */
	private void language(IdentityReading reading) {
		String sent = text(sent());
		if (sent != null) {
			try {
				reading.language = CustomerReader.language(sent);
			}
			catch (Unfit ex) {
				// blank says nothing
			}
		}
	}

	/** A key that can be looked for; null for any other value. */
	private static @Nullable String text(@Nullable Object sent) {
		String text = (sent != null) ? Text.trimmed(sent.toString()) : "";
		boolean storable = text.codePointCount(0, text.length()) <= LONGEST_KEY && !text.isEmpty()
				&& text.indexOf('\0') < 0;
		return storable ? text : null;
	}

	/** What may be said again in the answer, as it stands in the body. */
	private @Nullable Object sent() {
		Object sent = switch (this.parser.currentToken()) {
			case VALUE_STRING -> this.parser.getString();
			case VALUE_NUMBER_INT -> this.parser.getNumberValue();
			default -> null;
		};
		return (sent instanceof String text && (text.length() > LONGEST_ECHO || !this.encoder.canEncode(text))) ? null
				: sent;
	}

	/** What was read of one customer so far. */
	private static final class IdentityReading {

		private @Nullable Number id;

		private @Nullable String source;

		private @Nullable String sourceId;

		private @Nullable Object sentSourceId;

		private @Nullable String language;

		private @Nullable CustomerKey parent;

		Identity byId() {
			Number sent = this.id;
			Long id = (sent instanceof Integer || sent instanceof Long) ? (Long) sent.longValue() : null;
			return new Identity(id, null, this.language, this.parent, sent);
		}

		Identity byKey() {
			CustomerKey key = (this.source != null && this.sourceId != null)
					? new CustomerKey(this.source, this.sourceId) : null;
			return new Identity(null, key, this.language, this.parent, this.sentSourceId);
		}

	}

}
