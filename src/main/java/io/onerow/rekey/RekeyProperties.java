package io.onerow.rekey;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How stored records come to their new keys.
 *
 * @param enabled whether old keys are looked for and renewed; without, this instance
 * takes all for new
 * @param pause from one look through all tenants to the next, which finds what a service
 * of an old version has written
 * @param size how many records are locked at a time
 * @param share of the time of one connection that it may take, from 0 to 1
 */
@ConfigurationProperties("onerow.rekey")
record RekeyProperties(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration pause,
		@DefaultValue("200") int size, @DefaultValue("0.5") double share) {

	RekeyProperties {
		Assert.isTrue(pause.toMillis() > 0 && size > 0 && share > 0 && share <= 1,
				"onerow.rekey takes a positive pause and size, and a share up to 1");
	}

}
