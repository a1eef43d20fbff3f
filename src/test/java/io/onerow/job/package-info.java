/** Tests of jobs. */
@NullMarked
package io.onerow.job;

import org.jspecify.annotations.NullMarked;
