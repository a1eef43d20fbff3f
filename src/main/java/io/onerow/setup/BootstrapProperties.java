package io.onerow.setup;

import java.util.List;

import io.onerow.security.issuer.client.RedirectUri;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first tenant and its first client, created at start where they are absent; later
 * changes of the secret here change nothing. From the environment:
 * {@code ONEROW_BOOTSTRAP_TENANT}, {@code ONEROW_BOOTSTRAP_CLIENTID},
 * {@code ONEROW_BOOTSTRAP_CLIENTSECRET}.
 *
 * @param tenant the tenant; nothing is created without it
 * @param clientId the client, which gets every scope; only the tenant is created without
 * it
 * @param clientSecret its secret, of 16 to 72 bytes, better 32, that somebody made at
 * random
 * @param redirectUris where people who log in for it may be sent back to
 */
@ConfigurationProperties("onerow.bootstrap")
record BootstrapProperties(@Nullable String tenant, @Nullable String clientId, @Nullable String clientSecret,
		@DefaultValue List<String> redirectUris) {

	BootstrapProperties {
		if ((clientId == null) != (clientSecret == null) || (clientId != null && tenant == null)) {
			throw new IllegalArgumentException("onerow.bootstrap needs tenant, client-id and client-secret together");
		}
		WeakBootstrap.refuseOfClient(clientSecret);
		if (!redirectUris.stream().allMatch(RedirectUri::isOne)) {
			throw new IllegalArgumentException(
					"onerow.bootstrap.redirect-uris takes URLs by https, by http to this machine, or by a scheme with a dot");
		}
	}

	// the secret stays out of logs
	@Override
	public String toString() {
		return "BootstrapProperties[tenant=" + this.tenant + ", clientId=" + this.clientId + "]";
	}

}
