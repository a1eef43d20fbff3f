package io.onerow.upsert;

/**
 * What the database holds cannot be read: the fault of the service and never of a client,
 * whose body may be read by the same parser. It has no cause, as that would quote the
 * value.
 */
public class UnreadableStore extends RuntimeException {

	/**
	 * @param what is unreadable, such as {@code attributes}
	 */
	public UnreadableStore(String what) {
		super("Stored " + what + " cannot be read");
	}

}
