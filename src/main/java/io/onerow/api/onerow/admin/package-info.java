/** Administration of a tenant: its clients, its API keys, and who has changed them. */
@NullMarked
package io.onerow.api.onerow.admin;

import org.jspecify.annotations.NullMarked;
