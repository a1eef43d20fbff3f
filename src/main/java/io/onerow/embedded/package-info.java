/** The PostgreSQL that starts by itself where no database is configured. */
@NullMarked
package io.onerow.embedded;

import org.jspecify.annotations.NullMarked;
