package io.onerow.api.openint;

import java.util.Iterator;

import io.onerow.api.ETags;
import io.onerow.api.UpsertHeaders;
import io.onerow.api.Upserts;
import io.onerow.api.share.Turns;
import io.onerow.contact.Contact;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.tenant.Connection;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The contacts of a connection. */
@RestController("openintContacts")
@RequestMapping({ Paths.CONTACT, Paths.V0 + Paths.CONTACT, Paths.API_V0 + Paths.CONTACT })
class ContactController {

	private static final String ENTITY = "contact";

	private final ContactService contacts;

	private final Lists lists;

	private final JsonMapper mapper;

	private final Turns turns;

	ContactController(ContactService contacts, Lists lists, JsonMapper mapper, Turns turns) {
		this.contacts = contacts;
		this.lists = lists;
		this.mapper = mapper;
		this.turns = turns;
	}

	@Upserts
	@PostMapping("/_upsert")
	ResponseEntity<One<ContactResponse>> upsert(Connection connection, @RequestBody JsonNode body) {
		Upserted<Contact> upserted = this.contacts.upsert(Directory.of(connection), ContactRequest.upsert(body));
		return UpsertHeaders.ok(upserted).body(new One<>(ContactResponse.of(upserted.value())));
	}

	@GetMapping
	Lists.Page<?, ContactResponse> list(Connection connection, @RequestParam @Nullable String cursor,
			@RequestParam(name = "page_size") @Nullable Integer pageSize,
			@RequestParam(name = "sync_mode") @Nullable String syncMode) {
		return this.lists.answer(ENTITY, connection, new Lists.Query(cursor, pageSize, syncMode),
				(order, start, size) -> this.contacts.list(Directory.of(connection), order, start, size),
				ContactResponse::of);
	}

	@GetMapping("/_count")
	Count count(Connection connection) {
		return new Count(this.contacts.count(Directory.of(connection)));
	}

	@GetMapping("/{id}")
	ResponseEntity<One.WithRaw<ContactResponse>> get(Connection connection, @PathVariable String id) {
		Contact contact = this.contacts.get(Directory.of(connection), Ids.get(id, ENTITY));
		ContactResponse record = ContactResponse.of(contact);
		return ETags.ok(contact).body(new One.WithRaw<>(record, record.rawData()));
	}

	@PostMapping
	ResponseEntity<One<ContactResponse>> create(Connection connection, @RequestBody JsonNode body) {
		return answer(this.contacts.create(Directory.of(connection), ContactRequest.record(body)));
	}

	@PatchMapping("/{id}")
	ResponseEntity<One<ContactResponse>> change(Connection connection, @PathVariable String id,
			@RequestBody JsonNode body) {
		return answer(this.contacts.change(Directory.of(connection), Ids.get(id, ENTITY), ContactRequest.record(body)));
	}

	private static ResponseEntity<One<ContactResponse>> answer(Contact contact) {
		return ETags.ok(contact).body(new One<>(ContactResponse.of(contact)));
	}

	@PostMapping("/_batch_read")
	Iterator<JsonNode> batchRead(Connection connection, @RequestBody JsonNode body) {
		BatchRead request = BatchRead.of(body);
		return request.answer((ids) -> this.contacts.read(Directory.of(connection), ids), ContactResponse::of,
				this.mapper, this.turns);
	}

}
