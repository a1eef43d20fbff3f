/** Tests of the wire of Propeller. */
@NullMarked
package io.onerow.api.propeller;

import org.jspecify.annotations.NullMarked;
