/** Tenants, their connections, and the tenant of the current request. */
@NullMarked
package io.onerow.tenant;

import org.jspecify.annotations.NullMarked;
