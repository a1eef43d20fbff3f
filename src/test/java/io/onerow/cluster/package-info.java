/** Tests of a cluster, and of what makes one. */
@NullMarked
package io.onerow.cluster;

import org.jspecify.annotations.NullMarked;
