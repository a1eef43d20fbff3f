/** What the tests of all packages share: the database. */
@NullMarked
package io.onerow;

import org.jspecify.annotations.NullMarked;
