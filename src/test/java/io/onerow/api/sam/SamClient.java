package io.onerow.api.sam;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A user of SAM, logged in. */
public final class SamClient {

	static final String PASSWORD = "canary-password";

	private final Client http;

	private final String token;

	private SamClient(Client http, String token) {
		this.http = http;
		this.token = token;
	}

	/** Creates tenant and user if need be, and logs in. */
	public static SamClient of(ApplicationContext context, String tenant, String user, String... scopes) {
		context.getBean(Tenants.class).ensure(new TenantId(tenant));
		context.getBean(JdbcClient.class)
			.sql("""
					insert into app_user (tenant_id, user_id, email_key, password_hash, scopes, created_at)
					values (?, ?, ?, ?, ?, now()) on conflict do nothing""")
			.params(tenant, UUID.randomUUID(), user, "{noop}" + PASSWORD, scopes)
			.update();
		Client http = Client.anonymous(context);
		HttpResponse<String> answer = logIn(http, user, PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{}");
		return new SamClient(http, token(answer));
	}

	static HttpResponse<String> logIn(Client http, String user, String password) {
		return form(http, "uEmail=" + encoded(user) + "&uPassword=" + encoded(password) + "&version=1");
	}

	static HttpResponse<String> form(Client http, String form) {
		return http.send(http.request("POST", LoginController.PATH, BodyPublishers.ofString(form))
			.header("Content-Type", "application/x-www-form-urlencoded"));
	}

	static String token(HttpResponse<String> answer) {
		return answer.headers().firstValue(SamSecurity.TOKEN).orElseThrow();
	}

	SamClient with(String token) {
		return new SamClient(this.http, token);
	}

	public String token() {
		return this.token;
	}

	public HttpResponse<String> upsert(String body) {
		return this.http.send(this.http.request("POST", ContactController.UPSERT, BodyPublishers.ofString(body))
			.header(SamSecurity.TOKEN, this.token)
			.header("Content-Type", "application/json"));
	}

	public HttpResponse<String> list(String query) {
		return this.http.send(this.http.request("GET", ContactController.LIST + query, BodyPublishers.noBody())
			.header(SamSecurity.TOKEN, this.token));
	}

	JsonNode contacts() {
		HttpResponse<String> answer = list("?all=true");
		assertThat(answer.statusCode()).isEqualTo(200);
		return Client.json(answer);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
