package io.onerow.sync;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much a list may be. What is counted are the attributes of a record as JSON; its
 * other columns are short.
 *
 * @param maxRecord of one record; more is not stored
 * @param maxPage after which a page ends, however few records it has
 * @param fetch after which a statement ends and the list is written before the next
 */
@ConfigurationProperties("onerow.limits.lists")
public record ListLimits(@DefaultValue("512KB") DataSize maxRecord, @DefaultValue("4MB") DataSize maxPage,
		@DefaultValue("256KB") DataSize fetch) {

	public ListLimits {
		Assert.isTrue(maxRecord.toBytes() > 0 && maxPage.toBytes() > 0 && fetch.toBytes() > 0,
				"The limits of lists must be positive");
	}

}
