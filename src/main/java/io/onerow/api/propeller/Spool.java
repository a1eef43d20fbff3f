package io.onerow.api.propeller;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of a request body, to be read more than once. */
interface Spool extends AutoCloseable {

	/** Whether there is room to keep in memory what is read from it. */
	boolean isSmall();

	JsonParser parser(JsonMapper json);

	byte[] bytes(long from, int length);

	@Override
	void close();

}
