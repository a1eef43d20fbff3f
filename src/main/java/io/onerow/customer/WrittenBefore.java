package io.onerow.customer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.onerow.upsert.DoneBefore;
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

	/** Of the items behind, by customer and language. */
	private final Map<Object, Map<String, ItemResult>> results = new HashMap<>();

	private WrittenBefore(DoneBefore done) {
		this.done = done;
	}

	/** Adds the results of those items. */
	static void addTo(Recognized recognized, List<? extends BulkItem> items) {
		DoneBefore done = WriteContext.current().done();
		if (done.isEmpty()) {
			return;
		}
		WrittenBefore written = new WrittenBefore(done);
		for (int i = items.size() - 1; i >= 0; i--) {
			ItemResult result = written.result(i, items.get(i));
			if (result != null) {
				recognized.remember(i, result);
			}
		}
	}

	private @Nullable ItemResult result(int index, BulkItem item) {
		Object customer = (item.key() != null) ? item.key() : item.id();
		if (customer == null) {
			return null;
		}
		Map<String, ItemResult> behind = this.results.computeIfAbsent(customer, (unused) -> new HashMap<>(2));
		String language = item.language();
		this.done.upserted(CustomerBulk.KIND, index).map(ItemResult.Done::of).ifPresent((own) -> {
			behind.put((language != null) ? language : NO_LANGUAGE, own);
			behind.put(ANY_LANGUAGE, own);
		});
		return (language != null) ? behind.getOrDefault(language, behind.get(NO_LANGUAGE)) : behind.get(ANY_LANGUAGE);
	}

}
