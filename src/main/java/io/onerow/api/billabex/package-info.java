/** The wire of Billabex: the contacts of an account. */
@NullMarked
package io.onerow.api.billabex;

import org.jspecify.annotations.NullMarked;
