package io.onerow.api.description;

import io.onerow.upsert.NotFound;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The descriptions, for anybody. */
@RestController
@ConditionalOnBooleanProperty(name = DescriptionConfiguration.ENABLED, matchIfMissing = true)
class DescriptionController {

	static final String ALL = "/openapi.json";

	static final String GROUP = "/openapi/{group}.json";

	private final Descriptions descriptions;

	DescriptionController(Descriptions descriptions) {
		this.descriptions = descriptions;
	}

	@GetMapping(path = ALL, produces = MediaType.APPLICATION_JSON_VALUE)
	String all() {
		return this.descriptions.all();
	}

	@GetMapping(path = GROUP, produces = MediaType.APPLICATION_JSON_VALUE)
	String group(@PathVariable String group) {
		return this.descriptions.find(group).orElseThrow(() -> new NotFound("description"));
	}

}
