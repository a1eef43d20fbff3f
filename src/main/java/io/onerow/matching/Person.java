package io.onerow.matching;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person besides the name, in the form in which it is compared.
 *
 * @param phone in E.164, as {@link PhoneKey} makes it
 */
public record Person(@Nullable Mailbox email, @Nullable String phone, @Nullable LocalDate birthDate,
		@Nullable PostalAddress address) {

	/** Of whom nothing is known. */
	public static final Person UNKNOWN = new Person(null, null, null, null);

}
