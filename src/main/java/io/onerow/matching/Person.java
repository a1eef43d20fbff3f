package io.onerow.matching;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person besides the name, in the form in which it is compared.
 *
 * @param phone in E.164, as {@link PhoneKey} makes it
 * @param phoneEnd how it ends, as {@link PhoneKey#end} tells, even if its region is not
 * known
 * @param formerPhones others that the person has had, or has too, in E.164
 * @param otherAddresses where the person is to be found too
 */
public record Person(@Nullable Mailbox email, @Nullable String phone, @Nullable String phoneEnd,
		@Nullable LocalDate birthDate, @Nullable PostalAddress address, Set<String> formerPhones,
		List<PostalAddress> otherAddresses) {

	/** Of whom nothing is known. */
	public static final Person UNKNOWN = new Person(null, null, null, null, null);

	/** One who has had no other phone. */
	public Person(@Nullable Mailbox email, @Nullable String phone, @Nullable String phoneEnd,
			@Nullable LocalDate birthDate, @Nullable PostalAddress address) {
		this(email, phone, phoneEnd, birthDate, address, Set.of(), List.of());
	}

	/** The same, who has had these phones, in E.164. */
	public Person formerly(Set<String> phones) {
		return new Person(this.email, this.phone, this.phoneEnd, this.birthDate, this.address, phones,
				this.otherAddresses);
	}

	/** The same, who is to be found at these addresses too. */
	public Person alsoAt(List<PostalAddress> addresses) {
		return new Person(this.email, this.phone, this.phoneEnd, this.birthDate, this.address, this.formerPhones,
				List.copyOf(addresses));
	}

	/** All that are known. */
	Stream<PostalAddress> addresses() {
		return Stream.concat(Stream.ofNullable(this.address), this.otherAddresses.stream());
	}

	/** Whether an address of the one is near one of the other. */
	Sign compareAddresses(Person other) {
		return addresses().flatMap((one) -> other.addresses().map(one::compare))
			.min(Comparator.naturalOrder())
			.orElse(Sign.UNKNOWN);
	}

	/** How many parts of an address of the one agree with one of the other, at most. */
	int agreeingParts(Person other) {
		return addresses().flatMap((one) -> other.addresses().map(one::agreeing))
			.max(Comparator.naturalOrder())
			.orElse(0);
	}

	/** Whether the phone of the one is, or was, of the other too. */
	boolean sharesPhone(Person other) {
		return (this.phone != null && (this.phone.equals(other.phone) || other.formerPhones.contains(this.phone)))
				|| (other.phone != null && this.formerPhones.contains(other.phone));
	}

}
