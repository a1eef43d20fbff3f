package io.onerow.api.sam;

import java.security.Principal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.onerow.api.Answered;
import io.onerow.api.share.Turns;
import io.onerow.contact.SentContact;
import io.onerow.sync.Walk;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The contacts of a company. */
@RestController
class ContactController {

	static final String UPSERT = "/rest/company/contact/upsert";

	static final String LIST = "/rest/user/contacts";

	private final CompanyBook book;

	private final Turns turns;

	ContactController(CompanyBook book, Turns turns) {
		this.book = book;
		this.turns = turns;
	}

	@PostMapping(UPSERT)
	List<UpsertResponse> upsert(TenantId tenant, Principal caller, @RequestBody JsonNode body,
			@RequestParam(defaultValue = "false") boolean receipts) {
		List<SentItem> items = ContactRequest.read(body, caller.getName());
		List<SentContact> taken = items.stream().map(SentItem::taken).flatMap(Optional::stream).toList();
		int[] places = IntStream.range(0, items.size()).filter((i) -> items.get(i).taken().isPresent()).toArray();
		return UpsertAnswer.of(items, this.book.upsert(tenant, taken, (i) -> places[i]), receipts);
	}

	/** All, or those that the caller created. */
	@GetMapping(LIST)
	Iterator<Map<String, @Nullable Object>> list(TenantId tenant, Principal caller,
			@RequestParam(defaultValue = "false") boolean all) {
		String author = all ? null : caller.getName();
		return new Answered<>(
				Walk.toTheEnd((start, size) -> this.turns.take(() -> this.book.list(tenant, author, start, size))),
				ContactResponse::of);
	}

}
