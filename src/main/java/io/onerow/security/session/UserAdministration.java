package io.onerow.security.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.audit.AuditTrail;
import io.onerow.security.Credentials;
import io.onerow.security.secrets.RandomSecret;
import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the administrator of a tenant does with its users. Each change is in the audit
 * trail, and ends whatever the user was logged in for: here at once, at other instances
 * within a minute. A user whom another tenant has is {@link NotFound}.
 */
@Component
public class UserAdministration implements Credentials {

	private static final String KIND = "user";

	private static final UUID FIRST = new UUID(0, 0);

	private final UserRepository stored;

	private final Users users;

	private final Secrets secrets;

	private final EndedLogins logins;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	UserAdministration(UserRepository stored, Users users, Secrets secrets, EndedLogins logins, AuditTrail audit,
			TransactionTemplate transaction, Clock clock) {
		this.stored = stored;
		this.users = users;
		this.secrets = secrets;
		this.logins = logins;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * The users of a tenant by id, which is in order of their creation.
	 * @param after the last of those before, or null to begin
	 */
	public List<UserInfo> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.stored.page(tenant.value(), (after != null) ? after : FIRST, size)
			.stream()
			.map(User::info)
			.toList();
	}

	public UserInfo get(TenantId tenant, UUID id) {
		return this.stored.findById(new User.Key(tenant.value(), id))
			.map(User::info)
			.orElseThrow(() -> new NotFound(KIND));
	}

	/**
	 * Creates a user; empty if the address is somebody's already, of whatever tenant.
	 * @param password null for one that is made here
	 */
	public Optional<NewUser> create(TenantId tenant, String email, Role role, @Nullable String password) {
		String given = (password != null) ? password : RandomSecret.next();
		String hash = this.secrets.hash(given);
		String key = Users.key(email);
		UserInfo made = new UserInfo(UuidCreator.getTimeOrderedEpoch(), key, role.word(), new TreeSet<>(role.scopes()),
				true, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		boolean isNew = inTransaction(() -> {
			boolean free = this.users.find(key).isEmpty() && this.stored
				.create(tenant.value(), made.userId(), key, hash, role.word(), made.spacedScopes(), made.createdAt())
				.isPresent();
			if (free) {
				this.audit.note(tenant, "create", KIND, made.userId().toString(), null, made);
			}
			return free;
		});
		return isNew ? Optional.of(new NewUser(made, (password != null) ? null : given)) : Optional.empty();
	}

	/** Changes what was sent; another password is told of as {@code rotate}. */
	public UserInfo change(TenantId tenant, UUID id, Change<Role> role, Change<Boolean> enabled,
			Change<String> password) {
		String given = password.applyTo(null);
		String hash = (given != null) ? this.secrets.hash(given) : null;
		UserInfo changed = inTransaction(() -> {
			UserInfo before = locked(tenant, id);
			Role other = role.applyTo(null);
			UserInfo after = ((other != null) ? before.with(other) : before)
				.enabled(Boolean.TRUE.equals(enabled.applyTo(before.enabled())));
			if (!after.equals(before)) {
				this.stored.change(tenant.value(), id, after.roleOrEmpty(), after.spacedScopes(), after.enabled());
				this.audit.note(tenant, "change", KIND, id.toString(), before, after);
			}
			if (hash != null) {
				this.stored.rehash(tenant.value(), id, hash);
				this.audit.note(tenant, "rotate", KIND, id.toString(), after, after);
			}
			if (hash != null || !after.equals(before)) {
				this.logins.end(tenant, id);
			}
			return after;
		});
		this.logins.forget(tenant, id);
		return changed;
	}

	/** Deletes a user; the address is free then. */
	public void delete(TenantId tenant, UUID id) {
		inTransaction(() -> {
			UserInfo before = locked(tenant, id);
			this.logins.end(tenant, id);
			this.stored.delete(tenant.value(), id);
			this.audit.note(tenant, "delete", KIND, id.toString(), before, null);
			return before;
		});
		this.logins.forget(tenant, id);
	}

	/** Disables them all. */
	@Override
	public void endAll(TenantId tenant) {
		Credentials.each((after) -> list(tenant, after.isEmpty() ? null : UUID.fromString(after), PAGE),
				(user) -> user.userId().toString(), (user) -> {
					if (user.enabled()) {
						change(tenant, user.userId(), Change.keep(), Change.set(false), Change.keep());
					}
				});
	}

	private UserInfo locked(TenantId tenant, UUID id) {
		return this.stored.lock(tenant.value(), id).map(User::info).orElseThrow(() -> new NotFound(KIND));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	/**
	 * A user, and the password if it was made here; it is never told again.
	 */
	public record NewUser(UserInfo user, @Nullable String password) {

		@Override
		public String toString() {
			return "NewUser[user=" + this.user + "]";
		}

	}

}
