package io.onerow.api;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.onerow.imports.Column;
import io.onerow.imports.Import;
import io.onerow.imports.Imports;
import io.onerow.imports.Outcomes;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/** What became of the rows of an import, as CSV in UTF-8. */
@Component
public class ImportFiles {

	private static final String CSV = "text/csv;charset=UTF-8";

	/** What is added to the row as it was. */
	private static final List<String> WHY = List.of("onerow column", "onerow value", "onerow reason");

	private final Imports imports;

	ImportFiles(Imports imports) {
		this.imports = imports;
	}

	/** Each row that was not written as it was, and why: ready to be mended and sent. */
	public void failed(TenantId tenant, UUID id, HttpServletResponse response) throws IOException {
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

	/** Which record each row became, how, and by which rule. */
	public void succeeded(TenantId tenant, UUID id, HttpServletResponse response) throws IOException {
		Import one = this.imports.get(tenant, id);
		write(response, List.of("row", "id", "outcome", "rule"), one, true,
				(line) -> List.of(line.told("number"), line.told("id"), line.told("outcome"), line.told("rule")));
	}

	private void write(HttpServletResponse response, List<String> header, Import one, boolean succeeded,
			Function<Outcomes.Line, List<String>> cells) throws IOException {
		response.setContentType(CSV);
		Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
		CsvWriter csv = CsvWriter.builder().build(text);
		csv.writeRecord(header);
		for (Outcomes.Line line : this.imports.outcomes(one, succeeded)) {
			csv.writeRecord(cells.apply(line));
		}
		csv.flush();
		text.flush();
	}

}
