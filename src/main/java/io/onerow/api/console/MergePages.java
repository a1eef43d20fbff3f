package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.onerow.api.Unconditional;
import io.onerow.history.History;
import io.onerow.history.RecordView;
import io.onerow.merge.Merge;
import io.onerow.merge.Merges;
import io.onerow.tenant.TenantId;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows two contacts side by side and makes one of them; and two of it again. */
@Controller
class MergePages {

	static final String MERGE = RecordPages.ONE + "/merge";

	static final String UNMERGE = ConsoleSecurity.HOME + "/merges/{id}/undo";

	private final Merges merges;

	private final History history;

	MergePages(Merges merges, History history) {
		this.merges = merges;
		this.history = history;
	}

	@GetMapping(MERGE)
	String compare(TenantId tenant, @PathVariable UUID id, @RequestParam String other, Model model) {
		RecordView left = this.history.record(tenant, id);
		RecordView right = this.history.record(tenant, id(other));
		model.addAttribute("left", left.recordId()).addAttribute("right", right.recordId());
		model.addAttribute("sides", SideBySide.of(fields(left), fields(right)));
		return "merge";
	}

	private static Map<String, JsonNode> fields(RecordView record) {
		Map<String, JsonNode> fields = new LinkedHashMap<>();
		record.fields().forEach((name, field) -> fields.put(name, field.value()));
		return fields;
	}

	private static UUID id(String text) {
		try {
			return UUID.fromString(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw FormFault.of("other", "record");
		}
	}

	/** The one of the path survives. */
	@Unconditional
	@PostMapping(MERGE)
	ResponseEntity<Void> merge(TenantId tenant, @PathVariable UUID id, @RequestParam UUID other) {
		Merge merge = this.merges.merge(tenant, id, other).merge();
		return Shown.next(RecordPages.path(merge.survivor()) + "?done=merged");
	}

	@Unconditional
	@PostMapping(UNMERGE)
	ResponseEntity<Void> unmerge(TenantId tenant, @PathVariable UUID id) {
		return Shown.next(RecordPages.path(this.merges.undo(tenant, id).survivor()) + "?done=unmerged");
	}

}
