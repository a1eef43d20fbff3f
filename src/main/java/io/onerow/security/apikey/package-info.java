/** API keys: a credential that is a header and stands for a tenant. */
@NullMarked
package io.onerow.security.apikey;

import org.jspecify.annotations.NullMarked;
