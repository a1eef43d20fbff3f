/** The wire of Propeller: customers, one at a time and in bulk. */
@NullMarked
package io.onerow.api.propeller;

import org.jspecify.annotations.NullMarked;
