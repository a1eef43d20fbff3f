package io.onerow.api.openint;

/** Where the routes are: each is under two base paths, the same at both. */
final class Paths {

	static final String ACCOUNT = "/unified/crm/account";

	static final String CONTACT = "/unified/crm/contact";

	static final String CUSTOMER = "/core/customer";

	static final String VERSION = "/v0";

	private Paths() {
	}

}
