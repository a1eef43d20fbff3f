package io.onerow.api;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.StreamUtils;

/** Reads JSON as the framework does, but no number that is too long. */
final class JsonBodies extends JacksonJsonHttpMessageConverter {

	private final JsonMapper mapper;

	JsonBodies(JsonMapper mapper) {
		super(mapper);
		this.mapper = mapper;
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		Class<?> wanted = type.resolve(Object.class);
		try (JsonParser parser = new BoundedNumbers(
				this.mapper.createParser(StreamUtils.nonClosing(message.getBody())))) {
			return this.mapper.readerFor(wanted).readValue(parser);
		}
		catch (JacksonException ex) {
			throw new HttpMessageNotReadableException("Not JSON", ex, message);
		}
	}

}
