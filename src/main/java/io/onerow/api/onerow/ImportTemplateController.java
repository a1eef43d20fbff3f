package io.onerow.api.onerow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportTemplate;
import io.onerow.imports.ImportTemplates;
import io.onerow.imports.Imports;
import io.onerow.imports.Mapping;
import io.onerow.matching.Text;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What columns of files are that come again. */
@RestController
class ImportTemplateController {

	static final String PATH = "/api/onerow/v1/import-templates";

	static final String ONE = PATH + "/{name}";

	/** What the records belong to; what the first of their name do if it is not told. */
	private static final String OF = "of";

	private static final int LONGEST_NAME = 100;

	private final ImportTemplates templates;

	private final Imports imports;

	ImportTemplateController(ImportTemplates templates, Imports imports) {
		this.templates = templates;
		this.imports = imports;
	}

	@GetMapping(PATH)
	Page list(TenantId tenant) {
		return new Page(this.templates.list(tenant).stream().map(this::item).toList(), null);
	}

	@GetMapping(ONE)
	Item get(TenantId tenant, @PathVariable String name) {
		return item(this.templates.get(tenant, name));
	}

	@PutMapping(ONE)
	@Unconditional
	Item put(TenantId tenant, @PathVariable String name, @RequestBody JsonNode body) {
		if (name.length() > LONGEST_NAME || Text.isBlank(name) || name.indexOf(0) >= 0) {
			throw new InvalidParameter("name", "must be 1 to " + LONGEST_NAME + " characters");
		}
		Members members = Members.of(body);
		List<ImportKind> kinds = this.imports.kinds();
		Map<String, String> owners = new TreeMap<>();
		kinds.forEach((kind) -> owners.put(kind.owner(), kind.owner()));
		String owner = members.refuseNull(OF).oneOf(OF, owners).applyTo(null);
		ImportKind kind = OwnedRecords.kind(members, kinds, (other) -> other.equals(owner));
		if (kind != null && owner != null && !kind.owner().equals(owner)) {
			members.fault(OF, "must be one that " + kind.name() + " can belong to");
		}
		Mapping mapping = ImportMapping.read(members, "kind", OF);
		return item(
				ImportMapping.checked(() -> this.templates.put(tenant, name, Objects.requireNonNull(kind), mapping)));
	}

	@DeleteMapping(ONE)
	@Unconditional
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable String name) {
		this.templates.delete(tenant, name);
	}

	private Item item(ImportTemplate template) {
		return Item.of(template, this.imports.kind(template.kind()).orElseThrow());
	}

	/** All that there are, by name. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page(List<Item> items, @Nullable String next) {

	}

	/**
	 * What a client says of a mapping, with its name; {@code of} is what the records
	 * belong to.
	 */
	record Item(String name, String kind, String of, Map<String, ColumnItem> columns, Map<String, String> defaults,
			Instant updatedAt) {

		static Item of(ImportTemplate template, ImportKind kind) {
			Map<String, ColumnItem> columns = new LinkedHashMap<>();
			template.mapping().columns().forEach((name, mapped) -> columns.put(name, ColumnItem.of(mapped)));
			return new Item(template.name(), kind.name(), kind.owner(), columns, template.mapping().defaults(),
					template.updatedAt());
		}

	}

	/** What a column is. */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record ColumnItem(String member, @Nullable String dates, Map<String, String> values) {

		static ColumnItem of(Mapping.Mapped mapped) {
			return new ColumnItem(mapped.member(), (mapped.dates() != null) ? mapped.dates().toString() : null,
					mapped.values());
		}

	}

}
