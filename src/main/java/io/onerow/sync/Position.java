package io.onerow.sync;

import java.util.UUID;

/**
 * A place in a set of records in order of change, or of creation, after which reading
 * goes on.
 *
 * @param change the number of the last change, 0 in order of creation
 * @param id the record
 */
public record Position(long change, UUID id) {

	/** Before all records, in either order. */
	public static final Position START = new Position(0, new UUID(0, 0));

}
