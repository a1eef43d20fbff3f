package io.onerow.security.issuer.client;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.Scopes;
import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Conditional;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * The OAuth clients of all tenants, by the client id that is unique among them, and the
 * applications that registered themselves, which are no tenant's.
 */
@Component
@Conditional(OwnIssuerCondition.class)
public class OAuthClients implements RegisteredClientRepository {

	/** Begins the id of each application that registered itself. */
	public static final String REGISTERED = "app-";

	/** How long a registration is kept that nobody uses. */
	static final Duration UNUSED = Duration.ofDays(7);

	/** The setting of a registered client that names its tenant, if it has one. */
	private static final String TENANT = "onerow.tenant";

	/** That of the hash of the secret which it had before, while that is good. */
	private static final String PREVIOUS = "onerow.previous";

	private static final TokenSettings LIFETIMES = TokenSettings.builder()
		.accessTokenTimeToLive(Duration.ofHours(1))
		.authorizationCodeTimeToLive(Duration.ofMinutes(5))
		.refreshTokenTimeToLive(Duration.ofDays(90))
		.reuseRefreshTokens(false)
		.build();

	/** As the table has it. */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	private final OAuthClientRepository stored;

	private final OAuthRegistrationRepository registrations;

	private final Secrets secrets;

	private final Clock clock;

	OAuthClients(OAuthClientRepository stored, OAuthRegistrationRepository registrations, Secrets secrets,
			Clock clock) {
		this.stored = stored;
		this.registrations = registrations;
		this.secrets = secrets;
		this.clock = clock;
	}

	/** Whether some client could have this id. */
	public static boolean isId(@Nullable String text) {
		return text != null && ID.matcher(text).matches();
	}

	/** Whose client it is; empty for an application that registered itself. */
	public static Optional<TenantId> tenant(RegisteredClient client) {
		String tenant = client.getClientSettings().getSetting(TENANT);
		return Optional.ofNullable(tenant).map(TenantId::new);
	}

	/**
	 * Answers, for an unknown or revoked id, a client whose secret nobody knows: the
	 * caller then pays for the comparison as with a wrong secret, and the time tells
	 * nothing.
	 */
	@Override
	public RegisteredClient findByClientId(String clientId) {
		return find(clientId).orElseGet(() -> builder(clientId).clientSecret(this.secrets.nobodys())
			.clientAuthenticationMethods(OAuthClients::bySecret)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build());
	}

	/** The client, if it is known and not revoked. */
	public Optional<RegisteredClient> find(String clientId) {
		Optional<RegisteredClient> client = this.stored.findById(clientId)
			.filter(OAuthClient::stands)
			.map(this::client);
		return (client.isEmpty() && clientId.startsWith(REGISTERED))
				? this.registrations.findById(clientId).map(OAuthClients::client) : client;
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return null;
	}

	/** Registers an application; removes some that nobody has used. */
	@Override
	public void save(RegisteredClient client) {
		// rare enough to clean up after those before it
		this.registrations.removeUnused(this.clock.instant().minus(UNUSED));
		this.registrations.save(new OAuthRegistration(client, this.clock.instant().truncatedTo(ChronoUnit.MICROS)));
	}

	/** Whether a client of any tenant, who is not revoked, may administer it. */
	public boolean haveAnAdministrator() {
		return this.stored.haveScope(Scopes.ADMIN);
	}

	/** Somebody has logged in for it. */
	public void use(String clientId) {
		if (clientId.startsWith(REGISTERED)) {
			this.registrations.use(clientId);
		}
	}

	/** Replaces the hash of a secret that was hashed anew, unless it has changed. */
	void store(String clientId, String dated, String hash) {
		this.stored.replaceHash(clientId, dated, hash);
	}

	/** Whether it is still the tenant's, or anybody's. */
	public boolean stands(TenantId tenant, String clientId) {
		return isId(clientId)
				&& find(clientId).filter((client) -> tenant(client).orElse(tenant).equals(tenant)).isPresent();
	}

	/** Creates the client, for which nobody can log in. */
	public void ensure(TenantId tenant, String clientId, String secret, Set<String> scopes) {
		ensure(tenant, clientId, secret, scopes, List.of());
	}

	/**
	 * Creates the client if its id is unknown; the secret, the scopes and the URIs of an
	 * existing one stay. Throws {@link IllegalStateException} if the id is another
	 * tenant's.
	 */
	public void ensure(TenantId tenant, String clientId, String secret, Set<String> scopes,
			Collection<String> redirectUris) {
		if (this.stored.findById(clientId).isEmpty()) {
			this.stored.ensure(tenant.value(), clientId, this.secrets.hash(secret), String.join(" ", scopes),
					String.join(" ", redirectUris));
		}
		if (this.stored.findById(clientId).filter((client) -> client.isOf(tenant)).isEmpty()) {
			throw new IllegalStateException("The client id belongs to another tenant");
		}
	}

	/** The hashes of the secrets that are good, the newest first. */
	static List<String> hashes(RegisteredClient client, String nobodys) {
		return Stream
			.of(Objects.requireNonNullElse(client.getClientSecret(), nobodys),
					client.getClientSettings().<String>getSetting(PREVIOUS))
			.filter(Objects::nonNull)
			.toList();
	}

	private RegisteredClient client(OAuthClient client) {
		ClientSettings.Builder settings = settings().setting(TENANT, client.tenantId());
		client.previousHash(this.clock.instant()).ifPresent((hash) -> settings.setting(PREVIOUS, hash));
		RegisteredClient.Builder builder = builder(client.clientId()).clientSecret(client.secretHash())
			.clientAuthenticationMethods(OAuthClients::bySecret)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scopes((all) -> all.addAll(client.scopes()))
			.clientSettings(settings.build());
		return (client.redirectUris().isEmpty() ? builder : forPeople(builder, client.redirectUris())).build();
	}

	private static RegisteredClient client(OAuthRegistration registration) {
		RegisteredClient.Builder builder = builder(registration.clientId()).clientName(registration.name())
			.scopes((all) -> all.addAll(registration.scopes()));
		registration.secretHash()
			.ifPresentOrElse((hash) -> builder.clientSecret(hash).clientAuthenticationMethods(OAuthClients::bySecret),
					() -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE));
		return forPeople(builder, registration.redirectUris()).build();
	}

	private static RegisteredClient.Builder builder(String clientId) {
		return RegisteredClient.withId(clientId)
			.clientId(clientId)
			.clientSettings(settings().build())
			.tokenSettings(LIFETIMES);
	}

	/** The page that asks for the password asks for the consent too. */
	private static ClientSettings.Builder settings() {
		return ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false);
	}

	private static void bySecret(Set<ClientAuthenticationMethod> methods) {
		methods.add(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
		methods.add(ClientAuthenticationMethod.CLIENT_SECRET_POST);
	}

	private static RegisteredClient.Builder forPeople(RegisteredClient.Builder builder, List<String> redirectUris) {
		return builder.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
			.redirectUris((all) -> all.addAll(redirectUris));
	}

}
