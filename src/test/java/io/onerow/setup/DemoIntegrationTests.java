package io.onerow.setup;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.onerow.Client;
import io.onerow.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The first minutes of a user, and the worst one. */
class DemoIntegrationTests {

	private static final String CONTACTS = "/api/public/v1/accounts/00000000-0000-7000-8000-000000000001/contacts";

	@Test
	void requestsOfTheGuideWorkAndEveryAcknowledgedUpsertSurvivesAKill(@TempDir Path folder) throws Exception {
		Set<String> acknowledged;
		try (ServiceProcess service = ServiceProcess.start(folder)) {
			assertThat(service.log()).contains("demo / demo-secret", "contacts/upsert");
			assertThat(Client.logIn(service.base(), "demo", "demo-secret").get("/actuator/health/readiness").body())
				.contains("UP");
			assertThat(Client.logIn(service.base(), "demo-admin", "demo-admin-secret")
				.get("/api/onerow/v1/admin/tenants")
				.body()).contains("\"tenantId\":\"demo\"");
			upsertFromGuide(service);
			syncFromErp(service);
			logInToSam(service);
			acknowledged = killWhileUpserting(service);
		}
		try (ServiceProcess service = ServiceProcess.start(folder)) {
			List<String> stored = new ArrayList<>();
			Client.json(Client.logIn(service.base(), "demo", "demo-secret").get(CONTACTS))
				.forEach((contact) -> stored.add(contact.get("fullName").stringValue()));
			assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
			assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
		}
	}

	private static void upsertFromGuide(ServiceProcess service) {
		HttpResponse<String> answer = Client.logIn(service.base(), "demo", "demo-secret")
			.send("PUT", CONTACTS + "/upsert", """
					{
					"fullName": "John Smith",
					"email": "john.smith@acme.com",
					"language": "en"
					}""");
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode contact = Client.json(answer);
		assertThat(contact.at("/email/status").stringValue()).isEqualTo("Valid");
	}

	/** The loop of the guide: every person each night, known or not. */
	private static void syncFromErp(ServiceProcess service) {
		Client client = Client.logIn(service.base(), "demo", "demo-secret");
		for (String outcome : List.of("created", "unchanged")) {
			for (String name : List.of("Ada Lovelace", "Charles Babbage", "Grace Hopper")) {
				HttpResponse<String> answer = client.send("PUT", CONTACTS + "/upsert",
						"{\"fullName\": \"" + name + "\", \"email\": null, \"language\": \"en\"}");
				assertThat(answer.headers().firstValue("Onerow-Outcome")).hasValue(outcome);
			}
		}
	}

	private static void logInToSam(ServiceProcess service) {
		Client client = Client.logIn(service.base(), "demo", "demo-secret");
		HttpResponse<String> answer = client
			.send(HttpRequest.newBuilder(URI.create(service.base() + "/rest/user/login"))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("uEmail=demo@example.com&uPassword=demo-password&version=1")));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("x-nextinteract-authtoken")).isPresent();
	}

	private static Set<String> killWhileUpserting(ServiceProcess service) throws InterruptedException {
		Set<String> acknowledged = ConcurrentHashMap.newKeySet();
		CountDownLatch enough = new CountDownLatch(100);
		Client client = Client.logIn(service.base(), "demo", "demo-secret");
		Thread sync = new Thread(() -> {
			for (int i = 0; i < 1_000 && !Thread.currentThread().isInterrupted(); i++) {
				String name = unlikeOthers(i);
				HttpResponse<String> answer = client.send("PUT", CONTACTS + "/upsert",
						"{\"fullName\": \"" + name + "\", \"language\": \"en\"}");
				if (answer.statusCode() == 200) {
					acknowledged.add(name);
					enough.countDown();
				}
			}
		});
		// ends when the service does
		sync.setUncaughtExceptionHandler((thread, ex) -> thread.interrupt());
		sync.start();
		assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
		service.kill();
		sync.join();
		return acknowledged;
	}

	private static String unlikeOthers(int number) {
		StringBuilder name = new StringBuilder();
		for (char digit : Integer.toString(1_000 + number).toCharArray()) {
			name.append(Character.toString(digit - '0' + 'a').repeat(3));
		}
		return name.toString();
	}

}
