package io.onerow.api;

import java.util.Map;
import java.util.Set;

/**
 * The fields that records have on a wire, beside those that all wires know: a bean of
 * each dialect that has some.
 */
@FunctionalInterface
public interface RecordFields {

	/** Their names, as the wire has them, by kind of record. */
	Map<String, Set<String>> byKind();

}
