/** What the service does by itself, beside the requests. */
@NullMarked
package io.onerow.background;

import org.jspecify.annotations.NullMarked;
