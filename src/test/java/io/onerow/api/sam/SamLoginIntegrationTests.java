package io.onerow.api.sam;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.setup.DemoUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The login and the token, over HTTP: exceptions 1001 to 1006 of the table. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class SamLoginIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private Client anonymous;

	private String user;

	@BeforeEach
	void newUser() {
		this.anonymous = Client.anonymous(this.context);
		this.user = UUID.randomUUID() + "@login.example";
	}

	private SamClient logIn(String... scopes) {
		return SamClient.of(this.context, "sam-login", this.user, scopes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			version=1                                  | 400 | WSNoUsernameOrPasswordException | 1001
			uEmail=a@b.example&uPassword=              | 400 | WSNoUsernameOrPasswordException | 1001
			uPassword=secret                           | 400 | WSNoUsernameOrPasswordException | 1001
			uEmail=a%00@b.example&uPassword=x          | 400 | WSInvalidParameterException     | 1002
			uEmail=a@b.example&uPassword=x&version=2   | 400 | WSInvalidParameterException     | 1002
			uEmail=nobody@b.example&uPassword=x        | 401 | WSAuthenticationFailedException | 1005""")
	void loginIsRefused(String form, int status, String exception, int code) {
		assertRefused(SamClient.form(this.anonymous, form), status, exception, code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "" })
	void emptyLoginIsToldWhatIsMissing(String type) {
		HttpRequest.Builder request = this.anonymous.request("POST", LoginController.PATH, BodyPublishers.noBody());
		HttpResponse<String> answer = this.anonymous
			.send(type.isEmpty() ? request : request.header("Content-Type", type));
		assertRefused(answer, 400, "WSNoUsernameOrPasswordException", 1001);
		assertThat(Client.json(answer).get("message").stringValue()).isEqualTo("uEmail and uPassword are required.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "uEmail=%zz&uPassword=x", "uEmail=a%00@b.example&uPassword=x" })
	void formThatIsNotEncodedAsOneIsRefused(String form) {
		assertRefused(SamClient.form(this.anonymous, form), 400, "WSInvalidParameterException", 1002);
	}

	@ParameterizedTest
	@ValueSource(strings = { "uEmail=%ED%A0%80@b.example&uPassword=x", "uEmail=a@b.example&uPassword=a%00b",
			"uEmail=a@b.example&uPassword=%ED%A0%80" })
	void credentialsThatNobodyHasAreRefused(String form) {
		assertRefused(SamClient.form(this.anonymous, form), 401, "WSAuthenticationFailedException", 1005);
	}

	@Test
	void passwordThatIsTooLongIsRefused() {
		logIn("accounts:all");
		assertRefused(SamClient.logIn(this.anonymous, this.user, "x".repeat(10_000)), 401,
				"WSAuthenticationFailedException", 1005);
	}

	@Test
	void addressThatACallerNamesIsNotReadUnlessConfigured() {
		for (String address : new String[] { "192.0.2.7", "198.51.100.7" }) {
			assertRefused(this.anonymous.send(this.anonymous
				.request("POST", LoginController.PATH, BodyPublishers.ofString("uEmail=" + this.user + "&uPassword=x"))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.header("X-Forwarded-For", address)), 401, "WSAuthenticationFailedException", 1005);
		}
		assertThat(this.jdbc.sql("select count(*) from login_pair where email_hash = sha256(convert_to(?, 'UTF8'))")
			.param(this.user)
			.query(Long.class)
			.single()).as("the addresses that it came from").isEqualTo(1);
	}

	@Test
	void loginIsAFormAndItsUrlIsNotRead() {
		String credentials = "?uEmail=a@b.example&uPassword=x";
		assertRefused(this.anonymous.send("POST", LoginController.PATH, "{}"), 415, "WSInvalidParameterException",
				1002);
		HttpResponse<String> inUrl = this.anonymous.send(
				this.anonymous.request("POST", LoginController.PATH + credentials, BodyPublishers.ofString("version=1"))
					.header("Content-Type", "application/x-www-form-urlencoded"));
		assertRefused(inUrl, 400, "WSNoUsernameOrPasswordException", 1001);
	}

	@Test
	void fiveFailuresLockTheLoginOfAUserAndOfNobodyAlike() {
		logIn("accounts:all");
		for (String email : new String[] { this.user, "nobody-" + this.user }) {
			for (int i = 0; i < 5; i++) {
				assertRefused(SamClient.logIn(this.anonymous, email, "wrong"), 401, "WSAuthenticationFailedException",
						1005);
			}
			assertRefused(SamClient.logIn(this.anonymous, email, "wrong"), 401, "WSAccountLockedException", 1004);
			assertRefused(SamClient.logIn(this.anonymous, email, SamClient.PASSWORD), 401, "WSAccountLockedException",
					1004);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "sam-login.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void tokenThatIsNotGoodIsRefused(String token) {
		HttpResponse<String> refused = logIn("accounts:all").with(token).list("?all=true");
		assertRefused(refused, 401, "WSInvalidAuthTokenException", 1006);
		assertThat(refused.headers().firstValue(SamSecurity.TOKEN)).isEmpty();
	}

	@Test
	void missingTokenIsRefusedOnEveryRoute() {
		assertRefused(this.anonymous.send("POST", ContactController.UPSERT, "[]"), 401, "WSInvalidAuthTokenException",
				1006);
		assertRefused(this.anonymous.get(ContactController.LIST), 401, "WSInvalidAuthTokenException", 1006);
		assertRefused(this.anonymous.get("/rest/other"), 401, "WSInvalidAuthTokenException", 1006);
		assertRefused(logIn("accounts:all").list("/other"), 404, "WSInvalidParameterException", 1002);
	}

	@Test
	void userWithoutThePermissionIsRefusedWith401() {
		SamClient reader = logIn("accounts:read");
		assertRefused(reader.upsert("[]"), 401, "WSInsufficientPermissionsException", 1003);
		assertThat(reader.list("?all=true").statusCode()).isEqualTo(200);
	}

	@Test
	void loginMayCarryATokenThatIsOver() {
		logIn("accounts:all");
		HttpResponse<String> answer = this.anonymous.send(this.anonymous
			.request("POST", LoginController.PATH,
					BodyPublishers.ofString("uEmail=" + this.user + "&uPassword=" + SamClient.PASSWORD))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header(SamSecurity.TOKEN, "sam-login.over"));
		assertThat(answer.statusCode()).isEqualTo(200);
	}

	@Test
	void answerShortlyBeforeTheEndCarriesAFreshToken() {
		SamClient client = logIn("accounts:all");
		assertThat(client.list("?all=true").headers().firstValue(SamSecurity.TOKEN)).isEmpty();
		SamClient ending = logIn("accounts:all");
		this.jdbc.sql("""
				update user_session set expires_at = now() + interval '20 seconds'
				where tenant_id = 'sam-login' and token_hash = sha256(?::bytea)""").param(ending.token()).update();
		HttpResponse<String> answer = ending.list("?all=true");
		assertThat(answer.statusCode()).isEqualTo(200);
		SamClient fresh = ending.with(SamClient.token(answer));
		assertThat(fresh.list("?all=true").statusCode()).isEqualTo(200);
		assertThat(fresh.list("?all=true").headers().firstValue(SamSecurity.TOKEN)).isEmpty();
	}

	@Test
	void configuredDatabaseHasNoDemoUser() {
		assertThat(this.jdbc.sql("select count(*) from app_user where email_key = ?")
			.param(DemoUser.EMAIL)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void nothingSecretIsLogged(CapturedOutput output) {
		SamClient client = logIn("accounts:all");
		SamClient.logIn(this.anonymous, this.user, "wrong-canary");
		client.list("?all=true");
		assertThat(output).doesNotContain("canary").doesNotContain(client.token()).doesNotContain(this.user);
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String exception, int code) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		JsonNode body = Client.json(answer);
		assertThat(body.propertyNames()).containsExactly("exception", "code", "message", "status");
		assertThat(body.get("exception").stringValue()).isEqualTo(exception);
		assertThat(body.get("code").intValue()).isEqualTo(code);
		assertThat(body.get("status").intValue()).isEqualTo(status);
	}

}
