package io.onerow.matching;

import java.util.OptionalInt;

/**
 * Why a record was chosen by its name: how far the names are apart, how far they might
 * have been, how many records were within their limit (this one included), and the
 * distance of the next best, if there is one.
 */
public record NameMatch<T>(T id, int distance, int limit, int candidates, OptionalInt runnerUp) {

}
