/** The database as a cluster of servers, among which rows are spread by tenant. */
@NullMarked
package io.onerow.cluster;

import org.jspecify.annotations.NullMarked;
