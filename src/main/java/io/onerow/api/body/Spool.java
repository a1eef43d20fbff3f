package io.onerow.api.body;

import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of a request body that has arrived, to be read more than once. */
public interface Spool extends AutoCloseable {

	/** The body of a request; the filter closes it. */
	static Spool of(HttpServletRequest request) {
		return (request.getAttribute(Spool.class.getName()) instanceof Spool spool) ? spool : MemorySpool.EMPTY;
	}

	/** Whether there is room to keep in memory what is read from it. */
	boolean isSmall();

	long length();

	/** All of it, from the start. */
	InputStream stream();

	JsonParser parser(JsonMapper json);

	byte[] bytes(long from, int length);

	@Override
	void close();

}
