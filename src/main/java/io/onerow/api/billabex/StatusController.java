package io.onerow.api.billabex;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this wire answers; open to all. */
@RestController
class StatusController {

	static final String PATH = "/api/public/v1/status";

	@GetMapping(PATH)
	Status get() {
		return new Status("ok");
	}

	record Status(String status) {

	}

}
