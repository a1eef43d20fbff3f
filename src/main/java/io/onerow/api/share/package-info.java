/** What keeps one client from stopping the others: limits, room and turns. */
@NullMarked
package io.onerow.api.share;

import org.jspecify.annotations.NullMarked;
