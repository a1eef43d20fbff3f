/** What a request that failed is told, whoever refused it and whatever was thrown. */
@NullMarked
package io.onerow.api.failure;

import org.jspecify.annotations.NullMarked;
