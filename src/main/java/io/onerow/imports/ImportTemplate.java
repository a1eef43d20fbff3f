package io.onerow.imports;

import java.time.Instant;

/**
 * What the columns of files are that come again.
 *
 * @param name 1 to 100 characters
 * @param kind the id of an {@link ImportKind}
 */
public record ImportTemplate(String name, String kind, Mapping mapping, Instant updatedAt) {

}
