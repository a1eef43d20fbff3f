package io.onerow.idempotency;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How keys and answers are kept.
 *
 * @param keep how long, from when the request came first
 * @param lease how long a request is taken for running after the last sign of who runs it
 * @param answer the longest answer that is kept; after a longer one the request is run
 * again
 * @param pause from one removal of what is over to the next
 * @param size how many keys one statement removes
 */
@ConfigurationProperties("onerow.idempotency")
record IdempotencyProperties(@DefaultValue("24h") Duration keep, @DefaultValue("10s") Duration lease,
		@DefaultValue("16MB") DataSize answer, @DefaultValue("1m") Duration pause, @DefaultValue("1000") int size) {

	IdempotencyProperties {
		Assert.isTrue(
				keep.toMillis() > 0 && lease.toMillis() > 0 && pause.toMillis() > 0 && size > 0 && !answer.isNegative(),
				"onerow.idempotency takes a positive keep, lease, pause and size");
	}

}
