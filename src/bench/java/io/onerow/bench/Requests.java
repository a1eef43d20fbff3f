package io.onerow.bench;

/** Requests without end: the n-th depends on n only. */
interface Requests {

	Request at(long n);

}
