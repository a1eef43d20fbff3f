package io.onerow.security.issuer;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.Scopes;
import io.onerow.security.SecurityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Conditional;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Describes the authorization server (RFC 8414). The framework's own description would
 * promise endpoints that do not exist here.
 */
@RestController
@Conditional(OwnIssuerCondition.class)
class IssuerMetadata {

	static final String PATH = "/.well-known/oauth-authorization-server";

	private final Metadata metadata;

	IssuerMetadata(SecurityProperties properties, AuthorizationServerSettings settings) {
		String base = properties.issuer().replaceAll("/+$", "");
		this.metadata = new Metadata(properties.issuer(), base + settings.getAuthorizationEndpoint(),
				base + settings.getTokenEndpoint(), base + settings.getJwkSetEndpoint(),
				properties.registration() ? base + settings.getClientRegistrationEndpoint() : null,
				List.of("authorization_code", "refresh_token", "client_credentials"), List.of("code"),
				List.of("client_secret_basic", "client_secret_post", "none"), List.of("S256"), Scopes.all());
	}

	@GetMapping(PATH)
	Metadata metadata() {
		return this.metadata;
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Metadata(String issuer, @JsonProperty("authorization_endpoint") String authorizationEndpoint,
			@JsonProperty("token_endpoint") String tokenEndpoint, @JsonProperty("jwks_uri") String jwksUri,
			@JsonProperty("registration_endpoint") @Nullable String registrationEndpoint,
			@JsonProperty("grant_types_supported") List<String> grantTypes,
			@JsonProperty("response_types_supported") List<String> responseTypes,
			@JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
			@JsonProperty("code_challenge_methods_supported") List<String> challengeMethods,
			@JsonProperty("scopes_supported") Set<String> scopes) {
	}

}
