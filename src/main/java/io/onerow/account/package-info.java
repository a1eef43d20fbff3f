/** Accounts: the companies that contacts belong to. */
@NullMarked
package io.onerow.account;

import org.jspecify.annotations.NullMarked;
