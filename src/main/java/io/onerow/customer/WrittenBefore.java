package io.onerow.customer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * The items of a bulk that is begun again and has written some of them. The history of a
 * write names the last item that was in it; the earlier ones of the same customer were
 * too, and would undo it.
 */
final class WrittenBefore {

	private static final String NO_LANGUAGE = "";

	private static final String ANY_LANGUAGE = "*";

	private final DoneBefore done;

	/** The results of the items from here on, by customer and language. */
	private final Map<Object, Map<String, ItemResult.Done>> behind = new HashMap<>();

	private WrittenBefore(DoneBefore done) {
		this.done = done;
	}

	/** Adds the results of those items, of which the first has created the customer. */
	static void addTo(Recognized recognized, List<? extends BulkItem> items) {
		DoneBefore done = WriteContext.current().done();
		if (done.isEmpty()) {
			return;
		}
		List<ItemResult.@Nullable Done> results = new WrittenBefore(done).results(items);
		Set<Long> created = new HashSet<>();
		for (int i = 0; i < results.size(); i++) {
			ItemResult.Done result = results.get(i);
			if (result != null) {
				boolean first = result.outcome() != Outcome.CREATED || created.add(result.id());
				recognized.remember(i, first ? result : new ItemResult.Done(result.id(), Outcome.UPDATED));
			}
		}
	}

	private List<ItemResult.@Nullable Done> results(List<? extends BulkItem> items) {
		ItemResult.@Nullable Done[] results = new ItemResult.Done[items.size()];
		for (int i = items.size() - 1; i >= 0; i--) {
			results[i] = result(i, items.get(i));
		}
		return Arrays.asList(results);
	}

	private ItemResult.@Nullable Done result(int index, BulkItem item) {
		Object customer = (item.key() != null) ? item.key() : item.id();
		if (customer == null) {
			return null;
		}
		Map<String, ItemResult.Done> behind = this.behind.computeIfAbsent(customer, (unused) -> new HashMap<>(2));
		String language = item.language();
		this.done.upserted(CustomerBulk.KIND, item.place(index)).map(ItemResult.Done::of).ifPresent((own) -> {
			behind.put((language != null) ? language : NO_LANGUAGE, own);
			behind.put(ANY_LANGUAGE, own);
		});
		ItemResult.Done same = behind.get((language != null) ? language : ANY_LANGUAGE);
		return (same != null) ? same : behind.get(NO_LANGUAGE);
	}

}
