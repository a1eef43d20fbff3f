/**
 * What a service on the embedded database offers to try it with; never there on a
 * configured one.
 */
@NullMarked
package io.onerow.demo;

import org.jspecify.annotations.NullMarked;
