@NullMarked
package io.onerow.api.onerow;

import org.jspecify.annotations.NullMarked;
