package io.onerow.api.json;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Reads a body and refuses each number that is too long, written out, for the database,
 * also where nobody asks for it: whoever gets a number may compute with it.
 */
public final class BoundedNumbers extends JsonParserDelegate {

	/** With the sign and the point. */
	private static final int SHORT = 300;

	public BoundedNumbers(JsonParser parser) {
		super(parser);
	}

	@Override
	public @Nullable JsonToken nextToken() {
		try {
			return checked(super.nextToken());
		}
		catch (StreamConstraintsException ex) {
			throw named(ex);
		}
	}

	@Override
	public @Nullable String nextName() {
		try {
			String name = super.nextName();
			if (name == null) {
				checked(currentToken());
			}
			return name;
		}
		catch (StreamConstraintsException ex) {
			throw named(ex);
		}
	}

	/**
	 * Of the parser's own limits one is for numbers, told from the others by its text.
	 */
	private JacksonException named(StreamConstraintsException ex) {
		return ex.getOriginalMessage().startsWith("Number") ? new NumberTooLong(this) : ex;
	}

	@Override
	public @Nullable JsonToken nextValue() {
		JsonToken token = nextToken();
		return (token == JsonToken.PROPERTY_NAME) ? nextToken() : token;
	}

	@Override
	public boolean nextName(SerializableString name) {
		return nextToken() == JsonToken.PROPERTY_NAME && name.getValue().equals(currentName());
	}

	@Override
	public int nextNameMatch(PropertyNameMatcher matcher) {
		String name = nextName();
		if (name != null) {
			return matcher.matchName(name);
		}
		return hasToken(JsonToken.END_OBJECT) ? PropertyNameMatcher.MATCH_END_OBJECT
				: PropertyNameMatcher.MATCH_ODD_TOKEN;
	}

	/** Through the tokens, where the parser itself would pass them by unseen. */
	@Override
	public JsonParser skipChildren() {
		if (!hasToken(JsonToken.START_OBJECT) && !hasToken(JsonToken.START_ARRAY)) {
			return this;
		}
		for (int open = 1; open > 0;) {
			JsonToken token = nextToken();
			if (token == null) {
				return this;
			}
			open += token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
		}
		return this;
	}

	private @Nullable JsonToken checked(@Nullable JsonToken token) {
		if (token != null && token.isNumeric() && !isBounded(token)) {
			throw new NumberTooLong(this);
		}
		return token;
	}

	private boolean isBounded(JsonToken token) {
		if (getStringLength() <= SHORT && (token == JsonToken.VALUE_NUMBER_INT || !hasExponent())) {
			return true;
		}
		try {
			return Values.isBounded(new BigDecimal(getString()));
		}
		catch (NumberFormatException ex) {
			// an exponent of more than 2,147,483,647
			return false;
		}
	}

	private boolean hasExponent() {
		char[] text = getStringCharacters();
		int end = getStringOffset() + getStringLength();
		for (int i = getStringOffset(); i < end; i++) {
			if (text[i] == 'e' || text[i] == 'E') {
				return true;
			}
		}
		return false;
	}

}
