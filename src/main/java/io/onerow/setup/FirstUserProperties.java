package io.onerow.setup;

import io.onerow.security.session.PasswordRule;
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
 * @param userPassword the password, as {@link PasswordRule} has it
 */
@ConfigurationProperties("onerow.bootstrap")
record FirstUserProperties(@Nullable String tenant, @Nullable String userEmail, @Nullable String userPassword) {

	FirstUserProperties {
		if ((userEmail == null) != (userPassword == null) || (userEmail != null && tenant == null)) {
			throw new IllegalArgumentException("onerow.bootstrap needs tenant, user-email and user-password together");
		}
		if (userPassword != null && !PasswordRule.isKept(userPassword)) {
			throw new IllegalArgumentException("onerow.bootstrap.user-password " + PasswordRule.WORDS);
		}
	}

	// the password stays out of logs
	@Override
	public String toString() {
		return "FirstUserProperties[tenant=" + this.tenant + "]";
	}

}
