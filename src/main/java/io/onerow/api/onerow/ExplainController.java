package io.onerow.api.onerow;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.api.ExplainResponse;
import io.onerow.api.Explainer;
import io.onerow.api.PolicyHeader;
import io.onerow.api.json.Fault;
import io.onerow.api.json.InvalidBody;
import io.onerow.api.json.Members;
import io.onerow.matching.Policy;
import io.onerow.upsert.Change;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Why an upsert of a wire would be of which record. Nothing is written. */
@RestController
class ExplainController {

	static final String PATH = "/api/onerow/v1/explain";

	private static final Set<String> MEMBERS = Set.of("wire", "path", "method", "body", "policy");

	private static final Map<String, String> WIRES = words("billabex", "openint", "propeller", "sam");

	private static final Map<String, String> METHODS = words("PUT", "POST");

	private static final int PATH_MAX = 2_000;

	private final Explainer explainer;

	private final JsonMapper json;

	ExplainController(Explainer explainer, JsonMapper json) {
		this.explainer = explainer;
		this.json = json;
	}

	@PostMapping(PATH)
	ExplainResponse explain(@RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		Members members = Members.of(body).refuseOthers(MEMBERS).require("wire", "path", "body");
		Change<String> wire = members.oneOf("wire", WIRES);
		Change<String> path = members.filled("path", PATH_MAX);
		Change<String> method = members.oneOf("method", METHODS);
		Change<Policy> policy = members.oneOf("policy", PolicyHeader.POLICIES);
		members.verify();
		List<String> methods = (method instanceof Change.Set<String> one) ? List.of(one.value())
				: List.of("PUT", "POST");
		byte[] sent = this.json.writeValueAsBytes(members.sent("body"));
		return this.explainer
			.explain(request, response, value(wire), methods, uri(value(path)), sent, policy.applyTo(null))
			.map((answer) -> ExplainResponse.of(answer, this.json))
			.orElseThrow(() -> fault("must be that of an upsert on this wire"));
	}

	private static String value(Change<String> sent) {
		return ((Change.Set<String>) sent).value();
	}

	private static URI uri(String path) {
		return Explainer.path(path).orElseThrow(() -> fault("must be a path, from its first slash, percent-encoded"));
	}

	private static Map<String, String> words(String... words) {
		Map<String, String> known = new LinkedHashMap<>();
		List.of(words).forEach((word) -> known.put(word, word));
		return known;
	}

	private static InvalidBody fault(String detail) {
		return new InvalidBody(List.of(new Fault("/path", detail)));
	}

}
