package io.onerow.api.console;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads to the first page that the user may see. */
@Controller
class HomeController {

	@GetMapping(ConsoleSecurity.HOME)
	ResponseEntity<Void> home() {
		return Shown.next(RecordPages.SEARCH);
	}

}
