package io.onerow.api.billabex;

import java.net.URI;
import java.util.UUID;

import io.onerow.api.ETags;
import io.onerow.api.UpsertHeaders;
import io.onerow.api.Upserts;
import io.onerow.api.share.Turns;
import io.onerow.contact.Contact;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.contact.SentContact;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The contacts of an account. */
@RestController
@RequestMapping(ContactController.PATH)
class ContactController {

	static final String PATH = AccountController.PATH + "/{accountId}/contacts";

	private final ContactService contacts;

	private final Turns turns;

	ContactController(ContactService contacts, Turns turns) {
		this.contacts = contacts;
		this.turns = turns;
	}

	@Upserts
	@PutMapping("/upsert")
	ResponseEntity<ContactResponse> upsert(TenantId tenant, @PathVariable UUID accountId, @RequestBody JsonNode body) {
		Upserted<Contact> upserted = this.contacts.upsert(Directory.ofAccount(tenant, accountId),
				SentContact.byAddressOrName(ContactRequest.create(body)));
		return UpsertHeaders.ok(upserted).body(ContactResponse.of(upserted.value()));
	}

	@GetMapping
	Object list(TenantId tenant, @PathVariable UUID accountId, @RequestParam @Nullable Integer first,
			@RequestParam @Nullable UUID after) {
		Directory directory = Directory.ofAccount(tenant, accountId);
		return Page.orAll(first, after,
				(last, size) -> this.turns.take(() -> this.contacts.list(directory, last, size)), Contact::id,
				ContactResponse::of);
	}

	@PostMapping
	ResponseEntity<ContactResponse> create(TenantId tenant, @PathVariable UUID accountId, @RequestBody JsonNode body) {
		Contact contact = this.contacts.create(Directory.ofAccount(tenant, accountId), ContactRequest.create(body));
		URI location = URI.create(PATH.replace("{accountId}", accountId.toString()) + "/" + contact.id());
		return ETags.on(ResponseEntity.created(location), contact).body(ContactResponse.of(contact));
	}

	@GetMapping("/{contactId}")
	ResponseEntity<ContactResponse> get(TenantId tenant, @PathVariable UUID accountId, @PathVariable UUID contactId) {
		return answer(this.contacts.get(Directory.ofAccount(tenant, accountId), contactId));
	}

	/** The vendor's own client sends PUT for a partial change, so both are the same. */
	@RequestMapping(path = "/{contactId}", method = { RequestMethod.PATCH, RequestMethod.PUT })
	ResponseEntity<ContactResponse> patch(TenantId tenant, @PathVariable UUID accountId, @PathVariable UUID contactId,
			@RequestBody JsonNode body) {
		return answer(
				this.contacts.change(Directory.ofAccount(tenant, accountId), contactId, ContactRequest.patch(body)));
	}

	@DeleteMapping("/{contactId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable UUID accountId, @PathVariable UUID contactId) {
		this.contacts.delete(Directory.ofAccount(tenant, accountId), contactId);
	}

	private static ResponseEntity<ContactResponse> answer(Contact contact) {
		return ETags.ok(contact).body(ContactResponse.of(contact));
	}

}
