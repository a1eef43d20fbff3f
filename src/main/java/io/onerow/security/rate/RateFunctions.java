package io.onerow.security.rate;

/** How requests are counted. */
interface RateFunctions {

	/** Counts a request of a credential, unless it is one too many; one round trip. */
	Allowance take(String tenant, String credential, RateLimit limit);

}
