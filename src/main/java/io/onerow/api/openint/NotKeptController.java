package io.onerow.api.openint;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the vendor keeps and this service does not. A worker that reads one stream after
 * the other passes by what is not implemented, and ends at what is not found.
 */
@RestController("openintNotKept")
class NotKeptController {

	@RequestMapping(
			path = { Paths.OTHER_ENTITY, Paths.V0 + Paths.OTHER_ENTITY, Paths.API_V0 + Paths.OTHER_ENTITY,
					Paths.OTHER_VERTICAL, Paths.V0 + Paths.OTHER_VERTICAL, Paths.API_V0 + Paths.OTHER_VERTICAL },
			method = { RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH,
					RequestMethod.DELETE })
	void refuse() {
		throw new Refusal(HttpStatus.NOT_IMPLEMENTED, "Only accounts and contacts are kept here.");
	}

}
