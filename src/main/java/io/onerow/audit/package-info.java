/** What administrators have changed. */
@NullMarked
package io.onerow.audit;

import org.jspecify.annotations.NullMarked;
