package io.onerow.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers that nothing can hold, in each place of each wire that can have one. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class LongNumbersIntegrationTests {

	private static final String DIGITS = "7777777";

	private static final List<String> NUMBERS = List.of("1e99999" + DIGITS, "-1e-99999" + DIGITS, "1E+999" + DIGITS,
			DIGITS.repeat(45), DIGITS.repeat(200), "0." + DIGITS.repeat(45), DIGITS + "e302");

	private static final String TENANT = "long-numbers";

	@Autowired
	private ApplicationContext context;

	private Client client;

	@BeforeEach
	void logIn() {
		this.client = Client.of(this.context, TENANT, "accounts:all", "customers:write", "customers:read",
				"bulk:write");
	}

	@AfterEach
	void nothingIsLogged(CapturedOutput output) {
		assertThat(output).doesNotContain(DIGITS).doesNotContain("Failures");
	}

	@ParameterizedTest
	@ValueSource(strings = { "source", "sourceId", "debtorId", "firstName", "middleName", "lastName", "abbreviation",
			"title", "dateOfBirth", "gender", "ssn", "phone", "email", "parent", "primaryLanguage", "addresses", "id",
			"parent/id", "parent/source", "parent/sourceId", "parent/other", "addresses/code", "addresses/number",
			"addresses/other", "other", "other/one/two" })
	void customerIsRefusedByItsMember(String member) {
		for (String number : NUMBERS) {
			String customer = nested(member, number, "\"source\": \"a\"", "\"sourceId\": 1");
			String body = "{\"customers\": [" + customer + "]}";
			assertRefused(this.client.send("POST", "/customers/bulk/sourceId", body), "customers/0/" + member);
			assertRefused(this.client.send("POST", "/customers/bulk/id", body), "customers/0/" + member);
			assertRefused(this.client.send("POST", "/customers", customer), member);
			assertRefused(this.client.send("PATCH", "/customers/id/1", customer), member);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "customers", "directives", "directives/skipCreate", "directives/other", "other" })
	void bulkIsRefusedByItsMember(String member) {
		for (String number : NUMBERS) {
			assertRefused(this.client.send("POST", "/customers/bulk/sourceId", nested(member, number)), member);
		}
		assertRefused(this.client.send("POST", "/customers/bulk/sourceId",
				"{\"customers\": [{}, " + NUMBERS.get(0) + ", {}]}"), "customers/1");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "fullName", "email", "language", "source", "source/connectionId", "source/sourceId", "other" })
	void billabexIsRefusedByItsMember(String member) {
		String accounts = "/api/public/v1/accounts";
		for (String number : NUMBERS) {
			String body = nested(member, number);
			assertRefused(this.client.send("POST", accounts, body), member);
			assertRefused(this.client.send("PUT", accounts + "/" + UUID.randomUUID(), body), member);
			assertRefused(this.client.send("PUT", accounts + "/" + UUID.randomUUID() + "/contacts/upsert", body),
					member);
			assertRefused(this.client.send("PATCH",
					accounts + "/" + UUID.randomUUID() + "/contacts/" + UUID.randomUUID(), body), member);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "number_of_employees", "website", "owner_id", "lifecycle_stage",
			"passthrough_fields", "passthrough_fields/a", "addresses", "addresses/city", "phone_numbers", "email",
			"other", "other/a/b" })
	void openintIsRefusedByItsMember(String member) {
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, TENANT);
		for (String number : NUMBERS) {
			String record = nested(member, number);
			assertRefused(openint.upsert("account", "website", record, "acme.com"), "record/" + member);
			assertRefused(openint.upsert("contact", "email", record, "a@acme.com"), "record/" + member);
			assertRefused(openint.upsert("account", "website", "{}", "acme.com\", " + number + ", \"a"),
					"upsert_on/values/1");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "contactId", "externalId", "firstname", "email1", "dateOfBirth", "contactCreated",
			"contactModified", "countryCode", "fieldsToNull", "other" })
	void samIsRefusedByItsMember(String member) {
		SamClient sam = SamClient.of(this.context, TENANT, "numbers@acme.example", "accounts:all");
		for (String number : NUMBERS) {
			assertRefused(sam.upsert("[{}, " + nested(member, number) + "]"), "1/" + member);
		}
	}

	@Test
	void parameterIsRefused() {
		for (String number : NUMBERS) {
			for (String path : List.of("/customers/id/", "/api/public/v1/accounts?first=")) {
				assertThat(this.client.get(path + number.replace("+", "%2B")).statusCode()).isEqualTo(400);
			}
			OpenintClient openint = OpenintClient.ofNewConnection(this.context, TENANT);
			assertThat(openint.get("/unified/crm/account?page_size=" + number.replace("+", "%2B")).statusCode())
				.isEqualTo(400);
		}
		HttpResponse<String> login = this.client.send(this.client
			.request("POST", "/rest/user/login",
					BodyPublishers.ofString("uEmail=a@b.example&uPassword=p&version=" + NUMBERS.get(0)))
			.header("Content-Type", "application/x-www-form-urlencoded"));
		assertThat(login.statusCode()).isEqualTo(400);
	}

	/** Nobody has checked a token when its header is read. */
	@Test
	void tokenIsRefused() {
		for (String number : NUMBERS) {
			String header = token("{\"alg\": \"RS256\", \"x\": " + number + "}");
			String claims = token("{\"sub\": \"a\", \"exp\": " + number + ", \"nbf\": " + number + "}");
			for (String token : List.of(header + "." + claims + ".AAAA",
					token("{\"alg\": \"RS256\"}") + "." + claims + ".AAAA")) {
				Client anonymous = Client.anonymous(this.context);
				assertThat(anonymous
					.send(anonymous.request("GET", "/api/public/v1/accounts", BodyPublishers.noBody())
						.header("Authorization", "Bearer " + token))
					.statusCode()).isEqualTo(401);
			}
		}
	}

	private static String token(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

	/** An object with the number at a place, in arrays where the member is a list. */
	private static String nested(String place, String number, String... others) {
		String inner = number;
		String[] names = place.split("/", -1);
		for (int i = names.length - 1; i >= 0; i--) {
			boolean list = i < names.length - 1 && names[i].equals("addresses");
			inner = "\"" + names[i] + "\": " + (list ? "[" + inner + "]" : inner);
			if (i > 0) {
				inner = "{" + inner + "}";
			}
		}
		String rest = Arrays.stream(others)
			.filter((other) -> !other.startsWith("\"" + names[0] + "\""))
			.map((other) -> ", " + other)
			.collect(Collectors.joining());
		return "{" + inner + rest + "}";
	}

	private static void assertRefused(HttpResponse<String> answer, String place) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		String last = place.substring(place.lastIndexOf('/') + 1);
		assertThat(answer.body()).contains(last).contains("at most 308 digits").doesNotContain(DIGITS);
	}

}
