/**
 * The console: pages for people. Its controllers ask the services that the wires ask, and
 * make what a page shows of the answer; they decide nothing.
 */
@NullMarked
package io.onerow.api.console;

import org.jspecify.annotations.NullMarked;
