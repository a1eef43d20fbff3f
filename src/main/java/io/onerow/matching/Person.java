package io.onerow.matching;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person besides the name, in the form in which it is compared.
 *
 * @param phone in E.164, as {@link PhoneKey} makes it
 * @param phoneEnd how it ends, as {@link PhoneKey#end} tells, even if its region is not
 * known
 * @param formerPhones others that the person has had, in E.164
 */
public record Person(@Nullable Mailbox email, @Nullable String phone, @Nullable String phoneEnd,
		@Nullable LocalDate birthDate, @Nullable PostalAddress address, Set<String> formerPhones) {

	/** Of whom nothing is known. */
	public static final Person UNKNOWN = new Person(null, null, null, null, null);

	/** One who has had no other phone. */
	public Person(@Nullable Mailbox email, @Nullable String phone, @Nullable String phoneEnd,
			@Nullable LocalDate birthDate, @Nullable PostalAddress address) {
		this(email, phone, phoneEnd, birthDate, address, Set.of());
	}

	/** The same, who has had these phones, in E.164. */
	public Person formerly(Set<String> phones) {
		return new Person(this.email, this.phone, this.phoneEnd, this.birthDate, this.address, phones);
	}

	/** Whether the phone of the one is, or was, of the other too. */
	boolean sharesPhone(Person other) {
		return (this.phone != null && (this.phone.equals(other.phone) || other.formerPhones.contains(this.phone)))
				|| (other.phone != null && this.formerPhones.contains(other.phone));
	}

}
