package io.onerow.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** Holds where no external issuer is configured. */
public class OwnIssuerCondition extends NoneNestedConditions {

	public OwnIssuerCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnProperty("onerow.security.issuer-uri")
	static class ExternalIssuer {

	}

}
