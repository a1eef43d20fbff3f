package io.onerow.bench;

/** What is sent. */
record Request(String path, String body) {

}
