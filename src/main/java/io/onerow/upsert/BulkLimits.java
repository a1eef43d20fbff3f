package io.onerow.upsert;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request with many records may take, whatever others have locked.
 *
 * @param time the whole request; what has not been begun by then is answered as busy
 * @param recordWait how long a record waits for others
 * @param waits how long all records of a request wait for others; then they hardly do
 * @param call after this a call of the database begins no further record; with a record's
 * wait it must stay below the statement timeout
 */
@ConfigurationProperties("onerow.limits.bulk")
public record BulkLimits(@DefaultValue("1m") Duration time, @DefaultValue("2s") Duration recordWait,
		@DefaultValue("10s") Duration waits, @DefaultValue("5s") Duration call) {

	/** Of a dry run, which has to answer for all of its records before its time is up. */
	private static final Duration DRY_RUN = DryRuns.TIME.minusSeconds(1);

	/** How long a record of the request of this thread waits for others. */
	public Duration patience() {
		return WriteContext.current().isDryRun() ? DryRuns.WAIT : this.recordWait;
	}

	/** How long the request of this thread may take. */
	public Duration now() {
		return (WriteContext.current().isDryRun() && this.time.compareTo(DRY_RUN) > 0) ? DRY_RUN : this.time;
	}

}
