package io.onerow.security.session;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.EmailKey;
import io.onerow.matching.OldForms;
import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The users of all tenants, by the address that is unique among them. */
@Component
public class Users {

	private final UserRepository users;

	private final Secrets secrets;

	private final Clock clock;

	Users(UserRepository users, Secrets secrets, Clock clock) {
		this.users = users;
		this.secrets = secrets;
		this.clock = clock;
	}

	/** What two spellings of one address have in common. */
	static String key(String email) {
		return EmailKey.of(email).value();
	}

	/** By the key of the address, or a form of it that was stored before. */
	Optional<User> find(String emailKey) {
		return this.users.find(emailKey)
			.or(() -> OldForms.ofEmail(emailKey)
				.stream()
				.flatMap((form) -> this.users.find(form).stream())
				.findFirst());
	}

	/**
	 * The address that a user logs in with, in the form in which it is compared.
	 * @param caller the name of who was authenticated, which is an id if it is a user
	 */
	public Optional<String> address(TenantId tenant, String caller) {
		try {
			UUID id = UUID.fromString(caller);
			return this.users.findById(new User.Key(tenant.value(), id)).map(User::emailKey);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** The person of a tenant with that id, as the account is now, if it is enabled. */
	public Optional<Person> find(TenantId tenant, UUID id) {
		return this.users.findById(new User.Key(tenant.value(), id)).filter(User::isEnabled).map(User::toPerson);
	}

	/**
	 * Keeps an account as it is until the end of the transaction, which there must be:
	 * what is stored for it meanwhile ends when the account is changed after that.
	 * @param compared the hash that the password was compared with
	 * @return false if the account was changed since
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean keep(Person person, String compared) {
		return this.users.keep(person.tenant().value(), person.id(), compared).isPresent();
	}

	/**
	 * Creates the user if the address is unknown; the password and scopes of an existing
	 * one stay. Throws {@link IllegalStateException} if the address is another tenant's.
	 */
	public void ensure(TenantId tenant, String email, String password, Set<String> scopes) {
		String key = key(email);
		if (find(key).isEmpty()) {
			this.users.ensure(tenant.value(), UuidCreator.getTimeOrderedEpoch(), key, this.secrets.hash(password),
					String.join(" ", scopes), this.clock.instant());
		}
		if (find(key).filter((user) -> user.tenant().equals(tenant)).isEmpty()) {
			throw new IllegalStateException("The address belongs to a user of another tenant");
		}
	}

}
