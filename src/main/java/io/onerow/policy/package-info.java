/**
 * What tenants say of how much it takes for an upsert to be of a record that is there.
 */
@NullMarked
package io.onerow.policy;

import org.jspecify.annotations.NullMarked;
