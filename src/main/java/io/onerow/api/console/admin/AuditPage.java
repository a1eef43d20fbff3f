package io.onerow.api.console.admin;

import java.util.List;
import java.util.UUID;

import io.onerow.api.console.Shown;
import io.onerow.audit.AuditEntry;
import io.onerow.audit.AuditTrail;
import io.onerow.security.session.Users;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who has changed what, newest first. */
@Controller
class AuditPage {

	static final String PATH = AdminPageRoutes.BASE + "/audit";

	private final AuditTrail audit;

	private final Users users;

	AuditPage(AuditTrail audit, Users users) {
		this.audit = audit;
		this.users = users;
	}

	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam @Nullable UUID after, Model model) {
		List<AuditEntry> page = this.audit.list(tenant, after, Listed.SIZE);
		model.addAttribute("changes",
				Listed.of(page.stream()
					.map((entry) -> new Noted(entry.id().toString(), Shown.time(entry.at()),
							this.users.address(tenant, entry.client()).orElse(entry.client()), entry.action(),
							entry.kind(), entry.subject(), entry.before(), entry.after()))
					.toList(), Noted::id));
		return "admin/audit";
	}

	/** One change. */
	record Noted(String id, String at, String who, String action, String kind, String subject, @Nullable String before,
			@Nullable String after) {

	}

}
