/** How a path is read: once, the same by whoever asks what it leads to. */
@NullMarked
package io.onerow.security.path;

import org.jspecify.annotations.NullMarked;
