package io.onerow.idempotency;

import java.util.List;
import java.util.Map;

/**
 * The answer to a request, as it is given again.
 *
 * @param headers the values by name
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeptAnswer(int status, Map<String, List<String>> headers, byte[] body) {

}
