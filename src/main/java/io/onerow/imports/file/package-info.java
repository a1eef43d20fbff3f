/**
 * Files of rows, read once from their beginning to their end, whoever has written them.
 */
@NullMarked
package io.onerow.imports.file;

import org.jspecify.annotations.NullMarked;
