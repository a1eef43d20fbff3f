package io.onerow.api.sam;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Journeys of a client of SAM, over HTTP. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class SamIntegrationTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String ANN = """
			[{"externalId": "A", "firstname": "Ann", "lastname": "Lee", "email1": "ann@canary.example", "mobile": "1"}]""";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private String tenant;

	private SamClient client;

	@BeforeEach
	void logIn() {
		this.tenant = "sam-" + UUID.randomUUID().toString().substring(0, 13);
		this.client = logIn("user@" + this.tenant + ".example");
	}

	private SamClient logIn(String user) {
		return SamClient.of(this.context, this.tenant, user, "accounts:all");
	}

	@Test
	void requestOfTheDocumentAnswersItsResponseAndWritesNothingTheSecondTime() throws IOException {
		String request = resource("request.json");
		HttpResponse<String> first = this.client.upsert(request);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.body()).isEqualTo(JSON.readTree(resource("response.json")).toString());
		String rows = rows();
		HttpResponse<String> second = this.client.upsert(request);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(rows()).isEqualTo(rows);
		assertThat(this.client.contacts()).hasSize(2);
	}

	@Test
	void contactOfTheDocumentIsListedAsSentWithWhatTheServiceKnows() throws IOException {
		this.client.upsert(resource("request.json"));
		ObjectNode sent = (ObjectNode) JSON.readTree(resource("request.json")).get(0);
		ObjectNode listed = (ObjectNode) this.client.contacts().get(0);
		assertThat(listed.propertyNames()).containsExactlyElementsOf(sent.propertyNames()).hasSize(41);
		assertThat(listed.get("contactId").isIntegralNumber()).isTrue();
		assertThat(listed.get("contactCreated").longValue()).isGreaterThan(1_700_000_000_000L);
		assertThat(listed.get("contactCreatedBy")).isEqualTo(listed.get("contactModifiedBy"));
		assertThat(listed.get("contactCreatedBy").stringValue()).isNotBlank();
		for (String own : List.of("contactId", "contactCreated", "contactCreatedBy", "contactModifiedBy")) {
			sent.remove(own);
			listed.remove(own);
		}
		assertThat(listed).isEqualTo(sent);
	}

	@Test
	void everyMemberIsKeptAndListed() {
		ObjectNode sent = JSON.createObjectNode();
		for (Member member : Member.ALL) {
			sent.put(member.name(), "x " + member.name());
		}
		sent.put("countryCode", "AU").put("otherCountryCode", "NZ").put("mobile", "+61 1").put("phone", "+61 2");
		sent.put("otherPhone", "+61 3").put("email1", "one@x.example").put("email2", "two@x.example");
		sent.put("contactCreated", 1_416_018_840_030L).put("contactModified", 1_416_018_840_031L);
		sent.remove("contactId");
		assertThat(this.client.upsert("[" + sent + "]").body()).contains("\"rowsAffected\":1}");
		ObjectNode listed = (ObjectNode) this.client.contacts().get(0);
		assertThat(listed.remove("contactId").isIntegralNumber()).isTrue();
		assertThat(listed).isEqualTo(sent).hasSize(40);
	}

	@Test
	void nullAndAbsentKeepAndFieldsToNullClears() {
		this.client.upsert(ANN);
		this.client.upsert("[{\"externalId\": \"A\", \"firstname\": null, \"mobile\": null, \"city\": \"Oslo\"}]");
		JsonNode kept = this.client.contacts().get(0);
		assertThat(kept.get("firstname").stringValue()).isEqualTo("Ann");
		assertThat(kept.get("mobile").stringValue()).isEqualTo("1");
		assertThat(kept.get("city").stringValue()).isEqualTo("Oslo");
		this.client.upsert("[{\"externalId\": \"A\", \"fieldsToNull\": [\"mobile\", \"email1\"]}]");
		JsonNode cleared = this.client.contacts().get(0);
		assertThat(cleared.get("mobile").isNull()).isTrue();
		assertThat(cleared.get("email1").isNull()).isTrue();
		// the address is free again
		assertThat(this.client.upsert(ANN.replace("\"A\"", "\"B\"")).body()).contains("\"rowsAffected\":1}");
		assertThat(this.client.contacts()).hasSize(2);
	}

	@Test
	void contactIdComesBeforeExternalIdAndThatBeforeEmail() {
		this.client.upsert(ANN);
		this.client.upsert(ANN.replace("\"A\"", "\"B\"").replace("ann@", "bob@").replace("Ann", "Bob"));
		long ann = this.client.contacts().get(0).get("contactId").longValue();
		this.client.upsert("[{\"contactId\": " + ann + ", \"externalId\": \"A2\", \"city\": \"Rome\"}]");
		this.client.upsert("[{\"externalId\": \"A2\", \"email1\": \"ann2@canary.example\", \"state\": \"RM\"}]");
		JsonNode contacts = this.client.contacts();
		assertThat(contacts).hasSize(2);
		assertThat(contacts.get(0).get("externalId").stringValue()).isEqualTo("A2");
		assertThat(contacts.get(0).get("city").stringValue()).isEqualTo("Rome");
		assertThat(contacts.get(0).get("email1").stringValue()).isEqualTo("ann2@canary.example");
		HttpResponse<String> byNumber = this.client.upsert("[{\"contactId\": " + ann + ", \"city\": \"Rome\"}]");
		assertThat(byNumber.body()).isEqualTo("[{\"recordId\":\"" + ann + "\",\"rowsAffected\":1}]");
	}

	@Test
	void emailFindsAContactWithoutExternalIdWhichTakesTheSentOne() {
		this.client.upsert(ANN);
		this.jdbc.sql("update contact set external_id = null where tenant_id = ?").param(this.tenant).update();
		this.client.upsert(ANN.replace("\"A\"", "\"NEW\"").replace("ann@", "ANN@"));
		JsonNode contacts = this.client.contacts();
		assertThat(contacts).hasSize(1);
		assertThat(contacts.get(0).get("externalId").stringValue()).isEqualTo("NEW");
		assertThat(contacts.get(0).get("email1").stringValue()).isEqualTo("ann@canary.example");
	}

	@Test
	void identityConflictRefusesItsItemAloneAndIsLoggedByOurId(CapturedOutput output) {
		this.client.upsert(ANN);
		String before = rows();
		HttpResponse<String> answer = this.client
			.upsert(ANN.replace("[{", "[{\"externalId\": \"C\", \"firstname\": \"Cy\", \"lastname\": \"Ott\"}, {")
				.replace("\"A\"", "\"other\\nid\""));
		String number = this.jdbc.sql("select number::text from contact where tenant_id = ? and external_id = 'A'")
			.param(this.tenant)
			.query(String.class)
			.single();
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body())
			.isEqualTo("[{\"recordId\":\"C\",\"rowsAffected\":1},{\"recordId\":\"other\\nid\",\"rowsAffected\":0,"
					+ "\"error\":{\"exception\":\"WSEmailAlreadyExistsException\",\"code\":1010,"
					+ "\"message\":\"email1 belongs to contact " + number + ".\"}}]");
		assertThat(rows()).startsWith(before);
		String holder = this.jdbc.sql("select contact_id::text from contact where tenant_id = ? and external_id = 'A'")
			.param(this.tenant)
			.query(String.class)
			.single();
		assertThat(output).contains("A contact is refused: its email1 belongs to contact " + holder)
			.doesNotContain("other")
			.doesNotContain("canary");
	}

	@Test
	void takenEmailRefusesAnUpdate() {
		this.client.upsert(ANN);
		this.client.upsert("[{\"externalId\": \"B\", \"firstname\": \"Bo\", \"lastname\": \"Ek\"}]");
		HttpResponse<String> answer = this.client.upsert(ANN.replace("\"A\"", "\"B\""));
		assertThat(answer.body()).contains("\"rowsAffected\":0", "WSEmailAlreadyExistsException");
		assertThat(this.client.contacts().get(1).get("firstname").stringValue()).isEqualTo("Bo");
	}

	@Test
	void sameExternalIdTwiceIsAppliedInOrder() {
		HttpResponse<String> answer = this.client
			.upsert("[{\"externalId\": \"A\", \"firstname\": \"Ann\", \"lastname\": \"Lee\", \"city\": \"Oslo\"},"
					+ "{\"externalId\": \"A\", \"city\": \"Rome\"}]");
		assertThat(answer.body())
			.isEqualTo("[{\"recordId\":\"A\",\"rowsAffected\":1},{\"recordId\":\"A\",\"rowsAffected\":1}]");
		JsonNode contacts = this.client.contacts();
		assertThat(contacts).hasSize(1);
		assertThat(contacts.get(0).get("city").stringValue()).isEqualTo("Rome");
		assertThat(contacts.get(0).get("lastname").stringValue()).isEqualTo("Lee");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                                | The body must be an array
			[{"externalId": "A"}, 7]                          | /1 must be an object
			[{"contactId": "7"}]                              | /0/contactId must be a number
			[{"externalId": "A"}, {"externalId": true}]       | /1/externalId must be a string
			[{"externalId": "A", "mobile": 7}]                | /0/mobile must be a string
			[{"externalId": "A", "fieldsToNull": "city"}]     | /0/fieldsToNull must be an array
			[{"externalId": "A", "fieldsToNull": [1]}]        | /0/fieldsToNull/0 must be a string
			[{"externalId": "A", "externalId": "B"}]          | /0/externalId is given twice""")
	void valueOfAWrongTypeRefusesTheWholeArrayAndIsNamedByIndexAndMember(String body, String message) {
		HttpResponse<String> answer = this.client.upsert(body);
		assertThat(answer.statusCode()).isEqualTo(400);
		JsonNode fault = Client.json(answer);
		assertThat(fault.propertyNames()).containsExactly("exception", "code", "message", "status");
		assertThat(fault.get("exception").stringValue()).isEqualTo("WSInvalidParameterException");
		assertThat(fault.get("code").intValue()).isEqualTo(1002);
		assertThat(fault.get("status").intValue()).isEqualTo(400);
		assertThat(fault.get("message").stringValue()).startsWith(message);
		assertThat(this.client.contacts()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"externalId": "B", "mobile": "+49 (0) 170 12 34 56 78 / 9" | "B" | mobile must be at most 20 characters.
					"externalId": "B", "company": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" | "B" | company must be at most 50 characters.
					"externalId": "B", "countryCode": "XX", "email1": "n/a" | "B" | countryCode must be an ISO 3166-1 alpha-2 country code; email1 must be an email address.
					"externalId": "B", "notes": "\\u0000x"             | "B" | notes must not contain the NUL character.
					"externalId": "B", "contactModified": 1.5          | "B" | contactModified must be a whole number.
					"externalId": "B", "fieldsToNull": ["lastname"]    | "B" | fieldsToNull must only name members that can be null.
					"externalId": "B", "fieldsToNull": ["city"], "city": "X" | "B" | city must not have a value and be in fieldsToNull.
					"externalId": 1.5                                  | null | externalId must be a string or a whole number.
					"externalId": "123456789012345678901234567890123456789012345678901", "contactId": 0 | null | contactId must be from 1 to 9223372036854775807; externalId must be at most 50 characters.
					"externalId": " ", "firstname": "B"                | null | must have an externalId or a contactId.
					"firstname": "B", "lastname": "B"                  | null | must have an externalId or a contactId.
					"externalId": "B", "firstname": " "                | "B" | No record matched, and to create one firstname and lastname must be given.
					"contactId": 9223372036854775807                   | "9223372036854775807" | contactId is not known.""")
	void valueThatIsNotTakenRefusesItsItemAlone(String members, String recordId, String message) {
		HttpResponse<String> answer = this.client
			.upsert(ANN.replace("}]", "}, {" + members + "}, {\"externalId\": \"A\", \"city\": \"Oslo\"}]"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("[{\"recordId\":\"A\",\"rowsAffected\":1},{\"recordId\":" + recordId
				+ ",\"rowsAffected\":0,\"error\":{\"exception\":\"WSInvalidParameterException\",\"code\":1002,\"message\":\""
				+ message + "\"}},{\"recordId\":\"A\",\"rowsAffected\":1}]");
		JsonNode contacts = this.client.contacts();
		assertThat(contacts).hasSize(1);
		assertThat(contacts.get(0).get("city").stringValue()).isEqualTo("Oslo");
	}

	@Test
	void blankKeepsLikeAbsent() {
		StringBuilder blanks = new StringBuilder("{\"externalId\": \"A\"");
		for (Member member : Member.ALL) {
			if (!member.name().equals(Member.EXTERNAL_ID)) {
				blanks.append(", \"").append(member.name()).append("\": \" \\u00a0\"");
			}
		}
		this.client.upsert(ANN);
		JsonNode stored = this.client.contacts().get(0);
		HttpResponse<String> answer = this.client.upsert("[" + blanks
				+ "}, {\"externalId\": \"B\", \"firstname\": \"Bo\", \"lastname\": \"Ek\", \"email1\": \"\", \"email2\": \"\","
				+ " \"countryCode\": \"\", \"fieldsToNull\": [\"city\"], \"city\": \"\"}]");
		assertThat(answer.body())
			.isEqualTo("[{\"recordId\":\"A\",\"rowsAffected\":1},{\"recordId\":\"B\",\"rowsAffected\":1}]");
		JsonNode contacts = this.client.contacts();
		assertThat(contacts.get(0)).isEqualTo(stored);
		for (String member : List.of("email1", "email2", "countryCode", "city")) {
			assertThat(contacts.get(1).get(member).isNull()).as(member).isTrue();
		}
	}

	@Test
	void numberAsAnExternalIdIsItsText() {
		String contact = "[{\"externalId\": 123574, \"firstname\": \"Ann\", \"lastname\": \"Lee\", \"countryCode\": \"xk\"}]";
		assertThat(this.client.upsert(contact).body()).isEqualTo("[{\"recordId\":\"123574\",\"rowsAffected\":1}]");
		this.client.upsert("[{\"externalId\": \"123574\", \"city\": \"Peja\"}]");
		JsonNode contacts = this.client.contacts();
		assertThat(contacts).hasSize(1);
		assertThat(contacts.get(0).get("externalId").stringValue()).isEqualTo("123574");
		assertThat(contacts.get(0).get("city").stringValue()).isEqualTo("Peja");
		assertThat(contacts.get(0).get("countryCode").stringValue()).isEqualTo("XK");
	}

	@Test
	void arrayTakesAThousandAndNoMore() {
		List<String> items = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			items.add("{\"externalId\": \"" + i + "\", \"firstname\": \"F\", \"lastname\": \"L\"}");
		}
		assertThat(this.client.upsert(items.toString()).statusCode()).isEqualTo(200);
		assertThat(this.client.contacts()).hasSize(1_000);
		items.add("{\"externalId\": \"more\"}");
		assertThat(this.client.upsert(items.toString()).statusCode()).isEqualTo(400);
		assertThat(this.client.upsert("[]").body()).isEqualTo("[]");
	}

	@Test
	void listWithoutAllHasWhatTheCallerCreated() {
		this.client.upsert(ANN);
		SamClient other = logIn("other@" + this.tenant + ".example");
		other.upsert("[{\"externalId\": \"A\", \"city\": \"Oslo\"},"
				+ "{\"externalId\": \"B\", \"firstname\": \"Bo\", \"lastname\": \"Ek\"}]");
		assertThat(Client.json(other.list("")).findValuesAsString("externalId")).containsExactly("B");
		assertThat(Client.json(other.list("?all=false")).findValuesAsString("externalId")).containsExactly("B");
		assertThat(Client.json(this.client.list("")).findValuesAsString("externalId")).containsExactly("A");
		JsonNode ann = other.contacts().get(0);
		assertThat(ann.get("contactModifiedBy")).isNotEqualTo(ann.get("contactCreatedBy"));
	}

	@Test
	void bearerTokenIsAcceptedToo() {
		Client bearer = Client.of(this.context, this.tenant, "accounts:all");
		assertThat(bearer.send("POST", ContactController.UPSERT, ANN).body())
			.isEqualTo("[{\"recordId\":\"A\",\"rowsAffected\":1}]");
		assertThat(this.client.contacts()).hasSize(1);
	}

	@Test
	void tenantsDoNotMeet() {
		this.client.upsert(ANN);
		long number = this.client.contacts().get(0).get("contactId").longValue();
		String mine = this.tenant;
		this.tenant = mine + "-2";
		SamClient stranger = logIn("stranger@" + mine + ".example");
		assertThat(stranger.contacts()).isEmpty();
		assertThat(stranger.upsert("[{\"contactId\": " + number + ", \"city\": \"X\"}]").body())
			.contains("\"rowsAffected\":0", "contactId is not known.");
		assertThat(stranger.upsert(ANN).body()).contains("\"rowsAffected\":1}");
		String secret = stranger.token().substring(stranger.token().indexOf('.'));
		assertThat(stranger.with(mine + secret).list("?all=true").statusCode()).isEqualTo(401);
		assertThat(this.client.contacts()).hasSize(1);
	}

	private String rows() {
		return this.jdbc.sql("""
				select string_agg(concat_ws(' ', external_id, xmin, version, updated_at), ',' order by contact_id)
				from contact where tenant_id = ?""").param(this.tenant).query(String.class).single();
	}

	private static String resource(String name) throws IOException {
		try (InputStream stream = Objects
			.requireNonNull(SamIntegrationTests.class.getResourceAsStream("/sam/" + name))) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
