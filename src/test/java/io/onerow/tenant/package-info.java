/** Tests of tenants and connections. */
@NullMarked
package io.onerow.tenant;

import org.jspecify.annotations.NullMarked;
