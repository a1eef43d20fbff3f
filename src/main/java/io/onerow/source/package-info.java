/** What tenants say of the systems that their records come from. */
@NullMarked
package io.onerow.source;

import org.jspecify.annotations.NullMarked;
