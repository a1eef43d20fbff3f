package io.onerow.merge;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Merges contacts and takes them apart again, for who asks now. Each part of a merged
 * contact stays what it would be alone: it is written by its keys and its id, and what is
 * shown of all of them together is what they say by the tenant's rule of survival. So
 * each merge can be undone at any time, in any order, and each part is then as if it had
 * never been merged.
 */
@Service
public class Merges {

	private final MergeRepository merges;

	private final UpsertRetry retry;

	private final Clock clock;

	Merges(MergeRepository merges, UpsertRetry retry, Clock clock) {
		this.merges = merges;
		this.retry = retry;
		this.clock = clock;
	}

	/**
	 * Makes a contact part of another one of its directory; if it is that already, there
	 * is nothing to do.
	 * @throws NotFound if one of them is no contact of the tenant
	 * @throws NotMergeable if they are one and the same, or of two directories
	 */
	public Made merge(TenantId tenant, UUID survivor, UUID merged) {
		UUID id = UuidCreator.getTimeOrderedEpoch();
		MergeFunctions.Answer answer = untilUndisturbed(
				() -> this.merges.merge(tenant, id, survivor, merged, WriteContext.current(), now()));
		return switch (answer.state()) {
			case "same" -> throw new NotMergeable("must be another contact than the survivor");
			case "apart" -> throw new NotMergeable("must be a contact of the same directory as the survivor");
			default -> new Made(known(answer.merge(), "contact"), answer.state().equals("merged"));
		};
	}

	/**
	 * Takes two contacts apart that were merged; if they are that already, there is
	 * nothing to do. They are known to differ from then on.
	 * @throws NotFound if the tenant has no such merge
	 */
	public Merge undo(TenantId tenant, UUID merge) {
		return known(untilUndisturbed(() -> this.merges.unmerge(tenant, merge, WriteContext.current(), now())).merge(),
				"merge");
	}

	/**
	 * The merges by which contacts of a directory are parts of others now.
	 * @param parts ids of contacts, whether or not they are parts
	 */
	public List<Merge> of(TenantId tenant, UUID directory, Collection<UUID> parts) {
		return this.merges.of(tenant.value(), directory, parts.toArray(UUID[]::new))
			.stream()
			.map(StoredMerge::toMerge)
			.toList();
	}

	private static Merge known(@Nullable Merge merge, String what) {
		if (merge == null) {
			throw new NotFound(what);
		}
		return merge;
	}

	private MergeFunctions.Answer untilUndisturbed(Supplier<MergeFunctions.Answer> work) {
		MergeFunctions.Answer answer = this.retry.run(work);
		WriteContext.current().affected().add(answer.closed());
		return answer;
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/** What became of it; whether that is new. */
	public record Made(Merge merge, boolean isNew) {

	}

}
