package io.onerow.security.issuer;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

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

	private final OAuthClientRepository stored;

	private final Secrets secrets;

	OAuthClients(OAuthClientRepository stored, Secrets secrets) {
		this.stored = stored;
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
		return this.stored.findById(clientId)
			.filter(OAuthClient::stands)
			.map((client) -> client(client.tenantId(), client.clientId(), client.secretHash(), client.scopes()))
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
		this.stored.replaceHash(clientId, hash);
	}

	boolean stands(TenantId tenant, String clientId) {
		return isId(clientId) && this.stored.findById(clientId)
			.filter((client) -> client.isOf(tenant) && client.stands())
			.isPresent();
	}

	/**
	 * Creates the client if its id is unknown; the secret and scopes of an existing one
	 * stay. Throws {@link IllegalStateException} if the id is another tenant's.
	 */
	public void ensure(TenantId tenant, String clientId, String secret, Set<String> scopes) {
		if (this.stored.findById(clientId).isEmpty()) {
			this.stored.ensure(tenant.value(), clientId, this.secrets.hash(secret), String.join(" ", scopes));
		}
		if (this.stored.findById(clientId).filter((client) -> client.isOf(tenant)).isEmpty()) {
			throw new IllegalStateException("The client id belongs to another tenant");
		}
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
