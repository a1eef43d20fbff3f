/**
 * Administration of what is not a credential: tenants and connections. Each change is in
 * the audit trail.
 */
@NullMarked
package io.onerow.administration;

import org.jspecify.annotations.NullMarked;
