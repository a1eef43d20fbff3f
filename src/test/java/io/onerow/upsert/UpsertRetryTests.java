package io.onerow.upsert;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onerow.matching.KeyKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpsertRetryTests {

	private final AtomicInteger tries = new AtomicInteger();

	private final UpsertRetry retry = new UpsertRetry();

	@ParameterizedTest
	@MethodSource("races")
	void lostRaceIsRunAgain(RuntimeException race) {
		assertThat(this.retry.run(failing(race, 3))).isEqualTo("done");
		assertThat(this.tries).hasValue(4);
	}

	@Test
	void lostRacesAreCountedOfTheRequest() {
		WriteContext request = new WriteContext("client", "sam", "r1");
		WriteContext.bind(request);
		try {
			WriteContext.asItem(2, () -> this.retry.run(failing(new RacedException(), 3)));
		}
		finally {
			WriteContext.bind(null);
		}
		assertThat(request.affected().races()).isEqualTo(3);
	}

	@ParameterizedTest
	@MethodSource("races")
	void winsAtTheLastTry(RuntimeException race) {
		assertThat(this.retry.run(failing(race, 19))).isEqualTo("done");
	}

	@ParameterizedTest
	@MethodSource("races")
	void givesUpAfterTwentyTries(RuntimeException race) {
		assertThatExceptionOfType(TooMuchContention.class).isThrownBy(() -> this.retry.run(failing(race, 20)))
			.withCause(race);
		assertThat(this.tries).hasValue(20);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void whatIsNoRaceComesAsItIsAndOnce(Throwable failure) {
		assertThatThrownBy(() -> this.retry.run(failing(failure, 20))).isSameAs(failure);
		assertThat(this.tries).hasValue(1);
	}

	@Test
	void whatIsNoRaceEndsTheTries() {
		Taken taken = new Taken(KeyKind.EMAIL, UUID.randomUUID());
		assertThatThrownBy(() -> this.retry.run(failing(new RacedException(), 2, taken))).isSameAs(taken);
		assertThat(this.tries).hasValue(3);
	}

	@Test
	void deadlockIsCounted() {
		this.retry.run(failing(uncategorized("40P01"), 2));
		this.retry.run(failing(uncategorized("40001"), 2));
		assertThat(this.retry.deadlocks()).isEqualTo(2);
	}

	@Test
	void lostTriesAreMetered() {
		MeterRegistry registry = new SimpleMeterRegistry();
		this.retry.bindTo(registry);
		this.retry.run(failing(uncategorized("40P01"), 2));
		this.retry.run(failing(new RacedException(), 5));
		assertThat(this.tries).hasValue(6);
		assertThat(registry.get("onerow.upsert.races").functionCounter().count()).isEqualTo(4);
		assertThat(registry.get("onerow.upsert.deadlocks").functionCounter().count()).isEqualTo(2);
	}

	static Stream<RuntimeException> races() {
		return Stream.of(new RacedException(), new OptimisticLockingFailureException("stale"),
				new DataIntegrityViolationException("unique", new SQLException("", "23505")), uncategorized("40P01"),
				new IllegalStateException(uncategorized("40001")));
	}

	static Stream<Throwable> failures() {
		return Stream.of(new Incomplete(List.of("name")),
				new DataIntegrityViolationException("foreign", new SQLException("", "23503")), uncategorized("08006"),
				new DataIntegrityViolationException("none", new SQLException("no state")),
				new QueryTimeoutException("late"), new StackOverflowError());
	}

	private static UncategorizedSQLException uncategorized(String state) {
		return new UncategorizedSQLException("write", null, new SQLException("", state));
	}

	private Supplier<String> failing(Throwable failure, int times) {
		return failing(failure, times, null);
	}

	private Supplier<String> failing(Throwable failure, int times, @Nullable RuntimeException then) {
		return () -> {
			if (this.tries.incrementAndGet() <= times) {
				throwAsIs(failure);
			}
			if (then != null) {
				throw then;
			}
			return "done";
		};
	}

	private static void throwAsIs(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

}
