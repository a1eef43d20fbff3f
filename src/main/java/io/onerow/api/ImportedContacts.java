package io.onerow.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

import io.onerow.api.json.InvalidBody;
import io.onerow.contact.Contact;
import io.onerow.contact.SentContact;
import io.onerow.imports.ImportKind;
import io.onerow.imports.RowResult;
import io.onerow.upsert.UpsertResult;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows of files that are contacts, as a wire reads and upserts them. */
public final class ImportedContacts {

	private ImportedContacts() {
	}

	/**
	 * What became of each row.
	 * @param reader makes a contact of a row, or throws {@link InvalidBody}
	 * @param member the name of a member for a path, as {@link ImportedRows#refused}
	 * takes it
	 * @throws RuntimeException the failure of an upsert, if it is none of the row
	 */
	public static List<RowResult> upsert(List<ImportKind.Numbered> rows, Function<ObjectNode, SentContact> reader,
			UnaryOperator<String> member, Upsert upsert) {
		@Nullable RowResult[] results = new RowResult[rows.size()];
		List<SentContact> sent = new ArrayList<>(rows.size());
		List<Integer> places = new ArrayList<>(rows.size());
		for (int i = 0; i < results.length; i++) {
			try {
				sent.add(reader.apply(rows.get(i).body()));
				places.add(i);
			}
			catch (InvalidBody ex) {
				results[i] = ImportedRows.refused(ex, member);
			}
		}
		List<UpsertResult<Contact>> upserted = upsert.all(sent, (i) -> rows.get(places.get(i)).number());
		for (int i = 0; i < sent.size(); i++) {
			results[places.get(i)] = result(upserted.get(i), member);
		}
		return List.of(results);
	}

	private static RowResult result(UpsertResult<Contact> result, UnaryOperator<String> member) {
		if (result instanceof UpsertResult.Refused<Contact> refused) {
			return ImportedRows.refused(refused.why(), member);
		}
		Upserted<Contact> upserted = ((UpsertResult.Saved<Contact>) result).upserted();
		return new RowResult.Done(upserted.value().id(), upserted.outcome(), upserted.receipt().rule().toString());
	}

	/** Writes contacts in their order, each in a transaction of its own. */
	public interface Upsert {

		/**
		 * What became of each.
		 * @param number that of the row that a contact is, by its place
		 */
		List<UpsertResult<Contact>> all(List<SentContact> contacts, IntUnaryOperator number);

	}

}
