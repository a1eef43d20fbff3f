package io.onerow.upsert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class QueuesTests {

	private static final int MOST = 4;

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Thread> inside = new ArrayList<>();

	private final Timer waits = new SimpleMeterRegistry().timer("waits");

	@AfterEach
	void open() throws InterruptedException {
		this.end.countDown();
		for (Thread thread : this.inside) {
			thread.join();
		}
	}

	@Test
	void directoryHoldsNoMoreThanAFewConnections() throws Exception {
		Queues queues = new Queues(Duration.ofMillis(1), this.waits);
		int entered = 0;
		while (entered <= MOST && enters(queues)) {
			entered++;
		}
		assertThat(entered).isBetween(2, MOST);
		assertThatExceptionOfType(TooMuchContention.class).isThrownBy(() -> queues.pass("crowded", () -> 1));
		assertThat(queues.<Integer>pass("quiet", () -> 1)).isOne();
		assertThat(this.waits.count()).as("those who came when it was full").isEqualTo(2);
		assertThat(this.waits.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(2);
	}

	@Test
	void placeIsFreeAgainAfterAFailure() {
		Queues queues = new Queues(Duration.ofMillis(1), this.waits);
		for (int n = 0; n <= MOST; n++) {
			assertThatExceptionOfType(RacedException.class).isThrownBy(() -> queues.pass("failing", () -> {
				throw new RacedException();
			}));
		}
	}

	private boolean enters(Queues queues) throws InterruptedException {
		CountDownLatch decided = new CountDownLatch(1);
		boolean[] entered = new boolean[1];
		Thread thread = new Thread(() -> {
			try {
				queues.pass("crowded", () -> {
					entered[0] = true;
					decided.countDown();
					return await();
				});
			}
			catch (TooMuchContention ex) {
				decided.countDown();
			}
		});
		this.inside.add(thread);
		thread.start();
		decided.await();
		return entered[0];
	}

	private boolean await() {
		try {
			this.end.await();
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
