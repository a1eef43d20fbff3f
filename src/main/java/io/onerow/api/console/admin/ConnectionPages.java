package io.onerow.api.console.admin;

import java.util.Arrays;
import java.util.List;

import io.onerow.administration.ConnectionAdministration;
import io.onerow.administration.ConnectionInfo;
import io.onerow.api.Unconditional;
import io.onerow.api.console.FormFault;
import io.onerow.api.console.Shown;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Connections. */
@Controller
class ConnectionPages {

	static final String PATH = AdminPageRoutes.BASE + "/connections";

	static final String ONE = PATH + "/{id}";

	static final String DELETE = PATH + "/{id}/delete";

	private static final int LONGEST_ID = 100;

	private static final int LONGEST_CUSTOMER = 200;

	private final ConnectionAdministration connections;

	ConnectionPages(ConnectionAdministration connections) {
		this.connections = connections;
	}

	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam(defaultValue = "") String after, Model model) {
		List<ConnectionInfo> page = this.connections.list(tenant, after, Listed.SIZE);
		model.addAttribute("connections", Listed.of(page, ConnectionInfo::connectionId));
		model.addAttribute("providers", Arrays.stream(Provider.values()).map(Provider::word).toList());
		return "admin/connections";
	}

	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Void> create(TenantId tenant, @RequestParam(defaultValue = "") String connectionId,
			@RequestParam String provider, @RequestParam(defaultValue = "") String customerId) {
		String id = Asked.text(connectionId, "connectionId", LONGEST_ID);
		Asked.check(id == null || Connections.isId(id), "connectionId", "id");
		this.connections.create(tenant, id,
				Provider.find(provider).orElseThrow(() -> FormFault.of("provider", "known")),
				Asked.text(customerId, "customerId", LONGEST_CUSTOMER));
		return Shown.next(PATH);
	}

	@GetMapping(ONE)
	String show(TenantId tenant, @PathVariable String id, Model model) {
		ConnectionInfo connection = this.connections.get(tenant, id);
		model.addAttribute("page", "connections").addAttribute("id", id);
		model.addAttribute("customerId", (connection.customerId() != null) ? connection.customerId() : "");
		return "admin/change";
	}

	@Unconditional
	@PostMapping(ONE)
	ResponseEntity<Void> change(TenantId tenant, @PathVariable String id,
			@RequestParam(defaultValue = "") String customerId) {
		this.connections.change(tenant, id, Asked.change(customerId, "customerId", LONGEST_CUSTOMER));
		return Shown.next(PATH);
	}

	@Unconditional
	@PostMapping(DELETE)
	ResponseEntity<Void> delete(TenantId tenant, @PathVariable String id) {
		this.connections.delete(tenant, id);
		return Shown.next(PATH);
	}

}
