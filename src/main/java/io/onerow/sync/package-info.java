/** Reading a set of records page by page: all of them, or what has changed. */
@NullMarked
package io.onerow.sync;

import org.jspecify.annotations.NullMarked;
