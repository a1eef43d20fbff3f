package io.onerow.security.rate;

/**
 * What a credential may yet send.
 *
 * @param taken whether this request is one of those that it may; if not, it is not
 * counted
 * @param remaining how many more it may send now
 * @param reset when it may send one more than that, in Unix seconds
 * @param retryAfter how many seconds it is until then
 */
record Allowance(boolean taken, int remaining, long reset, int retryAfter) {

}
