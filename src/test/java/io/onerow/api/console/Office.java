package io.onerow.api.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.merge.Merging;
import io.onerow.security.session.Role;
import io.onerow.security.session.UserAdministration;
import io.onerow.tenant.TenantId;
import org.assertj.core.api.Assertions;

import org.springframework.context.ApplicationContext;

/** A tenant with people who use the console, and with something to look at. */
final class Office {

	static final String PASSWORD = "a password of tests";

	private final ApplicationContext context;

	private final String tenant;

	private final Merging merging;

	Office(ApplicationContext context) {
		this(context, "o" + UUID.randomUUID().toString().substring(24));
	}

	Office(ApplicationContext context, String tenant) {
		this.context = context;
		this.tenant = tenant;
		this.merging = new Merging(context, tenant);
	}

	String tenant() {
		return this.tenant;
	}

	String base() {
		return "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	/** The address of somebody who may log in. */
	String user(Role role) {
		String email = role.name().toLowerCase(Locale.ROOT) + "@" + this.tenant + ".example";
		this.context.getBean(UserAdministration.class).create(new TenantId(this.tenant), email, role, PASSWORD);
		return email;
	}

	String contacts() {
		return this.merging.contacts();
	}

	String account() {
		return this.merging.account();
	}

	Client client() {
		return this.merging.client();
	}

	/** The id of a contact that was upserted; quotes may be single ones. */
	String upserted(String body) {
		return this.merging.upserted(body);
	}

	/** Doubts become questions from now on. */
	void asks() {
		HttpResponse<String> answer = this.merging.send("PUT", "/api/onerow/v1/policies/tenant",
				"{'policy': 'guarded', 'onDoubt': 'review'}");
		Assertions.assertThat(answer.statusCode()).isEqualTo(200);
	}

	/** Two who may be one. */
	void doubt(String name, String other, String phone) {
		upserted("{'fullName': '" + name + "', 'language': 'en', 'dateOfBirth': '1950-01-01', 'phone': '" + phone
				+ "'}");
		upserted("{'fullName': '" + other + "', 'language': 'en', 'dateOfBirth': '1985-03-27', 'phone': '" + phone
				+ "'}");
	}

	/** Has somebody else log in. */
	void logIn(Browser browser, Role role) {
		browser.open("/console/login");
		if (browser.text().contains("Log out")) {
			browser.click("Log out");
		}
		browser.logIn(user(role), PASSWORD);
	}

	/** A request with the cookie of a browser that has logged in. */
	HttpRequest.Builder request(String path, String token) {
		return HttpRequest.newBuilder(URI.create(base() + path)).header("Cookie", ConsoleSecurity.COOKIE + "=" + token);
	}

	HttpResponse<String> get(String path, String token) {
		return send(request(path, token));
	}

	static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
