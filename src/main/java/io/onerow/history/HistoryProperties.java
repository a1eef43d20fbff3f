package io.onerow.history;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How long history is kept.
 *
 * @param keep after that an entry is forgotten
 * @param pause from one look through all tenants to the next
 * @param size how many entries are forgotten in a step
 * @param share of the time of one connection that forgetting may take, from 0 to 1
 */
@ConfigurationProperties("onerow.history")
record HistoryProperties(@DefaultValue("400d") Duration keep, @DefaultValue("1h") Duration pause,
		@DefaultValue("1000") int size, @DefaultValue("0.2") double share) {

	HistoryProperties {
		Assert.isTrue(keep.toSeconds() > 0 && pause.toMillis() > 0 && size > 0 && share > 0 && share <= 1,
				"onerow.history takes a positive keep, pause and size, and a share up to 1");
	}

}
