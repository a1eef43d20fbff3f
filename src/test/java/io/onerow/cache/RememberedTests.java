package io.onerow.cache;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.Race;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RememberedTests {

	private final Remembered<String, Integer> remembered = new Remembered<>(Caffeine.newBuilder().maximumSize(10));

	private final AtomicInteger lookups = new AtomicInteger();

	@Test
	void whatWasFoundIsLookedUpOnce() {
		assertThat(this.remembered.find("a", () -> found(1))).hasValue(1);
		assertThat(this.remembered.find("a", () -> found(2))).hasValue(1);
		assertThat(this.lookups).hasValue(1);
	}

	@Test
	void whatWasNotFoundIsLookedUpAgain() {
		assertThat(this.remembered.find("a", Optional::empty)).isEmpty();
		assertThat(this.remembered.find("a", () -> found(2))).hasValue(2);
	}

	@Test
	void failureIsTheCallersAndIsNotRemembered() {
		IllegalStateException failure = new IllegalStateException("down");
		assertThatIllegalStateException().isThrownBy(() -> this.remembered.find("a", () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.remembered.find("a", () -> found(2))).hasValue(2);
	}

	@Test
	void thoseWhoAskAtOnceShareOneLookUp() throws Exception {
		assertThat(Race.of(16, (i) -> () -> this.remembered.find("a", () -> {
			pause();
			return found(i);
		}).orElseThrow()).stream().distinct()).hasSize(1);
		assertThat(this.lookups).hasValue(1);
	}

	@Test
	void failureIsSharedAsItIs() throws Exception {
		assertThat(Race.of(16, (i) -> () -> {
			try {
				return String.valueOf(this.remembered.find("a", () -> {
					pause();
					throw new IllegalStateException("down");
				}));
			}
			catch (IllegalStateException ex) {
				return ex.getMessage();
			}
		})).containsOnly("down");
	}

	@Test
	void lookUpHoldsNobodyWhoAsksForSomethingElse() throws Exception {
		CountDownLatch asked = new CountDownLatch(20);
		// one in a map of so few would have a lock in common with others
		assertThat(Race.of(20, (i) -> () -> this.remembered.find("key " + i, () -> {
			asked.countDown();
			await(asked);
			return found(i);
		}).orElseThrow())).doesNotContainNull();
	}

	private Optional<Integer> found(int value) {
		this.lookups.incrementAndGet();
		return Optional.of(value);
	}

	private static void pause() {
		await(new CountDownLatch(1), 200);
	}

	private static void await(CountDownLatch latch) {
		assertThat(await(latch, 30_000)).isTrue();
	}

	private static boolean await(CountDownLatch latch, long millis) {
		try {
			return latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
