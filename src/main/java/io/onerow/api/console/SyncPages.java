package io.onerow.api.console;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.api.ImportIntake;
import io.onerow.api.Unconditional;
import io.onerow.api.share.Turns;
import io.onerow.fullsync.FullSync;
import io.onerow.fullsync.FullSyncs;
import io.onerow.imports.Import;
import io.onerow.imports.ImportKind;
import io.onerow.imports.Imports;
import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.security.Scopes;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Opens full syncs, shows what is missing, and says what becomes of that. */
@Controller
class SyncPages {

	static final String PATH = ConsoleSecurity.HOME + "/syncs";

	static final String ONE = PATH + "/{id}";

	static final String COMPLETE = ONE + "/complete";

	/** What else is done with one. */
	static final String STEP = ONE + "/steps/{step}";

	private static final int PAGE = 50;

	/** Each of which is looked up. */
	private static final int RECORDS = 25;

	private final FullSyncs syncs;

	private final Imports imports;

	private final Owners owners;

	private final RecordSearch records;

	private final People people;

	private final Jobs jobs;

	private final Turns turns;

	SyncPages(FullSyncs syncs, Imports imports, Owners owners, RecordSearch records, People people, Jobs jobs,
			Turns turns) {
		this.syncs = syncs;
		this.imports = imports;
		this.owners = owners;
		this.records = records;
		this.people = people;
		this.jobs = jobs;
		this.turns = turns;
	}

	/**
	 * The newest, and a form for the next.
	 * @param after behind which one they are listed; null for the newest
	 */
	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam @Nullable UUID after, Model model) {
		List<FullSync> page = this.syncs.list(tenant, after, PAGE);
		Map<UUID, Job> jobs = this.syncs.jobs(tenant, page);
		Map<UUID, Map<String, Long>> counts = this.syncs.counts(tenant, page);
		model.addAttribute("syncs",
				page.stream()
					.map((one) -> SyncView.of(one, jobs.get(one.id()), counts.getOrDefault(one.id(), Map.of())))
					.toList());
		model.addAttribute("next", (page.size() == PAGE) ? page.get(PAGE - 1).id() : null);
		model.addAttribute("kinds", this.imports.synced()).addAttribute("owners", this.owners.offered(tenant));
		return "syncs";
	}

	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Void> open(TenantId tenant, @RequestParam String kind, @RequestParam String owner) {
		ImportKind known = ImportIntake.kind(this.imports.synced(), kind, Map.of());
		String id = ImportIntake.owner(tenant, known, owner.strip());
		return Shown.next(PATH + "/" + this.syncs.open(tenant, known.id(), id).id());
	}

	/**
	 * One.
	 * @param after the record behind which missing ones are listed; null for the first
	 */
	@GetMapping(ONE)
	String show(TenantId tenant, @PathVariable UUID id, @RequestParam @Nullable UUID after,
			@ModelAttribute("visitor") Visitor visitor, Model model) {
		FullSync one = this.syncs.get(tenant, id);
		SyncView view = SyncView.of(one, this.syncs.job(one), this.syncs.counts(one));
		model.addAttribute("one", view).addAttribute("sent", this.syncs.sent(one));
		model.addAttribute("who", this.people.name(tenant, one.client()));
		model.addAttribute("keptUntil", Shown.time(this.syncs.keptUntil(one)));
		model.addAttribute("undo", TakenBack.of(tenant, one.undone(), this.jobs));
		List<Import> sent = this.imports.ofSync(tenant, id);
		Map<UUID, Job> jobs = this.imports.jobs(tenant, sent);
		model.addAttribute("imports",
				sent.stream().map((file) -> ImportView.of(file, jobs.get(file.id()), this.imports)).toList());
		List<FullSync.Item> missing = view.isLive() ? List.of()
				: this.turns.take(() -> this.syncs.missing(one, after, RECORDS));
		boolean named = visitor.may(Scopes.RECORDS_READ);
		model.addAttribute("missing",
				missing.stream()
					.map((item) -> new SyncView.MissingView(item.recordId(),
							named ? this.records.name(tenant, item.recordId()) : null, item.outcome()))
					.toList());
		model.addAttribute("after", after);
		model.addAttribute("next", (missing.size() == RECORDS) ? missing.get(RECORDS - 1).recordId() : null);
		return "sync";
	}

	/**
	 * Closes it.
	 * @param confirm whether as much may go as it takes
	 */
	@Unconditional
	@PostMapping(COMPLETE)
	ResponseEntity<Void> complete(TenantId tenant, @PathVariable UUID id, @RequestParam String missing,
			@RequestParam(defaultValue = "false") boolean confirm) {
		FullSync.Missing way = FullSync.Missing.BY_WORD.get(missing);
		if (way == null) {
			throw FormFault.of("missing", "one", String.join(", ", FullSync.Missing.BY_WORD.keySet()));
		}
		this.syncs.complete(tenant, id, way, confirm);
		return Shown.next(PATH + "/" + id);
	}

	@Unconditional
	@PostMapping(STEP)
	ResponseEntity<Void> step(TenantId tenant, @PathVariable UUID id, @PathVariable String step) {
		switch (step) {
			case "cancel" -> this.syncs.cancel(tenant, id);
			case "undo" -> this.syncs.undo(tenant, id);
			default -> throw FormFault.of("step", "one", "cancel, undo");
		}
		return Shown.next(PATH + "/" + id);
	}

}
