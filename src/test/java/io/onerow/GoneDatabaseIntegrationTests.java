package io.onerow;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database goes while requests are made: whatever they were, they are to be sent
 * again.
 */
@SpringBootTest(classes = Onerow.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.hikari.connection-timeout=1000", "spring.datasource.hikari.minimum-idle=1",
				"spring.datasource.hikari.maximum-pool-size=1" })
@ContextConfiguration(initializers = OwnDatabase.class)
@DirtiesContext
class GoneDatabaseIntegrationTests {

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	@Autowired
	private ApplicationContext context;

	private Client client;

	private String account;

	@BeforeEach
	void createAccount() {
		this.client = Client.of(this.context, "gone", "accounts:all");
		this.account = ACCOUNTS + "/" + Client.json(create()).get("id").stringValue();
	}

	@Test
	void requestOnAConnectionThatHasBeenCutIsToBeSentAgain() throws Exception {
		String contacts = this.account + "/contacts";
		String john = "{\"fullName\": \"John\", \"email\": \"j@x.example\", \"language\": \"en\"}";
		for (String[] request : new String[][] { { "POST", ACCOUNTS, "{\"fullName\": \"Acme\"}" },
				{ "PUT", this.account, "{\"fullName\": \"Acme 2\"}" }, { "DELETE", this.account, "" },
				{ "PUT", contacts + "/upsert", john }, { "POST", contacts, john }, { "GET", contacts, "" } }) {
			untilAnswered();
			OwnDatabase.stop();
			HttpResponse<String> answer = this.client.send(request[0], request[1], request[2]);
			OwnDatabase.start();
			assertThat(answer.statusCode()).as(request[0] + " " + request[1]).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		}
	}

	/** The connection is then in use, so that the pool does not test it again. */
	private void untilAnswered() throws InterruptedException {
		for (int tried = 0; tried < 100 && this.client.get(this.account).statusCode() != 200; tried++) {
			Thread.sleep(100);
		}
	}

	private HttpResponse<String> create() {
		return this.client.send("POST", ACCOUNTS, "{\"fullName\": \"Acme\"}");
	}

}
