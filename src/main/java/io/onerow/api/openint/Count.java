package io.onerow.api.openint;

/** How many records there are. */
record Count(long count) {

}
