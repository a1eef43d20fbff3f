package io.onerow.api.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.onerow.security.secrets.TryLater;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TurnsTests {

	private static final TenantId CROWD = new TenantId("crowd");

	private static final TenantId OTHER = new TenantId("other");

	private final List<Thread> threads = new ArrayList<>();

	@AfterEach
	void end() throws InterruptedException {
		SecurityContextHolder.clearContext();
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	@Test
	void crowdOfOneTenantIsNoCrowdForAnother() throws InterruptedException {
		Turns turns = turns(2, Duration.ofSeconds(20));
		CountDownLatch gate = new CountDownLatch(1);
		AtomicInteger begun = new AtomicInteger();
		for (int i = 0; i < 20; i++) {
			start(CROWD, turns, () -> {
				begun.incrementAndGet();
				await(gate);
				return "";
			});
		}
		while (begun.get() == 0) {
			Thread.onSpinWait();
		}
		become(OTHER);
		assertThat(turns.take(() -> "done")).isEqualTo("done");
		assertThat(begun).hasValue(1);
		gate.countDown();
		end();
		assertThat(begun).hasValue(20);
	}

	@Test
	void whoseTurnDoesNotComeIsToldToComeAgain() {
		Turns turns = turns(1, Duration.ofMillis(50));
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch taken = new CountDownLatch(1);
		start(CROWD, turns, () -> {
			taken.countDown();
			await(gate);
			return "";
		});
		await(taken);
		become(OTHER);
		assertThatExceptionOfType(TryLater.class).isThrownBy(() -> turns.take(() -> "never")).matches(TryLater::isBusy);
		gate.countDown();
	}

	@Test
	@Timeout(60)
	void whoComesToAFullLineDoesNotWait() {
		Turns turns = turns(1, Duration.ofDays(1));
		CountDownLatch gate = new CountDownLatch(1);
		for (int i = 0; i <= Turns.MOST_WAITING; i++) {
			start(CROWD, turns, () -> {
				await(gate);
				return "";
			});
		}
		become(CROWD);
		while (turns.line().getQueueLength() < Turns.MOST_WAITING) {
			Thread.onSpinWait();
		}
		assertThatExceptionOfType(TryLater.class).isThrownBy(() -> turns.take(() -> "never"));
		gate.countDown();
	}

	@Test
	void turnThatFailsIsOver() {
		Turns turns = turns(1, Duration.ofMillis(50));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> turns.take(() -> {
			throw new IllegalStateException("failed");
		}));
		assertThat(turns.take(() -> "done")).isEqualTo("done");
	}

	private void start(TenantId tenant, Turns turns, Turns.Work<Object, RuntimeException> work) {
		Thread thread = new Thread(() -> {
			become(tenant);
			turns.take(work);
		});
		thread.start();
		this.threads.add(thread);
	}

	private static void become(TenantId tenant) {
		SecurityContextHolder.getContext().setAuthentication(new Caller(tenant));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Turns turns(int turns, Duration wait) {
		MapConfigurationPropertySource properties = new MapConfigurationPropertySource();
		properties.put("onerow.limits.turns", turns);
		properties.put("onerow.limits.turn-wait", wait);
		return new Turns(new Binder(properties).bindOrCreate("onerow.limits", Limits.class));
	}

	/** Somebody of a tenant. */
	private static final class Caller extends AbstractAuthenticationToken implements TenantScoped {

		private static final long serialVersionUID = 1L;

		private final transient TenantId tenant;

		Caller(TenantId tenant) {
			super(List.of());
			this.tenant = tenant;
		}

		@Override
		public TenantId tenant() {
			return this.tenant;
		}

		@Override
		public Object getCredentials() {
			return "";
		}

		@Override
		public Object getPrincipal() {
			return this.tenant;
		}

	}

}
