package io.onerow.api.openint;

import io.onerow.api.description.Descriptions;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** About the service itself, for anybody. */
@RestController("openintService")
class ServiceController {

	private final Descriptions descriptions;

	ServiceController(Descriptions descriptions) {
		this.descriptions = descriptions;
	}

	/** That the service answers at all. */
	@GetMapping({ Paths.V0 + Paths.HEALTH, Paths.API_V0 + Paths.HEALTH })
	Health health() {
		return new Health(true);
	}

	/** The routes of this wire as an OpenAPI document. */
	@GetMapping(path = { Paths.V0 + Paths.OPENAPI, Paths.API_V0 + Paths.OPENAPI },
			produces = MediaType.APPLICATION_JSON_VALUE)
	String openapi() {
		return this.descriptions.find("openint").orElseThrow();
	}

	/** How the service is. */
	record Health(boolean healthy) {

	}

}
