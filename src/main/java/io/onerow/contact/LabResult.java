package io.onerow.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.history.HistoryId;
import io.onerow.matching.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have decided otherwise.
 *
 * @param policy that which was tried
 * @param decisions how many were asked for again
 * @param byKey how many were by a key, which is the same under every policy, and so were
 * not
 * @param unlike how many the policy that has decided them does not decide again as it
 * did, as the history does not tell all: of these it is not sure that they differ
 * @param differ how many differ; {@code differences} are the first of them
 * @param changes how many differ in which way, such as {@code matched to doubt}
 */
public record LabResult(String policy, long decisions, long byKey, long unlike, long differ, Map<String, Long> changes,
		List<Difference> differences) {

	/**
	 * A decision that differs.
	 *
	 * @param entry that tells of it; null of a body
	 * @param line the place of the body, from 0; null of an entry
	 * @param match the receipt of then; null of a body
	 * @param unlike as that of the result
	 */
	public record Difference(@Nullable HistoryId entry, @Nullable Instant at, @Nullable Integer line,
			@Nullable String match, boolean unlike, Decision was, Decision would) {

	}

	/**
	 * A decision, and why.
	 *
	 * @param decision {@code matched}, {@code new}, {@code doubt}, or another word of an
	 * explanation
	 * @param matched the record that it is; null if it is none. Of bodies its last twelve
	 * digits are the place of the body that it was created by
	 */
	public record Decision(String decision, @Nullable UUID matched, Explanation<UUID> why) {

	}

}
