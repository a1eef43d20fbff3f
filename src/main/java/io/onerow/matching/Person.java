package io.onerow.matching;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person besides the name, in the form in which it is compared.
 *
 * @param phone in E.164, as {@link PhoneKey} makes it
 * @param phoneEnd how it ends, as {@link PhoneKey#end} tells, even if its region is not
 * known
 */
public record Person(@Nullable Mailbox email, @Nullable String phone, @Nullable String phoneEnd,
		@Nullable LocalDate birthDate, @Nullable PostalAddress address) {

	/** Of whom nothing is known. */
	public static final Person UNKNOWN = new Person(null, null, null, null, null);

}
