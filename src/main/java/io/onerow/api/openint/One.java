package io.onerow.api.openint;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One record on the wire. */
record One<R>(R record) {

	/** One record, and apart from it how it was received. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record WithRaw<R>(R record, @Nullable JsonNode raw) {

	}

}
