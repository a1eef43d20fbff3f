package io.onerow.setup;

import io.onerow.security.issuer.client.OAuthClients;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The client of the first administrator, created at start where it is absent. From the
 * environment: {@code ONEROW_BOOTSTRAP_ADMINISTRATORID},
 * {@code ONEROW_BOOTSTRAP_ADMINISTRATORSECRET}.
 *
 * @param tenant the tenant that it administers; nothing is created without it
 * @param administratorId the client, which gets every scope
 * @param administratorSecret its secret, of 32 to 72 bytes that somebody made at random
 */
@ConfigurationProperties("onerow.bootstrap")
record FirstAdministratorProperties(@Nullable String tenant, @Nullable String administratorId,
		@Nullable String administratorSecret) {

	FirstAdministratorProperties {
		if ((administratorId == null) != (administratorSecret == null) || (administratorId != null && tenant == null)) {
			throw new WeakBootstrap("onerow.bootstrap names a first administrator without all that it needs",
					"Set ONEROW_BOOTSTRAP_TENANT, _ADMINISTRATORID and _ADMINISTRATORSECRET together, or none of the"
							+ " last two.");
		}
		if (administratorId != null && !OAuthClients.isId(administratorId)) {
			throw new WeakBootstrap("The id of the first administrator is none that a client can have",
					"Set ONEROW_BOOTSTRAP_ADMINISTRATORID to 1 to 100 letters, digits, dots, underscores and hyphens.");
		}
		WeakBootstrap.refuseOfAdministrator(administratorSecret);
	}

	// the secret stays out of logs
	@Override
	public String toString() {
		return "FirstAdministratorProperties[tenant=" + this.tenant + "]";
	}

}
