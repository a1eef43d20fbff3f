package io.onerow.api.sam;

import java.util.ArrayList;
import java.util.List;

import io.onerow.contact.Contact;
import io.onerow.contact.SentContact;
import io.onerow.matching.KeyKind;
import io.onerow.upsert.Change;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.Taken;
import io.onerow.upsert.TooMuchContention;
import io.onerow.upsert.UpsertResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, contact by contact, what became of a request; a refusal is logged by our own id.
 */
final class UpsertAnswer {

	private static final Logger log = LoggerFactory.getLogger(UpsertAnswer.class);

	private UpsertAnswer() {
	}

	static List<UpsertResponse> of(List<SentContact> contacts, List<UpsertResult<Contact>> results) {
		List<UpsertResponse> answer = new ArrayList<>(contacts.size());
		for (int i = 0; i < contacts.size(); i++) {
			answer.add(one(recordId(contacts.get(i)), results.get(i)));
		}
		return answer;
	}

	private static UpsertResponse one(String recordId, UpsertResult<Contact> result) {
		if (!(result instanceof UpsertResult.Refused<Contact> refused)) {
			return UpsertResponse.saved(recordId);
		}
		if (refused.why() instanceof Taken taken) {
			boolean email = taken.key() == KeyKind.EMAIL;
			String member = email ? Member.EMAIL : Member.EXTERNAL_ID;
			log.warn("A contact is refused: its {} belongs to contact {}", member, taken.holder());
			return UpsertResponse.refused(recordId,
					email ? WsException.EMAIL_ALREADY_EXISTS : WsException.INVALID_PARAMETER,
					member + " belongs to another contact.");
		}
		if (refused.why() instanceof TooMuchContention) {
			return UpsertResponse.refused(recordId, WsException.COMPANY_SERVICE_UNAVAILABLE,
					"The contact is busy; send it again.");
		}
		return UpsertResponse.refused(recordId, WsException.INVALID_PARAMETER, (refused.why() instanceof Incomplete)
				? refused.why().getMessage() + "." : Member.NUMBER + " is not known.");
	}

	private static String recordId(SentContact contact) {
		if (contact.changes().externalId() instanceof Change.Set<String> externalId) {
			return externalId.value();
		}
		return contact.sought().values(KeyKind.NUMBER).stream().findFirst().orElse("");
	}

}
