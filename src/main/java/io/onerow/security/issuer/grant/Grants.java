package io.onerow.security.issuer.grant;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.session.Person;
import io.onerow.security.session.StandingLogins;
import io.onerow.security.session.Users;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Conditional;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people have allowed applications. Of each grant one token is good at a time: the
 * code, and once it is redeemed the newest refresh token; only its hash is stored. Who
 * shows another one, which was good before, ends the grant with all its tokens. A token
 * of client credentials says all about itself and leaves nothing here.
 */
@Component
@Conditional(OwnIssuerCondition.class)
public class Grants implements OAuth2AuthorizationService, StandingLogins {

	/** The claim of an access token that names the grant. */
	public static final String CLAIM = "grant";

	private static final Logger log = LoggerFactory.getLogger(Grants.class);

	/** The attribute that holds the token which was shown. */
	private static final String SHOWN = GrantToken.class.getName();

	private final OAuthGrantRepository stored;

	private final Users users;

	private final OAuthClients clients;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Grants(OAuthGrantRepository stored, Users users, OAuthClients clients, TransactionTemplate transaction,
			Clock clock) {
		this.stored = stored;
		this.users = users;
		this.clients = clients;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** A fresh code, for a person who has logged in. */
	public OAuth2AuthorizationCode code(OAuth2TokenContext context) {
		TenantId tenant = ((TenantScoped) Objects.requireNonNull(context.getPrincipal())).tenant();
		Instant now = now();
		Duration lifetime = context.getRegisteredClient().getTokenSettings().getAuthorizationCodeTimeToLive();
		return new OAuth2AuthorizationCode(GrantToken.of(tenant, UuidCreator.getTimeOrderedEpoch()).text(), now,
				now.plus(lifetime));
	}

	/** A fresh refresh token, if one is asked for. */
	public @Nullable OAuth2RefreshToken refreshToken(OAuth2TokenContext context) {
		OAuth2Authorization grant = context.getAuthorization();
		if (grant == null || !OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
			return null;
		}
		GrantToken shown = Objects.requireNonNull(grant.getAttribute(SHOWN));
		Instant now = now();
		Duration lifetime = context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive();
		return new OAuth2RefreshToken(GrantToken.of(shown.tenant(), shown.grant()).text(), now, now.plus(lifetime));
	}

	/** Whether a grant was neither ended nor its client or its user removed. */
	public boolean stands(TenantId tenant, String grant) {
		return id(grant).flatMap((id) -> this.stored.findById(new OAuthGrant.Key(tenant.value(), id)))
			.filter((found) -> this.clients.stands(tenant, found.asked().clientId()))
			.isPresent();
	}

	private static Optional<UUID> id(String text) {
		try {
			return Optional.of(UUID.fromString(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
			return;
		}
		GrantToken shown = authorization.getAttribute(SHOWN);
		OAuth2Authorization.Token<OAuth2RefreshToken> fresh = authorization.getRefreshToken();
		if (shown == null) {
			begin(authorization);
		}
		else if (fresh == null || !rotate(shown, fresh.getToken())) {
			// another client has shown the code, or another request the same token
			end(shown);
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
	}

	private void begin(OAuth2Authorization authorization) {
		OAuth2AuthorizationCode code = Objects.requireNonNull(authorization.getToken(OAuth2AuthorizationCode.class))
			.getToken();
		OAuth2AuthorizationRequest request = Objects
			.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
		LoggedIn user = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
		Person person = user.person();
		OAuthGrant.Asked asked = new OAuthGrant.Asked(request.getClientId(), authorization.getAuthorizedScopes(),
				Objects.requireNonNull(request.getRedirectUri()),
				String.valueOf(request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE)));
		// a login is rare enough to clean up after those before it
		this.stored.removeOver(person.tenant().value(), now());
		OAuthGrant grant = new OAuthGrant(GrantToken.parse(code.getTokenValue()).orElseThrow(), person.id(), asked,
				Objects.requireNonNull(code.getExpiresAt()));
		this.transaction.executeWithoutResult((status) -> {
			if (!this.users.keep(person, user.compared())) {
				throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED,
						"The account was changed while you logged in; log in again", null));
			}
			this.stored.save(grant);
		});
		this.clients.use(request.getClientId());
	}

	private boolean rotate(GrantToken shown, OAuth2RefreshToken fresh) {
		GrantToken next = GrantToken.parse(fresh.getTokenValue()).orElseThrow();
		return this.stored
			.rotate(shown.tenant().value(), shown.grant(), shown.hash(), next.hash(),
					Objects.requireNonNull(fresh.getExpiresAt()))
			.isPresent();
	}

	private void end(GrantToken shown) {
		if (this.stored.remove(shown.tenant().value(), shown.grant()).isPresent()) {
			log.warn("A grant of tenant {} was ended, as a token of it was shown twice", shown.tenant());
		}
	}

	@Override
	public void end(TenantId tenant, UUID user) {
		this.stored.removeOf(tenant.value(), user);
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		throw new UnsupportedOperationException();
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return null;
	}

	/** The grant of the code or the refresh token; ends it if the token was replaced. */
	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		boolean refresh = type != null && type.equals(OAuth2TokenType.REFRESH_TOKEN);
		return GrantToken.parse(token).flatMap((shown) -> find(shown, refresh)).orElse(null);
	}

	private Optional<OAuth2Authorization> find(GrantToken shown, boolean refresh) {
		Optional<OAuthGrant> grant = this.stored.findById(OAuthGrant.Key.of(shown));
		if (grant.isEmpty()) {
			return Optional.empty();
		}
		if (!grant.get().isGood(shown)) {
			end(shown);
			return Optional.empty();
		}
		return grant.filter((found) -> found.isRedeemed() == refresh && found.expiresAt().isAfter(now()))
			.flatMap((found) -> this.users.find(shown.tenant(), found.userId())
				.map((person) -> authorization(shown, found, person)))
			.filter((found) -> !found.getAuthorizedScopes().isEmpty());
	}

	private OAuth2Authorization authorization(GrantToken shown, OAuthGrant grant, Person person) {
		OAuthGrant.Asked asked = grant.asked();
		OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(OAuth2ParameterNames.CODE)
			.clientId(asked.clientId())
			.redirectUri(asked.redirectUri())
			.scopes(asked.scopes())
			.additionalParameters(Map.of(PkceParameterNames.CODE_CHALLENGE, asked.codeChallenge()))
			.build();
		OAuth2Authorization.Builder found = new OAuth2Authorization.Builder(asked.clientId()) {
		}.id(shown.grant().toString())
			.principalName(person.id().toString())
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.authorizedScopes(scopes(asked, person))
			.attribute(Principal.class.getName(), new LoggedIn(person))
			.attribute(OAuth2AuthorizationRequest.class.getName(), request)
			.attribute(SHOWN, shown);
		Instant issued = grant.expiresAt().minus(Duration.ofDays(365));
		return (grant.isRedeemed() ? found.refreshToken(new OAuth2RefreshToken(shown.text(), issued, grant.expiresAt()))
				: found.token(new OAuth2AuthorizationCode(shown.text(), issued, grant.expiresAt())))
			.build();
	}

	/** Client and user may have lost some since. */
	private Set<String> scopes(OAuthGrant.Asked asked, Person person) {
		Set<String> scopes = Scopes.covered(asked.scopes(), person.scopes());
		scopes.retainAll(this.clients.findByClientId(asked.clientId()).getScopes());
		return scopes;
	}

	/** As the database keeps it. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
