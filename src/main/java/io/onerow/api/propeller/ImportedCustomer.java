package io.onerow.api.propeller;

import java.util.Objects;

import io.onerow.customer.BulkItem;
import io.onerow.customer.CustomerField;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.CustomerUpsert;
import io.onerow.customer.ParentRef;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * A customer that is a row of a file.
 *
 * @param number of the row
 */
record ImportedCustomer(int number, CustomerUpsert upsert) implements BulkItem {

	@Override
	public @Nullable Long id() {
		return null;
	}

	@Override
	public CustomerKey key() {
		return new CustomerKey(text(CustomerField.SOURCE), text(CustomerField.SOURCE_ID));
	}

	private String text(CustomerField field) {
		return Objects.requireNonNull(this.upsert.texts().getOrDefault(field, Change.keep()).applyTo(null));
	}

	@Override
	public @Nullable String language() {
		return this.upsert.texts().getOrDefault(CustomerField.LANGUAGE, Change.keep()).applyTo(null);
	}

	@Override
	public @Nullable CustomerKey parentKey() {
		return (this.upsert.parent() instanceof Change.Set<ParentRef> set
				&& set.value() instanceof ParentRef.ByKey byKey) ? byKey.key() : null;
	}

	@Override
	public byte @Nullable [] fingerprint() {
		return null;
	}

	@Override
	public int place(int index) {
		return this.number;
	}

}
