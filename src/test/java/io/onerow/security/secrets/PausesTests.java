package io.onerow.security.secrets;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class PausesTests {

	private static final int MOST = 100;

	private final Pauses pauses = new Pauses(Duration.ofDays(1));

	private final List<Thread> waiting = Stream.generate(() -> new Thread(this.pauses::take)).limit(MOST).toList();

	@AfterEach
	void end() throws InterruptedException {
		for (Thread thread : this.waiting) {
			thread.interrupt();
			thread.join();
		}
	}

	@Test
	@Timeout(60)
	void onlySoManyWaitAtOnce() {
		this.waiting.forEach(Thread::start);
		while (!this.waiting.stream().allMatch((thread) -> thread.getState() == Thread.State.TIMED_WAITING)) {
			Thread.onSpinWait();
		}
		this.pauses.take();
		assertThat(this.waiting).allMatch(Thread::isAlive);
	}

}
