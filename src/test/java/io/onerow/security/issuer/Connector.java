package io.onerow.security.issuer;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.onerow.Client;
import io.onerow.hash.Sha256;
import io.onerow.security.Caller;
import tools.jackson.databind.JsonNode;

/** An application that lets people log in, and the browser of such a person. */
final class Connector {

	static final String FORM = "application/x-www-form-urlencoded";

	/** As a connector inside of an ERP has it: its own parameters in the query. */
	static final String REDIRECT = "https://123456.app.erp.example/app/site/hosting/scriptlet.nl?script=1042&deploy=1&connectName=default";

	static final String STATE = "Zk3.9_b~Q-x1";

	static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk-.~0123456789abcdefgh";

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final Caller caller;

	final String id;

	final String secret;

	Connector(Caller caller, String id, String secret) {
		this.caller = caller;
		this.id = id;
		this.secret = secret;
	}

	/** The registration as it is sent; a public client has no secret. */
	static Connector registered(Caller caller, String method) {
		HttpResponse<String> answer = register(caller,
				"""
						{"client_name":"NetSuite Connector","redirect_uris":["%s"],"grant_types":["authorization_code","refresh_token"],\
						"response_types":["code"],"token_endpoint_auth_method":"%s",\
						"scope":"invoices:all credit-notes:all accounts:all organizations:read"}"""
					.formatted(REDIRECT, method));
		if (answer.statusCode() != 201) {
			throw new IllegalStateException(answer.statusCode() + answer.body());
		}
		JsonNode body = Client.json(answer);
		return new Connector(caller, body.get("client_id").stringValue(), body.path("client_secret").stringValue(""));
	}

	static HttpResponse<String> register(Caller caller, String body) {
		return caller.send("POST", "/api/oauth/register", body, "Content-Type", "application/json", "Accept",
				"application/json");
	}

	/** The same at another instance. */
	Connector at(Caller other) {
		return new Connector(other, this.id, this.secret);
	}

	/** What it asks for; may be changed. */
	Map<String, String> request() {
		Map<String, String> request = new LinkedHashMap<>();
		request.put("response_type", "code");
		request.put("client_id", this.id);
		request.put("redirect_uri", REDIRECT);
		request.put("scope", "invoices:all credit-notes:all accounts:all organizations:read");
		request.put("state", STATE);
		request.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(VERIFIER)));
		request.put("code_challenge_method", "S256");
		return request;
	}

	/** The request but for one parameter. */
	Map<String, String> request(String name, String value) {
		Map<String, String> request = request();
		request.put(name, value);
		return request;
	}

	HttpResponse<String> open(Map<String, String> request) {
		return this.caller.call("GET", path(request));
	}

	static String path(Map<String, String> request) {
		return "/api/oauth/authorize?" + form(request);
	}

	/** Sends the form of a page that was opened. */
	HttpResponse<String> submit(Map<String, String> request, HttpResponse<String> page, String email, String password) {
		return submit(request, cookie(page),
				"_csrf=" + encoded(csrf(page)) + "&email=" + encoded(email) + "&password=" + encoded(password));
	}

	HttpResponse<String> submit(Map<String, String> request, String cookie, String form) {
		return this.caller.send("POST", path(request), form, "Content-Type", FORM, "Cookie", cookie);
	}

	HttpResponse<String> logIn(Map<String, String> request, String email, String password) {
		return submit(request, open(request), email, password);
	}

	/** Logs in and answers the code. */
	String code(String email, String password) {
		return parameter(logIn(request(), email, password), "code");
	}

	static String cookie(HttpResponse<String> page) {
		return page.headers().firstValue("Set-Cookie").orElse("none=x").split(";", 2)[0];
	}

	static String csrf(HttpResponse<String> page) {
		Matcher found = TOKEN.matcher(page.body());
		return found.find() ? found.group(1) : "";
	}

	/** A parameter of the URL that the browser is sent to. */
	static String parameter(HttpResponse<String> answer, String name) {
		String location = answer.headers()
			.firstValue("Location")
			.orElseThrow(() -> new IllegalStateException(answer.statusCode() + answer.body()));
		Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(URI.create(location).toString());
		return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
	}

	HttpResponse<String> redeem(String code) {
		return redeem(code, REDIRECT, VERIFIER);
	}

	HttpResponse<String> redeem(String code, String redirectUri, String verifier) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "authorization_code");
		form.put("code", code);
		form.put("redirect_uri", redirectUri);
		form.put("client_id", this.id);
		form.put("client_secret", this.secret);
		form.put("code_verifier", verifier);
		return token(form);
	}

	HttpResponse<String> refresh(String refreshToken) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "refresh_token");
		form.put("refresh_token", refreshToken);
		form.put("client_id", this.id);
		form.put("client_secret", this.secret);
		return token(form);
	}

	HttpResponse<String> token(Map<String, String> form) {
		form.values().removeIf(String::isEmpty);
		return this.caller.send("POST", "/api/oauth/token", form(form), "Content-Type", FORM, "Accept",
				"application/json");
	}

	/** Logs in and redeems the code. */
	JsonNode tokens(String email, String password) {
		HttpResponse<String> answer = redeem(code(email, password));
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.statusCode() + answer.body());
		}
		return Client.json(answer);
	}

	static String text(JsonNode body, String member) {
		return body.get(member).stringValue();
	}

	static String email() {
		return UUID.randomUUID() + "@people.example";
	}

	private static String form(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
