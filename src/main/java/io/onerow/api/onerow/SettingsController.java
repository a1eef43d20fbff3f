package io.onerow.api.onerow;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.source.TenantSources;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a tenant has set: so far, which member of a record is the time at its source. */
@RestController
class SettingsController {

	static final String PATH = "/api/onerow/v1/settings";

	private static final String SOURCE_TIME = "sourceTime";

	/** The wires whose records may tell a time. */
	private static final Set<String> WIRES = Set.of("billabex", "openint", "propeller", "sam");

	private static final int MEMBER_MAX = 100;

	private final TenantSources sources;

	SettingsController(TenantSources sources) {
		this.sources = sources;
	}

	@GetMapping(PATH)
	Map<String, Map<String, String>> get(TenantId tenant) {
		return Map.of(SOURCE_TIME, new TreeMap<>(this.sources.get(tenant).timeMembers()));
	}

	/** Takes the place of all that was set. */
	@Unconditional
	@PutMapping(PATH)
	Map<String, Map<String, String>> put(TenantId tenant, @RequestBody JsonNode body) {
		Members settings = Members.of(body).refuseOthers(Set.of(SOURCE_TIME));
		Map<String, String> members = new HashMap<>();
		if (settings.object(SOURCE_TIME) instanceof Change.Set<Members> sent) {
			sent.value().refuseOthers(WIRES);
			for (String wire : sent.value().names()) {
				if (sent.value().filled(wire, MEMBER_MAX) instanceof Change.Set<String> member) {
					members.put(wire, member.value());
				}
			}
		}
		settings.verify();
		this.sources.putTimeMembers(tenant, members);
		return Map.of(SOURCE_TIME, new TreeMap<>(members));
	}

}
