package io.onerow.api.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.onerow.api.Unconditional;
import io.onerow.api.Upserts;
import io.onerow.security.Access;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * Makes an operation of OpenAPI of what people have written of one, and of what the code
 * declares of its route: scopes, whether it writes records, looks for them, and takes
 * preconditions. Written are {@code body}, {@code form} or {@code file}, {@code answers},
 * {@code refused} (examples of refusals by status), {@code etag}, {@code mayBeMerged}
 * where the contact may be part of another, and {@code elsewhere} where no controller
 * answers.
 */
final class Operation {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String JSON = "application/json";

	private static final String REFUSED = "refused";

	/** As files are usually said to be. */
	private static final List<String> FILES = List.of("text/csv", "application/x-ndjson",
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream");

	private final Wire wire;

	private final HttpMethod method;

	private final String path;

	private final ObjectNode written;

	private final Access access;

	private final boolean writes;

	private final boolean upserts;

	private final boolean conditional;

	Operation(Wire wire, HttpMethod method, String path, ObjectNode written, Routes routes) {
		this.wire = wire;
		this.method = method;
		this.path = path;
		this.written = written;
		Optional<HandlerMethod> handler = routes.handler(method, path);
		this.access = routes.access(method, path);
		this.writes = routes.writesRecords(method, path);
		this.upserts = handler.filter((route) -> route.hasMethodAnnotation(Upserts.class)).isPresent();
		this.conditional = this.writes
				&& handler.filter((route) -> route.hasMethodAnnotation(Unconditional.class)).isEmpty();
	}

	ObjectNode described() {
		ObjectNode operation = NODES.objectNode();
		for (String member : List.of("operationId", "summary", "description")) {
			if (this.written.has(member)) {
				operation.set(member, this.written.get(member));
			}
		}
		operation.putArray("tags").add(this.wire.tag());
		operation.set("security", this.written.has("security") ? this.written.get("security") : security());
		operation.set("parameters", parameters());
		for (String kind : List.of("body", "form")) {
			if (this.written.get(kind) instanceof ObjectNode body) {
				operation.set("requestBody",
						body(body, kind.equals("body") ? JSON : "application/x-www-form-urlencoded"));
			}
		}
		if (this.written.has("file")) {
			ObjectNode content = operation.putObject("requestBody").put("required", true).putObject("content");
			FILES.forEach((
					type) -> content.putObject(type).putObject("schema").put("type", "string").put("format", "binary"));
		}
		operation.set("responses", responses());
		return operation;
	}

	/** Any one of what is listed is enough. */
	private ArrayNode security() {
		ArrayNode security = NODES.arrayNode();
		for (String scheme : this.wire.credentials()) {
			if (this.access instanceof Access.AllScopes all) {
				ArrayNode scopes = security.addObject().putArray(scheme);
				new TreeSet<>(all.scopes()).forEach(scopes::add);
			}
			else if (this.access instanceof Access.AnyScope any) {
				new TreeSet<>(any.scopes()).forEach((scope) -> security.addObject().putArray(scheme).add(scope));
			}
		}
		return security;
	}

	private ArrayNode parameters() {
		ArrayNode parameters = NODES.arrayNode();
		for (JsonNode one : this.written.path("parameters")) {
			parameters.add(parameter(one));
		}
		for (String shared : shared()) {
			parameters.add(parameter(NODES.stringNode(shared)));
		}
		return parameters;
	}

	static JsonNode parameter(JsonNode written) {
		return written.isString() ? NODES.objectNode().put("$ref", "#/components/parameters/" + written.stringValue())
				: written;
	}

	private List<String> shared() {
		List<String> names = new ArrayList<>(List.of("RequestId"));
		if (this.writes) {
			names.addAll(List.of("IdempotencyKey", "OnerowSource", "OnerowSourceTime", "OnerowForce", "OnerowSync"));
		}
		if (!this.access.scopes().isEmpty() && !HttpMethod.GET.equals(this.method)) {
			names.addAll(List.of("DryRun", "DryRunHeader"));
		}
		if (this.conditional) {
			names.addAll(List.of("IfMatch", "IfNoneMatch"));
		}
		if (this.upserts) {
			names.add("OnerowMatchPolicy");
		}
		if (isVersionedRead()) {
			names.add("IfNoneMatchRead");
		}
		return names;
	}

	private boolean isVersionedRead() {
		return HttpMethod.GET.equals(this.method) && this.written.has("etag");
	}

	private ObjectNode body(ObjectNode written, String type) {
		ObjectNode body = NODES.objectNode();
		body.put("required", !this.written.has("optionalBody"));
		ObjectNode content = body.putObject("content").putObject(type);
		content.set("schema", schema(written.get("schema")));
		ObjectNode examples = content.putObject("examples");
		written.get("examples").forEachEntry((name, value) -> examples.putObject(name).set("value", value));
		return body;
	}

	private static JsonNode schema(JsonNode written) {
		return written.isString() ? NODES.objectNode().put("$ref", "#/components/schemas/" + written.stringValue())
				: written;
	}

	private ObjectNode responses() {
		ObjectNode responses = NODES.objectNode();
		this.written.get("answers").forEachEntry((status, answer) -> {
			if (answer instanceof ObjectNode written) {
				responses.set(status, answer(written));
			}
		});
		if (isVersionedRead()) {
			responses.putObject("304")
				.put("description", "It is in one of these versions")
				.putObject("headers")
				.setAll(headers(ofRecord()));
		}
		String as = this.written.path("refusedAs").asString("");
		if (!as.equals("none")) {
			refusals().forEach((status) -> responses.set(status, refusal(status, as)));
		}
		return responses;
	}

	private ObjectNode answer(ObjectNode written) {
		ObjectNode answer = NODES.objectNode();
		answer.set("description", written.get("description"));
		ObjectNode headers = answer.putObject("headers");
		headers.setAll(headers(headers(written)));
		if (!this.written.has("refusedAs")) {
			headers.setAll(this.wire.headers());
		}
		if (written.get("headers") instanceof ObjectNode own) {
			headers.setAll(own);
		}
		if (written.has("schema")) {
			ObjectNode content = answer.putObject("content");
			ObjectNode body = content.putObject(written.path("type").asString(JSON));
			body.set("schema", schema(written.get("schema")));
			if (written.has("example")) {
				body.set("example", written.get("example"));
			}
			if (written.get("also") instanceof ObjectNode more) {
				content.setAll(more);
			}
		}
		return answer;
	}

	private List<String> headers(ObjectNode answer) {
		List<String> names = ofRecord();
		if (answer.has("location")) {
			names.add("Location");
		}
		if (this.writes) {
			names.addAll(List.of("Onerow-Outcome", "Onerow-Withheld", "Onerow-Affected", "Idempotency-Expires",
					"Idempotency-Replayed"));
		}
		if (this.upserts) {
			names.add("Onerow-Match");
		}
		if (!this.access.scopes().isEmpty() && !HttpMethod.GET.equals(this.method)) {
			names.add("Onerow-Dry-Run");
		}
		return names;
	}

	/** What each answer has that tells of a record, and of who has asked for it. */
	private List<String> ofRecord() {
		List<String> names = new ArrayList<>(List.of("x-request-id"));
		if (!this.access.scopes().isEmpty()) {
			names.addAll(Refusals.ALLOWANCE);
		}
		if (this.written.has("etag")) {
			names.add("ETag");
		}
		if (this.written.has("mayBeMerged")) {
			names.add("Onerow-Merged-Into");
		}
		return names;
	}

	private static ObjectNode headers(List<String> names) {
		ObjectNode headers = NODES.objectNode();
		names.forEach((name) -> headers.putObject(name).put("$ref", Refusals.PREFIX + name));
		return headers;
	}

	/** The statuses with which it can be refused. */
	private Set<String> refusals() {
		Set<String> statuses = new TreeSet<>(List.of("400", "500", "503"));
		if (!this.access.scopes().isEmpty()) {
			statuses.addAll(List.of("401", "403", "429"));
		}
		if (this.path.contains("{")) {
			statuses.add("404");
		}
		if (this.written.has("body") || this.written.has("form") || this.written.has("file")) {
			statuses.addAll(List.of("408", "413", "415"));
		}
		if (this.writes) {
			statuses.addAll(List.of("409", "422"));
		}
		if (this.conditional) {
			statuses.add("412");
		}
		this.written.get("answers").forEachEntry((status, answer) -> {
			if (answer.isString()) {
				statuses.add(status);
			}
		});
		this.written.path(REFUSED).propertyNames().forEach(statuses::add);
		this.wire.without().forEach(statuses::remove);
		return statuses;
	}

	private ObjectNode refusal(String status, String as) {
		JsonNode examples = this.written.path(REFUSED).get(status);
		JsonNode schema = this.written.path("refusedBy").get(status);
		if (examples == null && schema == null) {
			return NODES.objectNode().put("$ref", this.wire.refusal(status, as));
		}
		ObjectNode answer = this.wire.refusals(as).answer(status, this.wire.challenges());
		ObjectNode content = (ObjectNode) answer.get("content").iterator().next();
		if (schema != null) {
			content.set("schema", schema);
		}
		addExamples(examples, status, as, content.withObject("examples"));
		return answer;
	}

	private void addExamples(@Nullable JsonNode written, String status, String as, ObjectNode examples) {
		if (written != null) {
			written.forEachEntry((name, own) -> examples.putObject(name)
				.set("value", this.wire.refusals(as).body(status, (ObjectNode) own)));
		}
	}

}
