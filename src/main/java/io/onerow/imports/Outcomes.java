package io.onerow.imports;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.onerow.imports.file.Row;
import tools.jackson.databind.JsonNode;

/** What became of the rows of an import, chunk by chunk as they are asked for. */
public final class Outcomes implements Iterable<Outcomes.Line> {

	private final ImportFunctions imports;

	private final Import one;

	private final boolean succeeded;

	Outcomes(ImportFunctions imports, Import one, boolean succeeded) {
		this.imports = imports;
		this.one = one;
		this.succeeded = succeeded;
	}

	@Override
	public Iterator<Line> iterator() {
		return new Walk();
	}

	/** Those of a chunk; none if they are erased. */
	private List<Line> lines(int number) {
		List<Line> lines = new ArrayList<>();
		Optional<byte[]> results = this.imports.results(this.one.tenant(), this.one.id(), number);
		if (results.isEmpty()) {
			return lines;
		}
		Chunk chunk = this.succeeded ? null : this.imports.chunk(this.one, number).orElseThrow();
		Chunk.lines(results.get()).forEach((line) -> {
			if (line.has("id") == this.succeeded) {
				lines.add(new Line(line,
						(chunk != null) ? chunk.rows().get(line.get("row").intValue()).cells() : List.of()));
			}
		});
		return lines;
	}

	private final class Walk implements Iterator<Line> {

		private int number;

		private Iterator<Line> lines = List.<Line>of().iterator();

		@Override
		public boolean hasNext() {
			while (!this.lines.hasNext() && this.number < Outcomes.this.one.written()) {
				this.lines = lines(this.number++).iterator();
			}
			return this.lines.hasNext();
		}

		@Override
		public Line next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			return this.lines.next();
		}

	}

	/**
	 * A row.
	 *
	 * @param cells as {@link Row} has them; none of one that was written
	 */
	public record Line(JsonNode result, List<String> cells) {

		/** What is told of it; empty if that is not. */
		public String told(String what) {
			return this.result.path(what).asString("");
		}

	}

}
