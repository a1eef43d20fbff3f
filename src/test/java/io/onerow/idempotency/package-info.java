@NullMarked
package io.onerow.idempotency;

import org.jspecify.annotations.NullMarked;
