/**
 * Secrets that somebody shows: how they are stored and compared, and how often they may
 * be tried.
 */
@NullMarked
package io.onerow.security.secrets;

import org.jspecify.annotations.NullMarked;
