/** How the body of a request arrives: checked, bounded, and without a waiting thread. */
@NullMarked
package io.onerow.api.body;

import org.jspecify.annotations.NullMarked;
