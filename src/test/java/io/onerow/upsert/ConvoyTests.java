package io.onerow.upsert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.onerow.Race;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConvoyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void end() {
		this.released.countDown();
		this.threads.shutdownNow();
	}

	@Test
	void oneAloneGoesAtOnce() {
		assertThat(new Convoy<Integer, Integer>((items, next) -> negated(items), 1, PATIENCE).send(1)).isEqualTo(-1);
		assertThat(this.calls).containsExactly(List.of(1));
	}

	@Test
	void whoComesDuringACallTravelsInTheNextOneInOrder() {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>((items, next) -> held(items), 1, PATIENCE);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			answers.add(send(convoy, i));
			awaitWaiting(convoy, i);
		}
		this.released.countDown();
		assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(0, -1, -2, -3);
		assertThat(this.calls).containsExactly(List.of(0), List.of(1, 2, 3));
	}

	@Test
	void callTakesNoMoreThanItMay() {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>((items, next) -> held(items), 1, PATIENCE);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < Convoy.MOST + 3; i++) {
			answers.add(send(convoy, i));
			awaitWaiting(convoy, i);
		}
		this.released.countDown();
		answers.forEach(CompletableFuture::join);
		assertThat(this.calls).extracting(List::size).containsExactly(1, Convoy.MOST, 2);
	}

	@Test
	void failureOfACallIsThatOfAllInItAndOfNobodyElse() {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>((items, next) -> {
			if (held(items).size() > 1) {
				throw new RacedException();
			}
			return items;
		}, 1, PATIENCE);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			answers.add(send(convoy, i));
			awaitWaiting(convoy, i);
		}
		this.released.countDown();
		assertThat(answers.get(0).join()).isZero();
		assertThatThrownBy(() -> answers.get(1).join()).hasCauseInstanceOf(RacedException.class);
		assertThatThrownBy(() -> answers.get(2).join()).hasCauseInstanceOf(RacedException.class);
		assertThat(convoy.send(7)).isEqualTo(7);
	}

	@Test
	void callThatTakesLongHoldsNobodyUp() {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>(
				(items, next) -> items.contains(1) ? held(items) : negated(items), 1, Duration.ofMillis(50));
		CompletableFuture<Integer> first = send(convoy, 1);
		awaitCalls(1);
		assertThat(convoy.send(2)).isEqualTo(-2);
		assertThat(convoy.send(3)).isEqualTo(-3);
		assertThat(first).isNotDone();
		this.released.countDown();
		assertThat(first.join()).isEqualTo(-1);
		assertThat(this.calls).containsExactly(List.of(1), List.of(2), List.of(3));
		assertThat(convoy.send(4)).isEqualTo(-4);
	}

	@Test
	void nextCallBeginsWhenTheFirstLetsIt() {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>((items, next) -> {
			next.run();
			return items.contains(1) ? held(items) : negated(items);
		}, 1, PATIENCE);
		CompletableFuture<Integer> first = send(convoy, 1);
		awaitCalls(1);
		assertThat(convoy.send(2)).isEqualTo(-2);
		assertThat(first).isNotDone();
		this.released.countDown();
		assertThat(first.join()).isEqualTo(-1);
		assertThat(convoy.send(3)).isEqualTo(-3);
	}

	@Test
	void whoIsInterruptedGetsTheAnswerAndStaysInterrupted() {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>((items, next) -> held(items), 1, PATIENCE);
		CompletableFuture<Integer> first = send(convoy, 1);
		awaitCalls(1);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			convoy.send(2);
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		thread.start();
		awaitWaiting(convoy, 1);
		thread.interrupt();
		this.released.countDown();
		assertThat(interrupted).succeedsWithin(PATIENCE).isEqualTo(true);
		assertThat(first.join()).isEqualTo(-1);
	}

	@Test
	void everyoneGetsItsOwnAnswer() throws Exception {
		Convoy<Integer, Integer> convoy = new Convoy<Integer, Integer>((items, next) -> negated(items), 1, PATIENCE);
		List<Boolean> right = Race.of(8,
				(thread) -> () -> IntStream.range(0, 2_000)
					.map((n) -> thread * 10_000 + n)
					.allMatch((n) -> convoy.send(n) == -n));
		assertThat(right).containsOnly(true);
		assertThat(this.calls.stream().mapToInt(List::size).sum()).isEqualTo(16_000);
	}

	private CompletableFuture<Integer> send(Convoy<Integer, Integer> convoy, int item) {
		return CompletableFuture.supplyAsync(() -> convoy.send(item), this.threads);
	}

	/** Until the first is on its way and so many others wait. */
	private void awaitWaiting(Convoy<Integer, Integer> convoy, int others) {
		awaitCalls(1);
		awaitTrue(() -> convoy.waiting() == others);
	}

	private void awaitCalls(int number) {
		awaitTrue(() -> this.calls.size() == number);
	}

	private static void awaitTrue(BooleanSupplier condition) {
		Deadline end = Deadline.in(PATIENCE);
		while (!condition.getAsBoolean()) {
			assertThat(end.isOver()).isFalse();
			Thread.onSpinWait();
		}
	}

	private List<Integer> negated(List<Integer> items) {
		this.calls.add(items);
		return items.stream().map((item) -> -item).toList();
	}

	private List<Integer> held(List<Integer> items) {
		List<Integer> answers = negated(items);
		try {
			assertThat(this.released.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return answers;
	}

}
