package io.onerow.fullsync;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How much may be missing, and for how long a full sync is kept.
 *
 * @param share how many of a hundred records are deleted or marked without being
 * confirmed
 * @param keep from the opening to when one is cancelled that nobody closes, and from its
 * end to when what is stored of it is deleted
 * @param pause from one look for those to the next
 */
@ConfigurationProperties("onerow.syncs")
public record SyncProperties(@DefaultValue("10") int share, @DefaultValue("7d") Duration keep,
		@DefaultValue("10m") Duration pause) {

	public SyncProperties {
		Assert.isTrue(share >= 0 && share <= 100, "onerow.syncs.share must be from 0 to 100");
		Assert.isTrue(keep.toSeconds() > 0 && pause.toMillis() > 0, "onerow.syncs takes times that are positive");
	}

}
