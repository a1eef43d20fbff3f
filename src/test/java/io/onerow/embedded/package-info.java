/** Tests of the embedded PostgreSQL, and one for the other tests to use. */
@NullMarked
package io.onerow.embedded;

import org.jspecify.annotations.NullMarked;
