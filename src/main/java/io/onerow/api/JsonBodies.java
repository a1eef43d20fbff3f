package io.onerow.api;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as the framework does, except that an exponent too large for the parser
 * (1e99999999999), which it throws as a bare {@link NumberFormatException}, is the
 * client's fault.
 */
final class JsonBodies extends JacksonJsonHttpMessageConverter {

	JsonBodies(JsonMapper mapper) {
		super(mapper);
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		try {
			return super.read(type, message, hints);
		}
		catch (NumberFormatException ex) {
			throw new HttpMessageNotReadableException("Number out of range", ex, message);
		}
	}

}
