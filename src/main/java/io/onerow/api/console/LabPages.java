package io.onerow.api.console;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.onerow.api.ExplainResponse;
import io.onerow.api.Explainer;
import io.onerow.api.KnownScopes;
import io.onerow.api.LabTurn;
import io.onerow.api.PolicyHeader;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.contact.LabResult;
import io.onerow.contact.MatchLab;
import io.onerow.matching.Policy;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tries what an upsert would be, and what another policy would have made of the past. */
@Controller
class LabPages {

	static final String PATH = ConsoleSecurity.HOME + "/lab";

	static final String EXPLAIN = PATH + "/explain";

	static final String COMPARE = PATH + "/compare";

	private static final List<String> WIRES = List.of("billabex", "openint", "propeller", "sam");

	/** Of those that differ so many are shown. */
	private static final int MOST_SHOWN = 50;

	private final Explainer explainer;

	private final MatchLab lab;

	private final LabTurn turn;

	private final KnownScopes scopes;

	private final JsonMapper json;

	LabPages(Explainer explainer, MatchLab lab, LabTurn turn, KnownScopes scopes, JsonMapper json) {
		this.explainer = explainer;
		this.lab = lab;
		this.turn = turn;
		this.scopes = scopes;
		this.json = json;
	}

	@GetMapping(PATH)
	String page(Model model) {
		return page(model, "billabex", "", "", "", "tenant", "");
	}

	private static String page(Model model, String wire, String path, String body, String policy, String scope,
			String since) {
		model.addAttribute("wires", WIRES).addAttribute("policies", PolicyHeader.POLICIES.keySet());
		model.addAttribute("wire", wire).addAttribute("path", path).addAttribute("body", body);
		model.addAttribute("policy", policy).addAttribute("scope", scope).addAttribute("since", since);
		return "lab";
	}

	@PostMapping(EXPLAIN)
	String explain(@RequestParam String wire, @RequestParam String path, @RequestParam String body,
			@RequestParam(defaultValue = "") String policy, Model model, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		URI uri = Explainer.path(path.strip()).orElseThrow(() -> noRoute());
		Policy chosen = policy.isEmpty() ? null : policy(policy);
		Explainer.Answer answer = this.explainer
			.explain(request, response, wire, List.of("PUT", "POST"), uri, body.getBytes(StandardCharsets.UTF_8),
					chosen)
			.orElseThrow(() -> noRoute());
		model.addAttribute("explained", ExplainResponse.of(answer, this.json));
		return page(model, wire, path, body, policy, "tenant", "");
	}

	private static InvalidParameter noRoute() {
		return FormFault.of("path", "path");
	}

	private static Policy policy(String word) {
		Policy policy = PolicyHeader.POLICIES.get(word);
		if (policy == null) {
			throw FormFault.of("policy", "one", String.join(", ", PolicyHeader.POLICIES.keySet()));
		}
		return policy;
	}

	@PostMapping(COMPARE)
	String compare(TenantId tenant, @RequestParam String scope, @RequestParam String policy,
			@RequestParam(defaultValue = "") String since, Model model) {
		PolicyScope known = this.scopes.get(tenant, scope.strip());
		Policy tried = policy(policy);
		Instant from = day(since);
		LabResult result = this.turn.take(() -> this.lab.replay(tenant, known, tried, from));
		model.addAttribute("result", result);
		model.addAttribute("differences", result.differences().stream().limit(MOST_SHOWN).map(Differs::of).toList());
		return page(model, "billabex", "", "", policy, scope, since);
	}

	private static @Nullable Instant day(String text) {
		try {
			return text.isEmpty() ? null : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw FormFault.of("since", "day");
		}
	}

	/** A decision that another policy would have made otherwise. */
	record Differs(@Nullable UUID record, @Nullable Long version, String at, @Nullable String match, boolean unlike,
			Told was, Told would) {

		static Differs of(LabResult.Difference one) {
			return new Differs((one.entry() != null) ? one.entry().recordId() : null,
					(one.entry() != null) ? one.entry().version() : null, Shown.time(one.at()), one.match(),
					one.unlike(), Told.of(one.was()), Told.of(one.would()));
		}

	}

	/** A decision, and why: each record that stands on a rung, with a sentence. */
	record Told(String decision, @Nullable UUID matched, List<String> whys) {

		static Told of(LabResult.Decision decision) {
			return new Told(decision.decision().toLowerCase(Locale.ROOT), decision.matched(),
					decision.why().judged().stream().map((one) -> one.why()).toList());
		}

	}

}
