package io.onerow.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.onerow.api.share.Limits;
import io.onerow.api.share.NoRoom;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class AnswerFilterTests {

	private static final int PLACES = 5;

	private final AnswerFilter filter = new AnswerFilter(
			new Binder(new MapConfigurationPropertySource(Map.of("onerow.limits.tenant-requests", PLACES)))
				.bind("onerow.limits", Limits.class)
				.get(),
			(request, response, handler, failure) -> null);

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Thread> open = new ArrayList<>();

	@AfterEach
	void close() throws InterruptedException {
		SecurityContextHolder.clearContext();
		this.end.countDown();
		for (Thread thread : this.open) {
			thread.join();
		}
	}

	@Test
	void listsThatAreTakenSlowlyLeaveTheTenantsUpsertsTheirPlaces() throws Exception {
		open("reader", 3);
		refused("reader", "GET");
		answered("reader", "PUT");
		answered("other", "GET");
	}

	@Test
	void tenantHasSoManyRequestsAtOnce() throws Exception {
		open("reader", 3);
		hold("reader", "PUT");
		hold("reader", "PUT");
		refused("reader", "PUT");
		answered("other", "PUT");
	}

	@Test
	void placeIsFreeWhenItsRequestIsAnswered() throws Exception {
		open("reader", 2);
		answered("reader", "GET");
		answered("reader", "GET");
	}

	private void open(String tenant, int lists) throws InterruptedException {
		for (int n = 0; n < lists; n++) {
			hold(tenant, "GET");
		}
	}

	private void hold(String tenant, String method) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		Thread thread = new Thread(() -> assertThatCode(() -> send(tenant, method, () -> {
			begun.countDown();
			this.end.await();
		})).doesNotThrowAnyException());
		this.open.add(thread);
		thread.start();
		begun.await();
	}

	private void refused(String tenant, String method) {
		assertThatExceptionOfType(NoRoom.class).isThrownBy(() -> send(tenant, method, () -> {
		}));
	}

	private void answered(String tenant, String method) {
		CountDownLatch answered = new CountDownLatch(1);
		assertThatCode(() -> {
			send(tenant, method, answered::countDown);
			answered.await();
		}).doesNotThrowAnyException();
	}

	private void send(String tenant, String method, Answering answering) throws Exception {
		SecurityContextHolder.getContext().setAuthentication(new Caller(new TenantId(tenant)));
		this.filter.doFilter(new MockHttpServletRequest(method, "/"), new MockHttpServletResponse(),
				(request, response) -> answer(answering));
	}

	private static void answer(Answering answering) {
		try {
			answering.answer();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Answering {

		void answer() throws Exception;

	}

	private static final class Caller extends TestingAuthenticationToken implements TenantScoped {

		private final TenantId tenant;

		private Caller(TenantId tenant) {
			super(tenant, "");
			this.tenant = tenant;
		}

		@Override
		public TenantId tenant() {
			return this.tenant;
		}

	}

}
