package io.onerow.security;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are accepted.
 *
 * @param issuer the name under which the own token endpoint signs; the URL that clients
 * reach this service at
 * @param audience what a token must be meant for
 * @param issuerUri an external issuer; when set, the own token endpoint is off and only
 * tokens of that issuer are accepted
 * @param tenantClaim the claim that names the tenant
 * @param registration whether applications may register themselves at the own
 * authorization server
 */
@ConfigurationProperties("onerow.security")
public record SecurityProperties(@DefaultValue("http://localhost:8080") String issuer,
		@DefaultValue("onerow") String audience, @Nullable String issuerUri, @DefaultValue("tenant") String tenantClaim,
		@DefaultValue("false") boolean registration) {

	public SecurityProperties {
		requireText("issuer", issuer);
		requireText("audience", audience);
		requireText("tenant-claim", tenantClaim);
		if (issuerUri != null) {
			requireText("issuer-uri", issuerUri);
		}
	}

	/** The one issuer whose tokens are accepted. */
	public String trustedIssuer() {
		return (this.issuerUri != null) ? this.issuerUri : this.issuer;
	}

	private static void requireText(String name, String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException("onerow.security." + name + " must not be blank");
		}
	}

}
