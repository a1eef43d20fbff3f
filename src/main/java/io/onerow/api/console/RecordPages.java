package io.onerow.api.console;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.onerow.api.Unconditional;
import io.onerow.api.failure.Failure;
import io.onerow.api.failure.Rejected;
import io.onerow.history.HistoryId;
import io.onerow.tenant.TenantId;
import io.onerow.undo.Undo;
import io.onerow.undo.Undone;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds records, and shows one with all that was written to it. */
@Controller
class RecordPages {

	static final String SEARCH = ConsoleSecurity.HOME + "/records";

	static final String ONE = SEARCH + "/{id}";

	static final String UNDO = ConsoleSecurity.HOME + "/history/{id}/undo";

	private static final int LONGEST_QUERY = 254;

	private final RecordSearch search;

	private final RecordStory story;

	private final Undo undo;

	RecordPages(RecordSearch search, RecordStory story, Undo undo) {
		this.search = search;
		this.story = story;
		this.undo = undo;
	}

	/** Where a record is. */
	static String path(Object id) {
		return SEARCH + "/" + id;
	}

	@GetMapping(SEARCH)
	Object search(TenantId tenant, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "tenant") String scope, @RequestParam(defaultValue = "") String account,
			@RequestParam @Nullable UUID after, Model model) {
		String text = q.strip();
		if (text.length() > LONGEST_QUERY) {
			throw FormFault.of("q", "long", LONGEST_QUERY);
		}
		Optional<UUID> id = id(text);
		if (id.isPresent()) {
			return Shown.next(path(id.get()));
		}
		String where = account.isBlank() ? scope : "account:" + account.strip();
		model.addAttribute("q", text).addAttribute("scope", scope).addAttribute("account", account.strip());
		model.addAttribute("scopes", this.search.scopes(tenant));
		if (!text.isEmpty()) {
			model.addAttribute("found", this.search.find(tenant, where, text, after));
		}
		return "records";
	}

	private static Optional<UUID> id(String text) {
		try {
			return (text.length() == 36) ? Optional.of(UUID.fromString(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * One record.
	 * @param before the version before which its history is shown; null for all
	 */
	@GetMapping(ONE)
	Object record(TenantId tenant, @PathVariable UUID id, @RequestParam @Nullable Long before,
			@RequestParam(defaultValue = "") String done, Model model) {
		RecordStory.Told told = this.story.of(tenant, id, before);
		if (told.isPartOf() != null) {
			model.addAttribute("partOf", told.isPartOf());
		}
		model.addAttribute("record", told.record()).addAttribute("id", id);
		model.addAttribute("entries", told.entries()).addAttribute("next", told.next());
		model.addAttribute("merges", told.merges()).addAttribute("before", before);
		model.addAttribute("done", List.of("undone", "merged", "unmerged").contains(done) ? done : null);
		return "record";
	}

	@Unconditional
	@PostMapping(UNDO)
	ResponseEntity<Void> undo(TenantId tenant, @PathVariable String id) {
		HistoryId entry = HistoryId.parse(id).orElseThrow(() -> new NotFound("history entry"));
		Undone undone = this.undo.undo(tenant, entry.recordId(), entry.version());
		if (undone.why() != null) {
			throw new Rejected(Failure.of(HttpStatus.CONFLICT, undone.detail()));
		}
		return Shown.next(path(entry.recordId()) + "?done=undone");
	}

}
