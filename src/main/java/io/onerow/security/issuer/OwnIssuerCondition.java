package io.onerow.security.issuer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** Holds where no external issuer is configured. */
class OwnIssuerCondition extends NoneNestedConditions {

	OwnIssuerCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnProperty("onerow.security.issuer-uri")
	static class ExternalIssuer {

	}

}
