@NullMarked
package io.onerow.history;

import org.jspecify.annotations.NullMarked;
