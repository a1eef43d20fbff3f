package io.onerow.api.onerow;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.onerow.imports.Column;
import io.onerow.imports.Import;
import io.onerow.imports.Imports;
import io.onerow.imports.Outcomes;
import io.onerow.imports.Report;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What became of the rows of a file, as files; and how far it is, as events. */
@RestController
class ImportFilesController {

	static final String FAILED = ImportController.ONE + "/failed";

	static final String SUCCEEDED = ImportController.ONE + "/succeeded";

	static final String EVENTS = ImportController.ONE + "/events";

	private static final String CSV = "text/csv;charset=UTF-8";

	/** What is added to the row as it was. */
	private static final List<String> WHY = List.of("onerow column", "onerow value", "onerow reason");

	private static final Set<String> GOING_ON = Set.of("open", "running", "paused");

	private final Imports imports;

	private final JsonMapper json;

	ImportFilesController(Imports imports, JsonMapper json) {
		this.imports = imports;
		this.json = json;
	}

	/** Each row that was not written as it was, and why: ready to be mended and sent. */
	@GetMapping(FAILED)
	void failed(TenantId tenant, @PathVariable UUID id, HttpServletResponse response) throws IOException {
		Import one = this.imports.get(tenant, id);
		int columns = one.columns().size();
		List<String> header = new ArrayList<>(one.columns().stream().map(Column::name).toList());
		header.addAll(WHY);
		write(response, header, one, false, (line) -> {
			List<String> cells = new ArrayList<>(line.cells());
			while (cells.size() < columns) {
				cells.add("");
			}
			cells.addAll(List.of(line.told("column"), line.told("value"), line.told("reason")));
			return cells;
		});
	}

	@GetMapping(SUCCEEDED)
	void succeeded(TenantId tenant, @PathVariable UUID id, HttpServletResponse response) throws IOException {
		Import one = this.imports.get(tenant, id);
		write(response, List.of("row", "id", "outcome", "rule"), one, true,
				(line) -> List.of(line.told("number"), line.told("id"), line.told("outcome"), line.told("rule")));
	}

	private void write(HttpServletResponse response, List<String> header, Import one, boolean succeeded, Cells cells)
			throws IOException {
		response.setContentType(CSV);
		Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
		CsvWriter csv = CsvWriter.builder().build(text);
		csv.writeRecord(header);
		for (Outcomes.Line line : this.imports.outcomes(one, succeeded)) {
			csv.writeRecord(cells.of(line));
		}
		csv.flush();
		text.flush();
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

	/** What is written of a row. */
	private interface Cells {

		List<String> of(Outcomes.Line line);

	}

}
