package io.onerow.api.propeller;

import java.util.List;

import io.onerow.api.json.Unfit;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.Lookup;
import io.onerow.matching.Text;
import org.jspecify.annotations.Nullable;

/** What a customer can be looked up by. */
final class LookupKeys {

	static final String ID = "id";

	static final String SOURCE_ID = "sourceId";

	static final List<String> ALLOWED = List.of(ID, SOURCE_ID);

	private LookupKeys() {
	}

	static Refused refused() {
		return new Refused(ErrorCode.INVALID_LOOKUP_KEY,
				List.of("The lookup key must be one of " + String.join(", ", ALLOWED) + "."));
	}

	static Lookup lookup(String key, String value, @Nullable String source, @Nullable String language) {
		if (key.equals(ID)) {
			return new Lookup.ById(id(value));
		}
		if (!key.equals(SOURCE_ID)) {
			throw refused();
		}
		if (source == null || Text.isBlank(source)) {
			throw new Refused(ErrorCode.LOOKUP_KEY_NOT_FOUND, List.of("The parameter source is required."));
		}
		return new Lookup.ByKey(new CustomerKey(source, value), (language != null) ? language(language) : null);
	}

	private static long id(String value) {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw new Refused(ErrorCode.PAYLOAD_VALIDATION, List.of("The id must be a number."));
		}
	}

	private static String language(String language) {
		try {
			return CustomerReader.language(language);
		}
		catch (Unfit ex) {
			throw new Refused(ErrorCode.PAYLOAD_VALIDATION,
					List.of("The parameter language must be an ISO 639-1 language code."));
		}
	}

}
