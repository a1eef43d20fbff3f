package io.onerow.security.issuer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The OAuth clients of all tenants, by the client id that is unique among them. */
public class OAuthClients implements RegisteredClientRepository {

	/** The setting of a registered client that names its tenant. */
	static final String TENANT = "onerow.tenant";

	private static final Duration LIFETIME = Duration.ofHours(1);

	/** As the table has it. */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	private final JdbcClient jdbc;

	private final Secrets secrets;

	OAuthClients(JdbcClient jdbc, Secrets secrets) {
		this.jdbc = jdbc;
		this.secrets = secrets;
	}

	/** Whether some client could have this id. */
	static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * Answers, for an unknown or revoked id, a client whose secret nobody knows: the
	 * caller then pays for the comparison as with a wrong secret, and the time tells
	 * nothing.
	 */
	@Override
	public RegisteredClient findByClientId(String clientId) {
		return this.jdbc.sql("""
				select tenant_id, client_id, secret_hash, scopes from oauth_client
				where client_id = :client and revoked_at is null""")
			.param("client", clientId)
			.query(OAuthClients::client)
			.optional()
			.orElseGet(() -> client("", clientId, this.secrets.nobodys(), Set.of()));
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return null;
	}

	@Override
	public void save(RegisteredClient client) {
		throw new UnsupportedOperationException();
	}

	/** Replaces the hash of a secret that was hashed anew. */
	void store(String clientId, String hash) {
		this.jdbc.sql("update oauth_client set secret_hash = :hash where client_id = :client")
			.param("hash", hash)
			.param("client", clientId)
			.update();
	}

	boolean stands(TenantId tenant, String clientId) {
		return isId(clientId) && this.jdbc.sql("""
				select exists (select from oauth_client
				where tenant_id = :tenant and client_id = :client and revoked_at is null)""")
			.param("tenant", tenant.value())
			.param("client", clientId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Creates the client if its id is unknown; the secret and scopes of an existing one
	 * stay. Throws {@link IllegalStateException} if the id is another tenant's.
	 */
	public void ensure(TenantId tenant, String clientId, String secret, Set<String> scopes) {
		if (tenants(clientId).isEmpty()) {
			this.jdbc.sql("""
					insert into oauth_client (tenant_id, client_id, secret_hash, scopes)
					values (:tenant, :client, :hash, string_to_array(:scopes, ' '))
					on conflict do nothing""")
				.param("tenant", tenant.value())
				.param("client", clientId)
				.param("hash", this.secrets.hash(secret))
				.param("scopes", String.join(" ", scopes))
				.update();
		}
		if (!tenants(clientId).equals(List.of(tenant.value()))) {
			throw new IllegalStateException("The client id belongs to another tenant");
		}
	}

	private List<String> tenants(String clientId) {
		return this.jdbc.sql("select tenant_id from oauth_client where client_id = :client")
			.param("client", clientId)
			.query(String.class)
			.list();
	}

	private static RegisteredClient client(ResultSet row, int number) throws SQLException {
		return client(row.getString("tenant_id"), row.getString("client_id"), row.getString("secret_hash"),
				Set.of((String[]) row.getArray("scopes").getArray()));
	}

	private static RegisteredClient client(String tenant, String clientId, String secretHash, Set<String> scopes) {
		return RegisteredClient.withId(clientId)
			.clientId(clientId)
			.clientSecret(secretHash)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scopes((all) -> all.addAll(scopes))
			.clientSettings(ClientSettings.builder().setting(TENANT, tenant).build())
			.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(LIFETIME).build())
			.build();
	}

}
