/**
 * What all wires share: here how they answer; below, what they read, what they take it
 * from and how they fail. One more package below for each dialect.
 */
@NullMarked
package io.onerow.api;

import org.jspecify.annotations.NullMarked;
