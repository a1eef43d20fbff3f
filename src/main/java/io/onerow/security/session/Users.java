package io.onerow.security.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.EmailKey;
import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users of all tenants, by the address that is unique among them. */
@Component
public class Users {

	private final JdbcClient jdbc;

	private final Secrets secrets;

	private final Clock clock;

	Users(JdbcClient jdbc, Secrets secrets, Clock clock) {
		this.jdbc = jdbc;
		this.secrets = secrets;
		this.clock = clock;
	}

	/** What two spellings of one address have in common. */
	static String key(String email) {
		return EmailKey.of(email).value();
	}

	Optional<User> find(String emailKey) {
		return this.jdbc.sql("select tenant_id, user_id, password_hash, scopes from app_user where email_key = :email")
			.param("email", emailKey)
			.query(Users::user)
			.optional();
	}

	/**
	 * Creates the user if the address is unknown; the password and scopes of an existing
	 * one stay. Throws {@link IllegalStateException} if the address is another tenant's.
	 */
	public void ensure(TenantId tenant, String email, String password, Set<String> scopes) {
		if (tenants(email).isEmpty()) {
			this.jdbc.sql("""
					insert into app_user (tenant_id, user_id, email_key, password_hash, scopes, created_at)
					values (:tenant, :id, :email, :hash, string_to_array(:scopes, ' '), :now)
					on conflict do nothing""")
				.param("tenant", tenant.value())
				.param("id", UuidCreator.getTimeOrderedEpoch())
				.param("email", key(email))
				.param("hash", this.secrets.hash(password))
				.param("scopes", String.join(" ", scopes))
				.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
				.update();
		}
		if (!tenants(email).equals(List.of(tenant.value()))) {
			throw new IllegalStateException("The address belongs to a user of another tenant");
		}
	}

	private List<String> tenants(String email) {
		return this.jdbc.sql("select tenant_id from app_user where email_key = :email")
			.param("email", key(email))
			.query(String.class)
			.list();
	}

	private static User user(ResultSet row, int number) throws SQLException {
		return new User(new TenantId(row.getString("tenant_id")), row.getObject("user_id", UUID.class),
				row.getString("password_hash"), Set.of((String[]) row.getArray("scopes").getArray()));
	}

}
