package io.onerow.contact;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.EmailKey;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.tenant.TenantId;
import io.onerow.undo.ReturningKeys;
import io.onerow.undo.Undoable;
import io.onerow.undo.UndoneWrite;
import io.onerow.upsert.KeyLocks;

import org.springframework.stereotype.Component;

/** The keys that come back with an undone write of a contact. */
@Component
class ContactUndo implements Undoable {

	@Override
	public String kind() {
		return "contact";
	}

	@Override
	public void addKeys(TenantId tenant, UndoneWrite write, ReturningKeys keys) {
		Set<MatchKey> given = new LinkedHashSet<>();
		String email = write.before("email");
		String emailKey = (email != null) ? EmailKey.of(email).value() : write.before("emailKey");
		if (emailKey != null) {
			keys.text("emailKey", emailKey);
			given.add(new MatchKey(KeyKind.EMAIL, emailKey));
		}
		String externalId = write.before("externalId");
		if (externalId != null) {
			given.add(new MatchKey(KeyKind.EXTERNAL_ID, externalId));
		}
		String fullName = write.before("fullName");
		NameSearch name = (fullName != null) ? NameSearch.of(fullName) : null;
		if (name != null) {
			keys.name(name);
		}
		String sent = write.sentName();
		keys.text("sentName", (sent != null) ? NameKey.of(sent).value() : null)
			.locks(KeyLocks.of(UUID.fromString(String.valueOf(write.scope())), given, Set.of(), name));
	}

}
