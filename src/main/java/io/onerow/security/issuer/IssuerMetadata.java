package io.onerow.security.issuer;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.onerow.security.Scopes;
import io.onerow.security.SecurityProperties;

import org.springframework.context.annotation.Conditional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Describes the authorization server (RFC 8414). The framework's own description would
 * promise endpoints that do not exist here and insists on one for authorization.
 */
@RestController
@Conditional(OwnIssuerCondition.class)
class IssuerMetadata {

	static final String PATH = "/.well-known/oauth-authorization-server";

	private final Metadata metadata;

	IssuerMetadata(SecurityProperties properties) {
		String base = properties.issuer().replaceAll("/+$", "");
		this.metadata = new Metadata(properties.issuer(), base + OwnIssuer.TOKEN_PATH, base + OwnIssuer.KEYS_PATH,
				List.of("client_credentials"), List.of(), List.of("client_secret_basic", "client_secret_post"),
				Scopes.all());
	}

	@GetMapping(PATH)
	Metadata metadata() {
		return this.metadata;
	}

	record Metadata(String issuer, @JsonProperty("token_endpoint") String tokenEndpoint,
			@JsonProperty("jwks_uri") String jwksUri, @JsonProperty("grant_types_supported") List<String> grantTypes,
			@JsonProperty("response_types_supported") List<String> responseTypes,
			@JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
			@JsonProperty("scopes_supported") Set<String> scopes) {
	}

}
