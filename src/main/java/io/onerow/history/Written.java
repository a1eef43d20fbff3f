package io.onerow.history;

import java.time.Instant;

/**
 * How many entries of one wire and outcome there are from a moment on.
 *
 * @param from the beginning of a step of time
 */
public record Written(Instant from, String wire, String outcome, long entries) {

}
