package io.onerow.upsert;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onerow.matching.Policy;
import io.onerow.matching.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpsertMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final UpsertMeters meters = new UpsertMeters(this.registry);

	@BeforeEach
	void bind() {
		bind(false);
	}

	private static void bind(boolean dryRun) {
		WriteContext.bind(new WriteContext("test", "none", "none", null, dryRun, Preconditions.NONE, Claim.NONE,
				DoneBefore.NOTHING, null, null));
	}

	@AfterEach
	void unbind() {
		WriteContext.bind(null);
	}

	@Test
	void whatIsGivenUpIsNotAmongWhatIsRefused() {
		assertThatExceptionOfType(TooMuchContention.class).isThrownBy(() -> this.meters.counted(Policy.KEYS, () -> {
			throw new TooMuchContention(null);
		}));
		assertThat(count(Policy.KEYS, "given-up")).isOne();
		assertThat(count(Policy.KEYS, "refused")).isZero();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.meters.counted(Policy.KEYS, () -> {
			throw new NotFound("contact");
		}));
		assertThat(count(Policy.KEYS, "given-up")).isOne();
		assertThat(count(Policy.KEYS, "refused")).isOne();
	}

	@Test
	void upsertIsCountedUnderThePolicyOfItsReceipt() {
		Receipt seed = Receipt.by(Receipt.Rule.EMAIL);
		for (Receipt receipt : List.of(seed, seed.under(Policy.GUARDED),
				Receipt.told(seed.under(Policy.CORROBORATED).toString()), Receipt.told(seed.toString()))) {
			this.meters.count(Outcome.UPDATED, receipt);
		}
		bind(true);
		this.meters.count(Outcome.UPDATED, seed);
		assertThat(count(Policy.SEED, "updated")).isEqualTo(2);
		assertThat(count(Policy.GUARDED, "updated")).isOne();
		assertThat(count(Policy.CORROBORATED, "updated")).isOne();
	}

	private double count(Policy policy, String outcome) {
		return this.registry.get("onerow.upserts")
			.tags("wire", "none", "policy", policy.toString(), "outcome", outcome)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

}
