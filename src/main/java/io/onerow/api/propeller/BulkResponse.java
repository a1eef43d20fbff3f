package io.onerow.api.propeller;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.onerow.customer.ItemResult;
import io.onerow.upsert.Outcome;
import org.jspecify.annotations.Nullable;

/** One line for each customer of a bulk, in the order of the request. */
record BulkResponse(List<Line> data, List<String> messages, int total) {

	static BulkResponse of(List<SentCustomer> items, List<ItemResult> results, String lookupKey, boolean receipts) {
		List<Line> lines = new ArrayList<>(results.size());
		for (int i = 0; i < results.size(); i++) {
			lines.add(line(items.get(i), results.get(i), lookupKey, receipts));
		}
		return new BulkResponse(lines, List.of("Completed"), lines.size());
	}

	private static Line line(SentCustomer item, ItemResult result, String lookupKey, boolean receipts) {
		Object key = item.sentKey();
		if (result instanceof ItemResult.Done done) {
			String action = (done.outcome() == Outcome.CREATED) ? "create" : "update";
			Line line = new Line(action, null, done.id(), key, lookupKey, true, null, null, null, null);
			return receipts ? line.with(done) : line;
		}
		ItemResult.Failed failed = (ItemResult.Failed) result;
		String error = item.faults().isEmpty() ? ErrorCode.reason(failed.refusal(), item.place(), failed.inTheWay())
				: item.faults();
		String match = (receipts && failed.receipt() != null) ? failed.receipt().toString() : null;
		return new Line(null, error, null, key, lookupKey, false, null, match, null, null);
	}

	/** What became of one customer. */
	@JsonPropertyOrder({ "action", "error", "id", "key", "lookupKey", "success", "outcome", "match", "onerowId",
			"withheld" })
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Line(@Nullable String action, @Nullable String error, @Nullable Long id, @Nullable Object key,
			String lookupKey, boolean success, @Nullable String outcome, @Nullable String match,
			@Nullable UUID onerowId, @Nullable Set<String> withheld) {

		Line with(ItemResult.Done done) {
			return new Line(this.action, this.error, this.id, this.key, this.lookupKey, this.success,
					done.outcome().toString(), done.receipt().toString(), done.recordId(),
					done.withheld().isEmpty() ? null : done.withheld());
		}

	}

}
