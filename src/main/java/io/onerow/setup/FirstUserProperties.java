package io.onerow.setup;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first user of the first tenant, created at start where the address is unknown;
 * later changes of the password here change nothing. From the environment:
 * {@code ONEROW_BOOTSTRAP_TENANT}, {@code ONEROW_BOOTSTRAP_USEREMAIL},
 * {@code ONEROW_BOOTSTRAP_USERPASSWORD}.
 *
 * @param tenant the tenant of the user
 * @param userEmail the address, which is what the user logs in with
 * @param userPassword the password, of 12 to 72 bytes, which is what bcrypt reads
 */
@ConfigurationProperties("onerow.bootstrap")
record FirstUserProperties(@Nullable String tenant, @Nullable String userEmail, @Nullable String userPassword) {

	FirstUserProperties {
		if ((userEmail == null) != (userPassword == null) || (userEmail != null && tenant == null)) {
			throw new IllegalArgumentException("onerow.bootstrap needs tenant, user-email and user-password together");
		}
		if (userPassword != null) {
			int bytes = userPassword.getBytes(StandardCharsets.UTF_8).length;
			if (bytes < 12 || bytes > 72) {
				throw new IllegalArgumentException("onerow.bootstrap.user-password must have 12 to 72 bytes");
			}
		}
	}

	// the password stays out of logs
	@Override
	public String toString() {
		return "FirstUserProperties[tenant=" + this.tenant + "]";
	}

}
