/** What the header Idempotency-Key does, on each write of each wire. */
@NullMarked
package io.onerow.api.idempotency;

import org.jspecify.annotations.NullMarked;
