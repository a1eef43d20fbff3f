/** How JSON is read: exactly as it was sent, with a fault for all that is not taken. */
@NullMarked
package io.onerow.api.json;

import org.jspecify.annotations.NullMarked;
