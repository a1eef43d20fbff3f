/** The one hash of this service. Plain Java, which every package may use. */
@NullMarked
package io.onerow.hash;

import org.jspecify.annotations.NullMarked;
