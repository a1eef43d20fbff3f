/**
 * The page on which a person logs in and allows an application what it asks for. It needs
 * no script, and no instance remembers who is looking at it.
 */
@NullMarked
package io.onerow.security.issuer.page;

import org.jspecify.annotations.NullMarked;
