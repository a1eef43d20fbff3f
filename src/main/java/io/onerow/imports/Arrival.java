package io.onerow.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.onerow.imports.file.Row;
import io.onerow.imports.file.Rows;

/** Keeps the rows of a file as they come, and looks at each of its columns. */
final class Arrival {

	/** Chunks that are deleted in one step. */
	static final int AT_ONCE = 50;

	private final ImportFunctions imports;

	private final Import arriving;

	private final List<Column.Look> looks = new ArrayList<>();

	private List<Row> rows = new ArrayList<>();

	private int characters;

	private int total;

	private int chunks;

	Arrival(ImportFunctions imports, Import arriving) {
		this.imports = imports;
		this.arriving = arriving;
	}

	/** The import as it is when all is here. */
	Import keep(Rows file, ImportKind kind, Instant now) throws IOException {
		for (Row row = file.next(); row != null; row = file.next()) {
			add(row);
		}
		flush();
		List<Column> columns = new ArrayList<>();
		for (int i = 0; i < file.columns().size(); i++) {
			columns.add(look(i).toColumn(file.columns().get(i)));
		}
		return new Import(this.arriving.tenant(), this.arriving.id(), this.arriving.kind(), this.arriving.owner(),
				this.arriving.client(), this.arriving.source(), this.arriving.fileName(), file.format(), columns,
				Headers.guess(columns, kind.members()), this.total, this.chunks, Import.Phase.OPEN, 0, 0, null, null,
				null, null, null, this.arriving.createdAt(), now, null);
	}

	private void add(Row row) {
		int length = row.cells().stream().mapToInt(String::length).sum();
		if (this.rows.size() == Chunk.ROWS || this.characters + length > Chunk.CHARACTERS) {
			flush();
		}
		this.rows.add(row);
		this.characters += length;
		for (int i = 0; i < row.cells().size(); i++) {
			look(i).at(row.cell(i));
		}
	}

	private Column.Look look(int column) {
		while (this.looks.size() <= column) {
			this.looks.add(new Column.Look());
		}
		return this.looks.get(column);
	}

	private void flush() {
		if (this.rows.isEmpty()) {
			return;
		}
		Chunk chunk = new Chunk(this.chunks, this.total, this.rows);
		this.imports.insert(this.arriving.tenant(), this.arriving.id(), chunk, chunk.packed());
		this.chunks++;
		this.total += this.rows.size();
		this.rows = new ArrayList<>();
		this.characters = 0;
	}

}
