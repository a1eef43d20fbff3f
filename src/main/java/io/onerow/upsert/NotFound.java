package io.onerow.upsert;

/**
 * There is no such record in the caller's tenant. A record of another tenant is told of
 * in the same words.
 */
public class NotFound extends RuntimeException {

	/**
	 * @param what the kind of record, such as {@code account}
	 */
	public NotFound(String what) {
		super("There is no such " + what, null, false, false);
	}

}
