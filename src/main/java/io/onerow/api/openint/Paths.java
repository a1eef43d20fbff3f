package io.onerow.api.openint;

import java.util.List;

/**
 * Where the routes are: each is under three base paths, the same at all of them. The case
 * of an entity does not matter.
 */
final class Paths {

	static final String ACCOUNT = "/unified/crm/{entity:(?i:account)}";

	static final String CONTACT = "/unified/crm/{entity:(?i:contact)}";

	/** What the vendor has beside them, and is not kept here. */
	static final String OTHER_ENTITY = "/unified/crm/{entity:(?i:lead|opportunity|note|user|custom_objects?|metadata)}/**";

	static final String OTHER_VERTICAL = "/unified/{vertical:(?!crm$)[A-Za-z_-]+}/**";

	static final String CONNECTION = "/core/connection";

	static final String CUSTOMER = "/core/customer";

	static final String HEALTH = "/health";

	static final String OPENAPI = "/openapi.json";

	static final String V0 = "/v0";

	static final String API_V0 = "/api/v0";

	/** With none of the versions in front, where there is nothing about the service. */
	static final List<String> BASES = List.of("", V0, API_V0);

	private Paths() {
	}

}
