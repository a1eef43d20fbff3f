package io.onerow.api.onerow;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.history.HistoryId;
import io.onerow.tenant.TenantId;
import io.onerow.undo.Undo;
import io.onerow.undo.Undone;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.TooMuchContention;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes back what was written. */
@RestController
class UndoController {

	static final String WRITE = "/api/onerow/v1/history/{id}/undo";

	static final String REQUEST = "/api/onerow/v1/requests/{requestId}/undo";

	private final Undo undo;

	UndoController(Undo undo) {
		this.undo = undo;
	}

	@Unconditional
	@PostMapping(WRITE)
	ResponseEntity<Object> undo(TenantId tenant, @PathVariable String id) {
		HistoryId entry = HistoryId.parse(id).orElseThrow(() -> new NotFound("history entry"));
		Undone undone = this.undo.undo(tenant, entry.recordId(), entry.version());
		if (undone.why() == Undone.Reason.BUSY) {
			throw new TooMuchContention(null);
		}
		return (undone.why() == null) ? ResponseEntity.ok(Item.of(undone))
				: ResponseEntity.status(HttpStatus.CONFLICT)
					.contentType(MediaType.APPLICATION_PROBLEM_JSON)
					.body(Conflict.of(undone));
	}

	@Unconditional
	@PostMapping(REQUEST)
	ResponseEntity<Object> undoRequest(TenantId tenant, @PathVariable String requestId) {
		if (requestId.equals(WriteContext.current().requestId())) {
			throw InvalidParameter.ofHeader("x-request-id", "must not be that of the request which is undone");
		}
		Undo.RequestUndo done = this.undo.undo(tenant, requestId);
		return (done instanceof Undo.RequestUndo.Begun begun) ? JobController.begun(begun.job())
				: ResponseEntity.ok(Result.of(((Undo.RequestUndo.Done) done).items()));
	}

	/** What became of the writes of a request. */
	record Result(long reversed, long kept, long failed, List<Item> items) {

		static Result of(List<Undone> undone) {
			List<Item> items = undone.stream().map(Item::of).toList();
			return new Result(count(items, "reversed"), count(items, "kept"), count(items, "failed"), items);
		}

		private static long count(List<Item> items, String outcome) {
			return items.stream().filter((item) -> item.outcome().equals(outcome)).count();
		}

	}

	/**
	 * What became of one write.
	 *
	 * @param historyId that of the write
	 * @param undoId that of the entry which took it back, which can be taken back too
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Item(String outcome, UUID recordId, String historyId, @Nullable String undoId, @Nullable String reason,
			List<String> fields, List<String> entries, @Nullable UUID holder) {

		static Item of(Undone undone) {
			return new Item(undone.outcome(), undone.record(), id(undone, undone.version()),
					(undone.by() != null) ? id(undone, undone.by()) : null,
					(undone.why() != null) ? undone.why().toString() : null, undone.fields(), entries(undone),
					undone.holder());
		}

		private static List<String> entries(Undone undone) {
			return undone.entries().stream().map((version) -> id(undone, version)).toList();
		}

		private static String id(Undone undone, long version) {
			return new HistoryId(undone.record(), version).toString();
		}

	}

	/** Why a write was not taken back, as a problem of RFC 9457. */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Conflict(String type, String title, int status, String detail, String message, String outcome, UUID recordId,
			String historyId, String reason, List<String> fields, List<String> entries, @Nullable UUID holder) {

		static Conflict of(Undone undone) {
			Item item = Item.of(undone);
			String detail = undone.detail();
			return new Conflict("about:blank", HttpStatus.CONFLICT.getReasonPhrase(), HttpStatus.CONFLICT.value(),
					detail, detail, item.outcome(), item.recordId(), item.historyId(), String.valueOf(item.reason()),
					item.fields(), item.entries(), item.holder());
		}

	}

}
