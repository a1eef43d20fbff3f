package io.onerow.imports;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What is taken, and for how long it is kept.
 *
 * @param file the largest one
 * @param spreadsheet the largest one that is a spreadsheet, which is in the temporary
 * folder while it is read
 * @param uploads how many may arrive at once
 * @param keep from the last change of an import to when it is deleted with its file
 * @param pause from one look for those that are over to the next
 */
@ConfigurationProperties("onerow.imports")
public record ImportProperties(@DefaultValue("1GB") DataSize file, @DefaultValue("64MB") DataSize spreadsheet,
		@DefaultValue("4") int uploads, @DefaultValue("7d") Duration keep, @DefaultValue("10m") Duration pause) {

	private static final Duration LONGEST_ARRIVAL = Duration.ofDays(1);

	public ImportProperties {
		Assert.isTrue(file.toBytes() > 0 && spreadsheet.toBytes() > 0 && uploads > 0 && keep.toSeconds() > 0
				&& pause.toMillis() > 0, "onerow.imports takes what is positive");
	}

	/** From the last byte of a file that is not all here to when it is deleted. */
	Duration unfinished() {
		return (this.keep.compareTo(LONGEST_ARRIVAL) < 0) ? this.keep : LONGEST_ARRIVAL;
	}

}
