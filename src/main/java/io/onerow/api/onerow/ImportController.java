package io.onerow.api.onerow;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.api.ImportIntake;
import io.onerow.api.SentFile;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.imports.Import;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportTemplates;
import io.onerow.imports.Imports;
import io.onerow.imports.Mapping;
import io.onerow.job.Job;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of records that are loaded. */
@RestController
@RequestMapping
class ImportController {

	static final String PATH = "/api/onerow/v1/imports";

	static final String ONE = PATH + "/{id}";

	static final String MAPPING = ONE + "/mapping";

	static final String PREVIEW = ONE + "/preview";

	static final String RUN = ONE + "/run";

	static final String PAUSE = ONE + "/pause";

	static final String RESUME = ONE + "/resume";

	static final String CANCEL = ONE + "/cancel";

	static final String UNDO = ONE + "/undo";

	private static final String TEMPLATE = "template";

	private static final int LONGEST_NAME = 100;

	private static final int PAGE = 100;

	private static final int LARGEST_PAGE = 1_000;

	private final Imports imports;

	private final ImportTemplates templates;

	private final ImportIntake intake;

	ImportController(Imports imports, ImportTemplates templates, ImportIntake intake) {
		this.imports = imports;
		this.templates = templates;
		this.intake = intake;
	}

	@PostMapping(PATH)
	@Unconditional
	ResponseEntity<ImportResponse> open(TenantId tenant, @RequestParam String kind,
			@RequestParam Map<String, String> parameters, HttpServletRequest request) throws IOException {
		refuseDryRun();
		ImportKind known = ImportIntake.kind(this.imports.kinds(), kind, parameters);
		SentFile form = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/")
				? formOf(request) : null;
		String name = parameters.getOrDefault("name", (form != null) ? form.name() : "");
		Import opened = this.intake.open(tenant, known, parameters.get(known.owner()), name,
				ImportIntake.format(parameters.get("format"), name, (form != null) ? null : request.getContentType()),
				(form != null) ? form::bytes : request::getInputStream);
		return ResponseEntity.created(URI.create(PATH + "/" + opened.id())).body(response(opened));
	}

	/** What is told besides the file is told by the query. */
	private static SentFile formOf(HttpServletRequest request) throws IOException {
		SentFile form = SentFile.of(request);
		form.fields().keySet().stream().sorted().findFirst().ifPresent((field) -> {
			throw new InvalidParameter(field, "must be in the query");
		});
		return form;
	}

	@GetMapping(PATH)
	ImportResponse.Page list(TenantId tenant, @RequestParam @Nullable Integer limit,
			@RequestParam @Nullable UUID after) {
		int size = (limit != null) ? limit : PAGE;
		if (size < 1 || size > LARGEST_PAGE) {
			throw new InvalidParameter("limit", "must be from 1 to " + LARGEST_PAGE);
		}
		List<Import> page = this.imports.list(tenant, after, size);
		Map<UUID, Job> jobs = this.imports.jobs(tenant, page);
		return new ImportResponse.Page(
				page.stream().map((one) -> ImportResponse.of(one, jobs.get(one.id()), this.imports)).toList(),
				(page.size() == size) ? page.get(size - 1).id() : null);
	}

	@GetMapping(ONE)
	ImportResponse get(TenantId tenant, @PathVariable UUID id) {
		return response(this.imports.get(tenant, id));
	}

	@PutMapping(MAPPING)
	@Unconditional
	ImportResponse map(TenantId tenant, @PathVariable UUID id, @RequestBody JsonNode body) {
		if (body.has(TEMPLATE)) {
			Members members = Members.of(body).refuseOthers(Set.of(TEMPLATE));
			Change<String> name = members.filled(TEMPLATE, LONGEST_NAME);
			members.refuseNull(TEMPLATE).verify();
			return response(this.templates.map(tenant, id, Objects.requireNonNull(name.applyTo(null))));
		}
		Mapping mapping = ImportMapping.ofFile(Members.of(body));
		return response(ImportMapping.checked(() -> this.imports.map(tenant, id, mapping)));
	}

	@PostMapping(PREVIEW)
	@Unconditional
	ImportResponse preview(TenantId tenant, @PathVariable UUID id) {
		return response(this.imports.preview(tenant, id));
	}

	@PostMapping(RUN)
	@Unconditional
	ImportResponse run(TenantId tenant, @PathVariable UUID id, @RequestParam @Nullable UUID sync) {
		return response(this.imports.run(tenant, id, sync));
	}

	@PostMapping(PAUSE)
	@Unconditional
	ImportResponse pause(TenantId tenant, @PathVariable UUID id) {
		return response(this.imports.pause(tenant, id));
	}

	@PostMapping(RESUME)
	@Unconditional
	ImportResponse resume(TenantId tenant, @PathVariable UUID id) {
		return response(this.imports.resume(tenant, id));
	}

	@PostMapping(CANCEL)
	@Unconditional
	ImportResponse cancel(TenantId tenant, @PathVariable UUID id) {
		return response(this.imports.cancel(tenant, id));
	}

	@PostMapping(UNDO)
	@Unconditional
	ImportResponse undo(TenantId tenant, @PathVariable UUID id) {
		return response(this.imports.undo(tenant, id));
	}

	static void refuseDryRun() {
		if (WriteContext.current().isDryRun()) {
			throw new InvalidParameter("dryRun", "is not taken here: a file writes no record until it runs");
		}
	}

	private ImportResponse response(Import one) {
		return ImportResponse.of(one, this.imports);
	}

}
