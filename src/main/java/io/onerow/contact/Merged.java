package io.onerow.contact;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How a contact is shown that has parts, or is one.
 *
 * @param survivor as which it is shown
 * @param fields of one that has parts and is as stored: what they say together, as JSON
 * @param part of one that is as it is shown: the part that was asked for, or written, as
 * stored
 */
record Merged(UUID survivor, @Nullable String fields, @Nullable Contact part) {

	/** Whether the other is a part of the same contact. */
	boolean isOf(Contact other) {
		return other.merged() != null && other.merged().survivor().equals(this.survivor);
	}

	// the values are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "Merged[" + this.survivor + "]";
	}

}
