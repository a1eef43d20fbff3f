package io.onerow.api.console;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.onerow.api.ImportFiles;
import io.onerow.api.ImportIntake;
import io.onerow.api.SentFile;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.fullsync.FullSyncs;
import io.onerow.imports.DateOrder;
import io.onerow.imports.Import;
import io.onerow.imports.ImportKind;
import io.onerow.imports.ImportTemplates;
import io.onerow.imports.Imports;
import io.onerow.imports.Mapping;
import io.onerow.imports.Report;
import io.onerow.imports.Unmappable;
import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Loads files: says what their columns are, rehearses them, writes them, takes them back.
 */
@Controller
class ImportPages {

	static final String PATH = ConsoleSecurity.HOME + "/imports";

	static final String ONE = PATH + "/{id}";

	static final String COLUMN = ONE + "/column";

	static final String DEFAULT = ONE + "/default";

	static final String MEND = ONE + "/mend";

	static final String TEMPLATE = ONE + "/template";

	static final String USE_TEMPLATE = TEMPLATE + "/use";

	/** What is done with an import as a whole. */
	static final String STEP = ONE + "/steps/{step}";

	static final String FAILED = ONE + "/failed.csv";

	static final String SUCCEEDED = ONE + "/succeeded.csv";

	private static final int PAGE = 50;

	private static final int LONGEST_NAME = 100;

	private static final int LONGEST_VALUE = 1_000;

	private final Imports imports;

	private final ImportTemplates templates;

	private final ImportIntake intake;

	private final ImportFiles files;

	private final Owners owners;

	private final FullSyncs syncs;

	private final Jobs jobs;

	ImportPages(Imports imports, ImportTemplates templates, ImportIntake intake, ImportFiles files, Owners owners,
			FullSyncs syncs, Jobs jobs) {
		this.imports = imports;
		this.templates = templates;
		this.intake = intake;
		this.files = files;
		this.owners = owners;
		this.syncs = syncs;
		this.jobs = jobs;
	}

