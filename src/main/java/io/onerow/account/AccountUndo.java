package io.onerow.account;

import java.util.HashSet;
import java.util.Set;

import io.onerow.matching.MatchKey;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.undo.ReturningKeys;
import io.onerow.undo.Undoable;
import io.onerow.undo.UndoneWrite;
import io.onerow.upsert.KeyLocks;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** The keys that come back with an undone write of an account. */
@Component
class AccountUndo implements Undoable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Connections connections;

	AccountUndo(Connections connections) {
		this.connections = connections;
	}

	@Override
	public String kind() {
		return "account";
	}

	@Override
	public void addKeys(TenantId tenant, UndoneWrite write, ReturningKeys keys) {
		Set<MatchKey> sites = AccountKeys.ofWebsite(write.before("website"));
		keys.texts("sites", sites.stream().map(MatchKey::value).toList());
		Set<MatchKey> all = new HashSet<>(sites);
		String remembered = write.before("remembered");
		if (remembered != null) {
			JSON.readTree(remembered).forEach((key) -> all.add(AccountKeys.stored(key.asString())));
		}
		String connection = write.changed("connectionId") ? write.before("connectionId") : write.scope();
		if (connection != null && !all.isEmpty()) {
			this.connections.find(tenant, connection)
				.ifPresent((one) -> keys.locks(KeyLocks.of(one.directory(), all, Set.of(), null)));
		}
	}

}
