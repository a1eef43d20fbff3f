package io.onerow.api.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import io.onerow.api.json.BoundedNumbers;
import io.onerow.api.share.Rooms;
import io.onerow.api.share.Turns;
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

	private final Turns turns;

	JsonBodies(JsonMapper mapper, Turns turns) {
		super(mapper);
		this.mapper = mapper;
		this.turns = turns;
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		Class<?> wanted = type.resolve(Object.class);
		InputStream body = StreamUtils.nonClosing(message.getBody());
		try {
			return Rooms.isSmall(message.getHeaders().getContentLength()) ? parse(wanted, body)
					: this.turns.take(() -> parse(wanted, body));
		}
		catch (JacksonException ex) {
			throw new HttpMessageNotReadableException("Not JSON", ex, message);
		}
	}

	private Object parse(Class<?> wanted, InputStream body) {
		try (JsonParser parser = new BoundedNumbers(this.mapper.createParser(body))) {
			return this.mapper.readerFor(wanted).readValue(parser);
		}
	}

}
