@NullMarked
package io.onerow.security.rate;

import org.jspecify.annotations.NullMarked;
