package io.onerow.api.openint;

import tools.jackson.databind.JsonNode;

/** One record on the wire. */
record One<R>(R record) {

	/** One record, and apart from it how it was received. */
	record WithRaw<R>(R record, JsonNode raw) {

	}

}
