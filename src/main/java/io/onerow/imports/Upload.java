package io.onerow.imports;

import java.util.UUID;

/**
 * A file that comes in parts, as it stands.
 *
 * @param id of its import
 * @param length how many bytes it has
 * @param offset how many of them are here, from the first on
 * @param isRead whether all are, and its rows are kept
 */
public record Upload(UUID id, long length, long offset, boolean isRead) {

}
