/**
 * Administration: tenants, their clients, API keys, connections and users, and who has
 * changed what.
 */
@NullMarked
package io.onerow.api.onerow.admin;

import org.jspecify.annotations.NullMarked;
