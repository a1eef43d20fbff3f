package io.onerow.api.onerow;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;

import io.onerow.api.ImportFiles;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.imports.Imports;
import io.onerow.imports.Report;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What became of the rows of a file, as files, and what would; and how far it is, as
 * events.
 */
@RestController
class ImportFilesController {

	static final String FAILED = ImportController.ONE + "/failed";

	static final String SUCCEEDED = ImportController.ONE + "/succeeded";

	static final String EVENTS = ImportController.ONE + "/events";

	static final String REHEARSED = ImportController.PREVIEW + "/rows";

	private static final int LARGEST_PAGE = 1_000;

	private static final Set<String> GOING_ON = Set.of("open", "running", "paused");

	private final Imports imports;

	private final ImportFiles files;

	private final JsonMapper json;

	ImportFilesController(Imports imports, ImportFiles files, JsonMapper json) {
		this.imports = imports;
		this.files = files;
		this.json = json;
	}

	/**
	 * What would become of the rows, one by one.
	 * @param outcome that they would be counted as; null for any
	 * @param after the row behind which they are
	 */
	@GetMapping(REHEARSED)
	ImportResponse.RowPage rehearsed(TenantId tenant, @PathVariable UUID id, @RequestParam @Nullable String outcome,
			@RequestParam(defaultValue = "100") int limit, @RequestParam(defaultValue = "0") long after) {
		if (outcome != null && !Report.OUTCOMES.contains(outcome)) {
			throw new InvalidParameter("outcome", "must be one of " + String.join(", ", Report.OUTCOMES));
		}
		if (limit < 1 || limit > LARGEST_PAGE) {
			throw new InvalidParameter("limit", "must be from 1 to " + LARGEST_PAGE);
		}
		if (after < 0) {
			throw new InvalidParameter("after", "must be the number of a row");
		}
		return ImportResponse.RowPage.of(this.imports.rehearsed(this.imports.get(tenant, id), outcome, after, limit),
				limit);
	}

	/** Each row that was not written as it was, and why: ready to be mended and sent. */
	@GetMapping(FAILED)
	void failed(TenantId tenant, @PathVariable UUID id, HttpServletResponse response) throws IOException {
		this.files.failed(tenant, id, response);
	}

	@GetMapping(SUCCEEDED)
	void succeeded(TenantId tenant, @PathVariable UUID id, HttpServletResponse response) throws IOException {
		this.files.succeeded(tenant, id, response);
	}

	/** How far it is. */
	@GetMapping(EVENTS)
	ResponseEntity<byte[]> events(TenantId tenant, @PathVariable UUID id) {
		ImportResponse now = ImportResponse.of(this.imports.get(tenant, id), this.imports);
		if (!GOING_ON.contains(now.state())) {
			return ProgressEvent.none();
		}
		ObjectNode told = this.json.createObjectNode().put("state", now.state()).put("total", now.total());
		told.put("done", now.done());
		Report.OUTCOMES.forEach((outcome) -> told.put(outcome, count(now, outcome)));
		told.put("rate", now.rate()).put("eta", (now.eta() != null) ? now.eta().toString() : null);
		return ProgressEvent.of(told);
	}

	private static long count(ImportResponse one, String outcome) {
		return switch (outcome) {
			case "created" -> one.created();
			case "updated" -> one.updated();
			case "unchanged" -> one.unchanged();
			case "doubted" -> one.doubted();
			default -> one.failed();
		};
	}

}
