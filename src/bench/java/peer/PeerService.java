package peer;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds and saves in one transaction. */
@Service
class PeerService {

	private final Contacts contacts;

	PeerService(Contacts contacts) {
		this.contacts = contacts;
	}

	@Transactional
	public Upserted upsert(String tenant, UUID account, String name, String email, String language) {
		Optional<PeerContact> found = this.contacts.findByTenantIdAndDirectoryIdAndEmailKey(tenant, account,
				email.toLowerCase(Locale.ROOT));
		if (found.isEmpty()) {
			return new Upserted(this.contacts.save(new PeerContact(tenant, account, name, email, language)), "created");
		}
		boolean changed = found.get().change(name, email, language);
		return new Upserted(found.get(), changed ? "updated" : "unchanged");
	}

	interface Contacts extends JpaRepository<PeerContact, UUID> {

		Optional<PeerContact> findByTenantIdAndDirectoryIdAndEmailKey(String tenant, UUID directory, String emailKey);

	}

	record Upserted(PeerContact contact, String outcome) {

	}

}
