/** The wire of OpenInt: the accounts and contacts of a connection. */
@NullMarked
package io.onerow.api.openint;

import org.jspecify.annotations.NullMarked;
