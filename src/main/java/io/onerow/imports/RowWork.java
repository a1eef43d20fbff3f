package io.onerow.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.onerow.imports.file.Row;
import io.onerow.source.TenantSources;
import io.onerow.upsert.Claim;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.SourceRules;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Has rows of an import upserted, in the name of who sent it. */
@Component
class RowWork {

	private final Imports imports;

	private final TenantSources sources;

	RowWork(Imports imports, TenantSources sources) {
		this.imports = imports;
		this.sources = sources;
	}

	RowBodies bodies(Import one) {
		return new RowBodies(one.columns(), one.mapping(), this.imports.members(one));
	}

	/**
	 * What became of some of the rows of a chunk.
	 * @param from the place of the first in the chunk
	 * @param done what of them was written before
	 */
	List<RowResult> upsert(Import one, RowBodies bodies, Chunk chunk, int from, int to, boolean dryRun,
			DoneBefore done) {
		@Nullable RowResult[] results = new RowResult[to - from];
		List<ImportKind.Numbered> sent = new ArrayList<>();
		for (int i = from; i < to; i++) {
			Row row = chunk.rows().get(i);
			if (row.fault() != null) {
				results[i - from] = new RowResult.Refused(false, null, row.fault());
				continue;
			}
			try {
				sent.add(new ImportKind.Numbered(chunk.firstRow() + i, bodies.body(row)));
			}
			catch (RowBodies.Unclear ex) {
				results[i - from] = new RowResult.Refused(false, ex.member(),
						"can be read in two ways; say of its column whether day or month comes first");
			}
		}
		List<RowResult> upserted = as(one, dryRun, done,
				() -> this.imports.kind(one).upsert(one.tenant(), one.owner(), sent));
		for (int i = 0; i < sent.size(); i++) {
			results[sent.get(i).number() - chunk.firstRow() - from] = upserted.get(i);
		}
		return List.of(results);
	}

	private List<RowResult> as(Import one, boolean dryRun, DoneBefore done, Supplier<List<RowResult>> work) {
		String wire = this.imports.kind(one).wire();
		SourceRules rules = this.sources.known(one.tenant());
		Claim claim = (one.source() != null || !rules.areNone())
				? new Claim(one.source(), null, false, rules, rules.timeMembers().get(wire)) : Claim.NONE;
		WriteContext before = WriteContext.current();
		WriteContext.bind(new WriteContext(one.client(), wire, one.requestId(), null, dryRun, Preconditions.NONE, claim,
				done, null, null));
		try {
			return work.get();
		}
		finally {
			WriteContext.bind(before);
		}
	}

}
