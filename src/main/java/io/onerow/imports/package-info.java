/**
 * Files of records that are loaded: what their columns mean, what they would do, and the
 * work that writes them by the upsert of their wire.
 */
@NullMarked
package io.onerow.imports;

import org.jspecify.annotations.NullMarked;