	/**
	 * The newest imports, and a form for the next.
	 * @param after behind which one they are listed; null for the newest
	 */
	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam @Nullable UUID after, Model model) {
		List<Import> page = this.imports.list(tenant, after, PAGE);
		Map<UUID, Job> jobs = this.imports.jobs(tenant, page);
		model.addAttribute("imports",
				page.stream().map((one) -> ImportView.of(one, jobs.get(one.id()), this.imports)).toList());
		model.addAttribute("next", (page.size() == PAGE) ? page.get(PAGE - 1).id() : null);
		model.addAttribute("kinds", this.imports.kinds());
		model.addAttribute("owners", this.owners.offered(tenant));
		return "imports";
	}

	/** Leads to what became of the file. */
	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Void> open(TenantId tenant, HttpServletRequest request) throws IOException {
		SentFile sent = SentFile.of(request);
		if (sent.name().isEmpty()) {
			throw FormFault.of("file", "chosen");
		}
		ImportKind kind = this.intake.kind(sent.field("kind"));
		Import opened = this.intake.open(tenant, kind, sent.field("owner"), sent.name(),
				ImportIntake.format(null, sent.name(), null), sent::bytes);
		return Shown.next(PATH + "/" + opened.id());
	}

	/**
	 * One.
	 * @param outcome of which rows of the preview are listed; null for some of each
	 * @param after the number of the row behind which they are listed
	 */
	@GetMapping(ONE)
	String show(TenantId tenant, @PathVariable UUID id, @RequestParam @Nullable String outcome,
			@RequestParam(defaultValue = "0") long after, Model model) {
		Import seen = this.imports.get(tenant, id);
		Job job = this.imports.job(seen);
		// a rehearsal may have ended between the two looks
		Import one = (job != null && job.state() != Job.State.RUNNING) ? this.imports.get(tenant, id) : seen;
		model.addAttribute("one", ImportView.of(one, job, this.imports));
		model.addAttribute("openSync", this.syncs.openOf(tenant, one.kind(), one.owner()).orElse(null));
		model.addAttribute("columns", ImportView.columns(one));
		model.addAttribute("members", this.imports.members(one));
		model.addAttribute("defaults", one.mapping().defaults());
		model.addAttribute("orders", List.of(DateOrder.values()));
		Report told = (one.result() != null) ? one.result() : one.preview();
		boolean asked = outcome != null && Report.OUTCOMES.contains(outcome) && one.preview() != null;
		List<Report.Sample> rows = asked ? this.imports.rehearsed(one, outcome, after, PAGE)
				: (one.result() == null && told != null) ? told.samples() : List.of();
		model.addAttribute("samples", rows.stream().map(ImportView.SampleView::of).toList());
		model.addAttribute("outcome", asked ? outcome : null);
		model.addAttribute("after", after);
		model.addAttribute("next", (asked && rows.size() == PAGE) ? rows.get(PAGE - 1).row() : null);
		model.addAttribute("rehearsed", (one.preview() != null) ? one.preview().counts() : Map.of());
		model.addAttribute("errors", (told != null) ? ImportView.errors(told) : List.of());
		model.addAttribute("undo", TakenBack.of(tenant, one.undone(), this.jobs));
		model.addAttribute("templates",
				this.templates.list(tenant).stream().filter((kept) -> kept.kind().equals(one.kind())).toList());
		return "import";
	}

	/**
	 * Says what one column is.
	 * @param member empty to leave it out
	 * @param column as {@link CellTexts} shows it
	 * @param values what cells mean, as {@link CellTexts} shows it
	 */
	@Unconditional
	@PostMapping(COLUMN)
	ResponseEntity<Void> map(TenantId tenant, @PathVariable UUID id, @RequestParam String column,
			@RequestParam String member, @RequestParam(defaultValue = "") String dates,
			@RequestParam(defaultValue = "") String values) {
		Mapping.@Nullable Mapped mapped = member.isEmpty() ? null
				: new Mapping.Mapped(member, order(dates), meanings(values));
		return mapped(tenant, id, (mapping) -> with(mapping, CellTexts.read(column), mapped), "#columns");
	}

	private static @Nullable DateOrder order(String word) {
		for (DateOrder order : DateOrder.values()) {
			if (order.toString().equals(word)) {
				return order;
			}
		}
		return null;
	}

	private static Map<String, String> meanings(String lines) {
		Map<String, String> meanings = CellTexts.meanings(lines);
		meanings.values().forEach((meaning) -> bounded(meaning, "values"));
		return meanings;
	}

	/**
	 * Says what a member is where a row has nothing for it; nothing if the text is empty.
	 */
	@Unconditional
	@PostMapping(DEFAULT)
	ResponseEntity<Void> setDefault(TenantId tenant, @PathVariable UUID id, @RequestParam String member,
			@RequestParam(defaultValue = "") String value) {
		return mapped(tenant, id, (mapping) -> {
			Map<String, String> defaults = new LinkedHashMap<>(mapping.defaults());
			if (value.isBlank()) {
				defaults.remove(member);
			}
			else {
				defaults.put(member, bounded(value.strip(), "value"));
			}
			return mapping.withDefaults(defaults);
		}, "#defaults");
	}

	/**
	 * Says what a cell means, wherever it stands in its column, and rehearses again.
	 * @param row the number of the one row whose cell it is; null for all such cells
	 */
	@Unconditional
	@PostMapping(MEND)
	ResponseEntity<Void> mend(TenantId tenant, @PathVariable UUID id, @RequestParam String column,
			@RequestParam(defaultValue = "") String value, @RequestParam String meant,
			@RequestParam @Nullable Integer row) {
		String name = CellTexts.read(column);
		mapped(tenant, id, (mapping) -> {
			Mapping.Mapped mapped = mapping.columns().get(name);
			if (mapped == null) {
				throw FormFault.of("column", "left.out");
			}
			if (row != null) {
				return mapping.withCell(row, name, bounded(meant.strip(), "meant"));
			}
			Map<String, String> values = new LinkedHashMap<>(mapped.values());
			values.put(CellTexts.read(value).strip(), bounded(meant.strip(), "meant"));
			return with(mapping, name, new Mapping.Mapped(mapped.member(), mapped.dates(), values));
		}, "");
		this.imports.preview(tenant, id);
		return Shown.next(PATH + "/" + id + "#preview");
	}

	private static Mapping with(Mapping mapping, String column, Mapping.@Nullable Mapped mapped) {
		Map<String, Mapping.Mapped> columns = new LinkedHashMap<>(mapping.columns());
		if (mapped == null) {
			columns.remove(column);
		}
		else {
			columns.put(column, mapped);
		}
		return mapping.withColumns(columns);
	}

	private ResponseEntity<Void> mapped(TenantId tenant, UUID id, UnaryOperator<Mapping> change, String place) {
		try {
			this.imports.remap(tenant, id, change);
			return Shown.next(PATH + "/" + id + place);
		}
		catch (Unmappable ex) {
			throw new InvalidParameter("member", String.valueOf(ex.getMessage()));
		}
	}

	/** Keeps what the columns are for the next file like it. */
	@Unconditional
	@PostMapping(TEMPLATE)
	ResponseEntity<Void> keep(TenantId tenant, @PathVariable UUID id, @RequestParam String name) {
		if (name.isBlank()) {
			throw FormFault.of("name", "required");
		}
		if (name.strip().length() > LONGEST_NAME) {
			throw FormFault.of("name", "long", LONGEST_NAME);
		}
		Import one = this.imports.get(tenant, id);
		this.templates.put(tenant, name.strip(), this.intake.kind(one.kind()), one.mapping());
		return Shown.next(PATH + "/" + id + "?done=kept");
	}

	@Unconditional
	@PostMapping(USE_TEMPLATE)
	ResponseEntity<Void> use(TenantId tenant, @PathVariable UUID id, @RequestParam String name) {
		this.templates.map(tenant, id, name);
		return Shown.next(PATH + "/" + id + "#columns");
	}

	/**
	 * Does something with an import as a whole.
	 * @param sync the full sync that it is run for; null for none
	 */
	@Unconditional
	@PostMapping(STEP)
	ResponseEntity<Void> step(TenantId tenant, @PathVariable UUID id, @PathVariable String step,
			@RequestParam @Nullable UUID sync) {
		switch (step) {
			case "preview" -> this.imports.preview(tenant, id);
			case "run" -> this.imports.run(tenant, id, sync);
			case "pause" -> this.imports.pause(tenant, id);
			case "resume" -> this.imports.resume(tenant, id);
			case "cancel" -> this.imports.cancel(tenant, id);
			case "undo" -> this.imports.undo(tenant, id);
			default -> throw FormFault.of("step", "one", "preview, run, pause, resume, cancel, undo");
		}
		return Shown.next(PATH + "/" + id);
	}

	@GetMapping(FAILED)
	void failed(TenantId tenant, @PathVariable UUID id, HttpServletResponse response) throws IOException {
		asFile(response, "failed");
		this.files.failed(tenant, id, response);
	}

	@GetMapping(SUCCEEDED)
	void succeeded(TenantId tenant, @PathVariable UUID id, HttpServletResponse response) throws IOException {
		asFile(response, "succeeded");
		this.files.succeeded(tenant, id, response);
	}

	private static void asFile(HttpServletResponse response, String name) {
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
	}

	private static String bounded(String text, String field) {
		if (text.length() > LONGEST_VALUE) {
			throw FormFault.of(field, "long", LONGEST_VALUE);
		}
		return text;
	}

}
