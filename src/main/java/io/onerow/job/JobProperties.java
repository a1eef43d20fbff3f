package io.onerow.job;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How jobs are done.
 *
 * @param pause from one look for jobs that have no instance left to the next
 */
@ConfigurationProperties("onerow.jobs")
record JobProperties(@DefaultValue("10s") Duration pause) {

	JobProperties {
		Assert.isTrue(pause.toMillis() > 0, "onerow.jobs takes a positive pause");
	}

}
