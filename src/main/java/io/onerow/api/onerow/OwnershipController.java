package io.onerow.api.onerow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.onerow.account.AccountChanges;
import io.onerow.api.RecordFields;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.contact.ContactChanges;
import io.onerow.customer.CustomerField;
import io.onerow.source.TenantSources;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which source alone may write a field: the whole table of a tenant. */
@RestController
class OwnershipController {

	static final String PATH = "/api/onerow/v1/ownership";

	private static final int SOURCE_MAX = 100;

	private final TenantSources sources;

	private final Map<String, Set<String>> fields;

	OwnershipController(TenantSources sources, List<RecordFields> more) {
		this.sources = sources;
		this.fields = fields(more);
	}

	private static Map<String, Set<String>> fields(List<RecordFields> more) {
		Map<String, Set<String>> fields = new TreeMap<>();
		fields.put("contact", new HashSet<>(ContactChanges.FIELDS));
		fields.put("account", new HashSet<>(AccountChanges.FIELDS));
		fields.put("customer", new HashSet<>(CustomerField.OWNABLE));
		more.forEach((wire) -> wire.byKind()
			.forEach((kind, names) -> fields.computeIfAbsent(kind, (unknown) -> new HashSet<>()).addAll(names)));
		return fields;
	}

	@GetMapping(PATH)
	Map<String, Map<String, String>> get(TenantId tenant) {
		return answer(this.sources.get(tenant).owners());
	}

	/** Takes the place of the whole table. */
	@Unconditional
	@PutMapping(PATH)
	Map<String, Map<String, String>> put(TenantId tenant, @RequestBody JsonNode body) {
		Members kinds = Members.of(body).refuseOthers(this.fields.keySet());
		Map<String, Map<String, String>> owners = new HashMap<>();
		this.fields.forEach((kind, known) -> {
			if (kinds.object(kind) instanceof Change.Set<Members> sent) {
				owners.put(kind, owners(sent.value().refuseOthers(known)));
			}
		});
		kinds.verify();
		this.sources.putOwners(tenant, owners);
		return answer(owners);
	}

	private static Map<String, String> owners(Members sent) {
		Map<String, String> owners = new HashMap<>();
		for (String field : sent.names()) {
			if (sent.filled(field, SOURCE_MAX) instanceof Change.Set<String> owner) {
				owners.put(field, owner.value());
			}
		}
		return owners;
	}

	private Map<String, Map<String, String>> answer(Map<String, Map<String, String>> owners) {
		Map<String, Map<String, String>> answer = new TreeMap<>();
		this.fields.keySet().forEach((kind) -> answer.put(kind, new TreeMap<>(owners.getOrDefault(kind, Map.of()))));
		return answer;
	}

}
