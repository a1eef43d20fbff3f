package io.onerow.api.failure;

import org.springframework.http.ResponseEntity;

/**
 * The error body of one dialect: a bean that answers every failure under its paths, also
 * where no controller was reached (401, 403, 404, 405, 413, 415). Where none covers the
 * path, the answer is a problem of RFC 9457.
 */
public interface ErrorFormat {

	/**
	 * Whether the path of a request is one of this dialect.
	 * @param path decoded, without empty segments, and with a slash at its end, so that
	 * it is the dialect's also where no route of it would be found
	 */
	boolean covers(String path);

	/** The whole answer; {@link Failure#answer} does unless the status differs. */
	ResponseEntity<Object> answer(Failure failure);

}
