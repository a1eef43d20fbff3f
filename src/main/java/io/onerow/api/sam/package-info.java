/** The wire of SAM: the contacts of a company, from an external CRM. */
@NullMarked
package io.onerow.api.sam;

import org.jspecify.annotations.NullMarked;
