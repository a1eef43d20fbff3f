package io.onerow.imports;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;

import org.springframework.stereotype.Service;

/**
 * Mappings that a tenant keeps by name. All methods throw {@link NotFound} for one that
 * is not the tenant's.
 */
@Service
public class ImportTemplates {

	/** Of a tenant, so many are told. */
	public static final int MOST = 1_000;

	private final ImportTemplateRepository templates;

	private final Imports imports;

	private final Clock clock;

	ImportTemplates(ImportTemplateRepository templates, Imports imports, Clock clock) {
		this.templates = templates;
		this.imports = imports;
		this.clock = clock;
	}

	/** By name. */
	public List<ImportTemplate> list(TenantId tenant) {
		return this.templates.all(tenant.value(), MOST).stream().map(StoredImportTemplate::toTemplate).toList();
	}

	public ImportTemplate get(TenantId tenant, String name) {
		return this.templates.findById(new StoredImportTemplate.Key(tenant.value(), name))
			.map(StoredImportTemplate::toTemplate)
			.orElseThrow(() -> new NotFound("template"));
	}

	/**
	 * Keeps a mapping, in place of what was kept by that name.
	 * @throws Unmappable as {@link Imports#map} does, but for columns
	 */
	public ImportTemplate put(TenantId tenant, String name, ImportKind kind, Mapping mapping) {
		MappingCheck.check(mapping, kind, mapping.columns().keySet());
		this.templates.put(tenant.value(), name, kind.id(), StoredImportTemplate.json(mapping.forAnyFile()),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		return get(tenant, name);
	}

	public void delete(TenantId tenant, String name) {
		if (this.templates.delete(tenant.value(), name) == 0) {
			throw new NotFound("template");
		}
	}

	/**
	 * Maps the columns of an import as a template says; those that the file does not have
	 * do not matter.
	 * @throws WrongState if it is of another kind, or as {@link Imports#map} does
	 */
	public Import map(TenantId tenant, UUID id, String name) {
		ImportTemplate template = get(tenant, name);
		Import one = this.imports.get(tenant, id);
		if (!one.kind().equals(template.kind())) {
			ImportKind kind = this.imports.kind(template.kind()).orElseThrow();
			throw new WrongState("The template is for " + kind.name() + " that belong to: " + kind.owner());
		}
		Set<String> there = one.columns().stream().map(Column::name).collect(Collectors.toSet());
		Map<String, Mapping.Mapped> columns = new LinkedHashMap<>(template.mapping().columns());
		columns.keySet().retainAll(there);
		return this.imports.map(tenant, id, new Mapping(columns, template.mapping().defaults()));
	}

}
