/**
 * Measures the packaged service over HTTP, and what PostgreSQL does with the same rows.
 */
@NullMarked
package io.onerow.bench;

import org.jspecify.annotations.NullMarked;
