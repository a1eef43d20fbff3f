package io.onerow.customer;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.onerow.upsert.Change;
import io.onerow.upsert.Withholding;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of a customer; a field that is not there is kept.
 *
 * @param texts changes of fields of {@link CustomerField#TEXTS}; source, source id and
 * language are never cleared
 * @param addresses to be merged with those stored, or null to keep them
 * @param told since when it is so at its source; null where that is not told of this one
 */
public record CustomerUpsert(Map<CustomerField, Change<String>> texts, Change<ParentRef> parent,
		@Nullable List<Map<String, Change<String>>> addresses, @Nullable Instant told) {

	/** What of it is written; what says which customer it is always. */
	CustomerUpsert without(Withholding others) {
		Map<CustomerField, Change<String>> rest = new EnumMap<>(CustomerField.class);
		this.texts.forEach((field, change) -> rest.put(field, others.of(field.word(), change)));
		boolean keepsAddresses = this.addresses != null && others.isWithheld(CustomerField.ADDRESSES.word());
		return new CustomerUpsert(rest, others.of(CustomerField.PARENT.word(), this.parent),
				keepsAddresses ? null : this.addresses, this.told);
	}

	/**
	 * For a customer that another source has told of before: it keeps the key of that.
	 */
	CustomerUpsert withoutKey() {
		Map<CustomerField, Change<String>> rest = new EnumMap<>(CustomerField.class);
		rest.putAll(this.texts);
		rest.remove(CustomerField.SOURCE);
		rest.remove(CustomerField.SOURCE_ID);
		return new CustomerUpsert(rest, this.parent, this.addresses, this.told);
	}

	@Nullable String text(CustomerField field) {
		return (this.texts.get(field) instanceof Change.Set<String> set) ? set.value() : null;
	}

}
