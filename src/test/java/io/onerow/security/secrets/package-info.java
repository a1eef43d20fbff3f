@NullMarked
package io.onerow.security.secrets;

import org.jspecify.annotations.NullMarked;
