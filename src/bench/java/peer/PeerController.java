package peer;

import java.util.UUID;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The route and the bodies of Onerow's upsert of a contact. */
@RestController
class PeerController {

	private final PeerService service;

	PeerController(PeerService service) {
		this.service = service;
	}

	@PutMapping("/api/public/v1/accounts/{account}/contacts/upsert")
	ResponseEntity<PeerContact> upsert(@AuthenticationPrincipal Jwt caller, @PathVariable UUID account,
			@RequestBody Sent sent) {
		PeerService.Upserted upserted = this.service.upsert(caller.getClaimAsString("tenant"), account, sent.fullName(),
				sent.email(), sent.language());
		return ResponseEntity.ok().header("Onerow-Outcome", upserted.outcome()).body(upserted.contact());
	}

	record Sent(String fullName, String email, String language) {

	}

}
