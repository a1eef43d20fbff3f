package io.onerow.api.share;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What keeps one client from stopping the others; {@code docs/limits.md} has the reasons.
 *
 * @param body the longest body where no {@code BodyLimit} says otherwise
 * @param strangerBody the longest body without a credential
 * @param bodyGrace how long a body may take, and for {@code bodyRate} too
 * @param bodyRate bytes a second that it comes with, beyond the grace
 * @param bodyDeadline how long any body may take
 * @param bodyTokens values, names and brackets of the JSON of a body
 * @param bodyString characters of one string of it
 * @param arrivingShare percent of the heap for bodies that have not arrived as a whole
 * @param strangerShare percent of it for those without a credential
 * @param smallShare percent of it for what small bodies become when they are read
 * @param largeShare percent of it for what the others become
 * @param spooled bytes of bodies in temporary files
 * @param patience how long a body may wait for its share
 * @param answerGrace how long the client may keep us writing, and for {@code answerRate}
 * too
 * @param answerRate bytes a second that the client takes, beyond the grace
 * @param answerAhead bytes of an answer that are written before the client reads them
 * @param tenantRequests requests of one tenant that are answered at once
 * @param turns how many lists are read and large bodies parsed at once; 0 is half of the
 * processors
 * @param turnWait how long each may wait for its turn
 */
@ConfigurationProperties("onerow.limits")
public record Limits(@DefaultValue("1MB") DataSize body, @DefaultValue("16KB") DataSize strangerBody,
		@DefaultValue("5s") Duration bodyGrace, @DefaultValue("16KB") DataSize bodyRate,
		@DefaultValue("2m") Duration bodyDeadline, @DefaultValue("200000") int bodyTokens,
		@DefaultValue("1MB") DataSize bodyString, @DefaultValue("6") int arrivingShare,
		@DefaultValue("2") int strangerShare, @DefaultValue("10") int smallShare, @DefaultValue("25") int largeShare,
		@DefaultValue("2GB") DataSize spooled, @DefaultValue("1s") Duration patience,
		@DefaultValue("10s") Duration answerGrace, @DefaultValue("16KB") DataSize answerRate,
		@DefaultValue("256KB") DataSize answerAhead, @DefaultValue("250") int tenantRequests,
		@DefaultValue("0") int turns, @DefaultValue("5s") Duration turnWait) {
}
