package io.onerow.embedded;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long the service lives without its embedded PostgreSQL.
 *
 * @param restart how long it tries to start it again before it ends itself
 * @param restartWhenFull how long it tries while there is no room for files: another
 * process would find no more
 * @param room with less than this, there is none
 */
@ConfigurationProperties("onerow.limits.database")
record OutageLimits(@DefaultValue("1m") Duration restart, @DefaultValue("30m") Duration restartWhenFull,
		@DefaultValue("64MB") DataSize room) {

	boolean isFull(long bytes) {
		return bytes < this.room.toBytes();
	}

	/** Whether the service is to give up after an outage of this length. */
	boolean endsAfter(Duration outage, long bytes) {
		return outage.compareTo(isFull(bytes) ? this.restartWhenFull : this.restart) >= 0;
	}

}
