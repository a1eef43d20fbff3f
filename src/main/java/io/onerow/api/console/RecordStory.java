package io.onerow.api.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.onerow.history.History;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.history.RecordView;
import io.onerow.merge.Merge;
import io.onerow.merge.Merges;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Tells what a record is, and how it came to be so. */
@Component
class RecordStory {

	private static final int ENTRIES = 20;

	/** Later than any entry, and a time that the database has. */
	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private final History history;

	private final Merges merges;

	private final People people;

	RecordStory(History history, Merges merges, People people) {
		this.history = history;
		this.merges = merges;
		this.people = people;
	}

	/**
	 * A record, and the page of its history before a version.
	 * @throws NotFound if there is neither, as of another tenant's
	 */
	Told of(TenantId tenant, UUID id, @Nullable Long before) {
		RecordView record = find(tenant, id);
		HistoryPosition start = (before != null) ? new HistoryPosition.Newest(LATEST, id, before)
				: HistoryPosition.Newest.START;
		HistorySlice slice = this.history.read(tenant, new HistoryFilter(id, null, null, null, null, null, null, null),
				start, ENTRIES);
		if (record == null && slice.items().isEmpty()) {
			throw new NotFound("record");
		}
		UnaryOperator<String> names = names(tenant);
		List<EntryView> entries = slice.items().stream().map((entry) -> EntryView.of(entry, names)).toList();
		Long next = (slice.next() instanceof HistoryPosition.Newest older) ? older.version() : null;
		boolean isPart = record != null && !record.recordId().equals(id);
		return new Told((record != null) ? RecordShown.of(record) : null,
				(isPart && record != null) ? record.recordId() : null, merges(tenant, record, names), entries, next);
	}

	/** Null of one that is gone, or whose entries alone are left. */
	private @Nullable RecordView find(TenantId tenant, UUID id) {
		try {
			return this.history.record(tenant, id);
		}
		catch (NotFound ex) {
			return null;
		}
	}

	private UnaryOperator<String> names(TenantId tenant) {
		Map<String, String> known = new HashMap<>();
		return (client) -> known.computeIfAbsent(client, (unknown) -> this.people.name(tenant, unknown));
	}

	private List<Part> merges(TenantId tenant, @Nullable RecordView record, UnaryOperator<String> names) {
		if (record == null || record.merged().isEmpty() || record.scope() == null) {
			return List.of();
		}
		return this.merges.of(tenant, UUID.fromString(record.scope()), record.merged())
			.stream()
			.sorted(Comparator.comparing(Merge::mergedAt))
			.map((merge) -> new Part(merge.id(), merge.merged(), Shown.time(merge.mergedAt()),
					names.apply(merge.client())))
			.toList();
	}

	/**
	 * What is told of a record.
	 *
	 * @param record null of one that is gone
	 * @param isPartOf the record as which it is shown, if that is another one
	 * @param next the version before which its history goes on; null at its end
	 */
	record Told(@Nullable RecordShown record, @Nullable UUID isPartOf, List<Part> merges, List<EntryView> entries,
			@Nullable Long next) {

	}

	/** A record that has become part of it. */
	record Part(UUID merge, UUID id, String at, String who) {

	}

	/** A record on a page. */
	record RecordShown(UUID id, String kind, @Nullable String scope, String title, long version, String createdAt,
			String updatedAt, List<Field> fields, List<RecordView.Key> keys, List<String> wireIds) {

		static RecordShown of(RecordView record) {
			List<Field> fields = new ArrayList<>();
			record.fields()
				.forEach((name,
						field) -> fields.add(new Field(name, String.valueOf(Shown.value(field.value())),
								Shown.time(field.at()), field.source(),
								(field.historyId() != null) ? field.historyId().toString() : null)));
			return new RecordShown(record.recordId(), record.kind(), record.scope(), RecordSearch.Hit.of(record).name(),
					record.version(), Shown.time(record.createdAt()), Shown.time(record.updatedAt()), fields,
					record.keys(), record.wireIds());
		}

		/** Whether it can be merged. */
		public boolean isContact() {
			return this.kind.equals("contact");
		}

	}

	/** A value, and where it is from, if that is known. */
	record Field(String name, String value, String at, @Nullable String source, @Nullable String historyId) {

	}

}
