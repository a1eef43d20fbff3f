/** Tests of customers and their bulk. */
@NullMarked
package io.onerow.customer;

import org.jspecify.annotations.NullMarked;
