/** Customers, known by source, source id and language, and their upsert in bulk. */
@NullMarked
package io.onerow.customer;

import org.jspecify.annotations.NullMarked;
