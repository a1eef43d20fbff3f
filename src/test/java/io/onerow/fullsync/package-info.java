@NullMarked
package io.onerow.fullsync;

import org.jspecify.annotations.NullMarked;
