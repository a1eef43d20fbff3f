package io.onerow.security.issuer.client;

import java.util.List;
import java.util.Optional;

import io.onerow.security.secrets.NetworkAddress;
import io.onerow.security.secrets.Secrets;
import io.onerow.security.secrets.TryLater;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.TransactionException;

/**
 * Authenticates a client by its secret, or one that has none by its id. The framework's
 * own compares on the thread of the request, and as often as anybody likes.
 */
public class ClientSecrets implements AuthenticationProvider {

	private final OAuthClients clients;

	private final Secrets secrets;

	public ClientSecrets(OAuthClients clients, Secrets secrets) {
		this.clients = clients;
		this.secrets = secrets;
	}

	@Override
	public Authentication authenticate(Authentication sent) {
		OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) sent;
		try {
			return authenticate(client);
		}
		catch (TryLater ex) {
			this.secrets.pause();
			throw unavailable(ex);
		}
		catch (DataAccessException | TransactionException ex) {
			throw unavailable(ex);
		}
	}

	/**
	 * A provider of grants, which looks at what a client shows that has no secret as
	 * often as at its id.
	 */
	public AuthenticationProvider guarding(AuthenticationProvider grants) {
		return new GuardedGrants(grants, this.secrets);
	}

	static OAuth2AuthenticationException unavailable(Exception ex) {
		return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), ex);
	}

	private Authentication authenticate(OAuth2ClientAuthenticationToken sent) {
		String id = sent.getPrincipal().toString();
		if (ClientAuthenticationMethod.NONE.equals(sent.getClientAuthenticationMethod())) {
			return this.secrets.withoutSecret(from(sent), () -> withoutSecret(id, sent.getDetails()));
		}
		if (!OAuthClients.isId(id) || !(sent.getCredentials() instanceof String secret)
				|| !(sent.getDetails() instanceof WebAuthenticationDetails)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		RegisteredClient client = this.clients.findByClientId(id);
		List<String> hashes = OAuthClients.hashes(client, this.secrets.nobodys());
		if (!this.secrets.matches("client " + id, from(sent), secret, hashes)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		// of two it is not known which one it was
		if (hashes.size() == 1 && this.secrets.isDated(hashes.get(0))) {
			this.clients.store(id, hashes.get(0), this.secrets.hash(secret));
		}
		return new OAuth2ClientAuthenticationToken(client, sent.getClientAuthenticationMethod(), secret);
	}

	/** Whatever it shows besides proves that it is the one it was given to. */
	private Authentication withoutSecret(String id, @Nullable Object details) {
		RegisteredClient client = (OAuthClients.isId(id) ? this.clients.find(id) : Optional.<RegisteredClient>empty())
			.filter((known) -> known.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE))
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
		OAuth2ClientAuthenticationToken known = new OAuth2ClientAuthenticationToken(client,
				ClientAuthenticationMethod.NONE, null);
		known.setDetails(details);
		return known;
	}

	/** Where it comes from; of what did not come by HTTP, nowhere. */
	static NetworkAddress from(Authentication client) {
		return NetworkAddress
			.of((client.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress() : "");
	}

	@Override
	public boolean supports(Class<?> type) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
	}

}
