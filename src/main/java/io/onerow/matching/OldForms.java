package io.onerow.matching;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The forms that keys had in version 1, for looking at records that still have them. */
public final class OldForms {

	private OldForms() {
	}

	/**
	 * Those of an address, or of its key, that are not the form of now: a domain was
	 * compared as it was written.
	 */
	public static Set<String> ofEmail(String email) {
		String address = KeyText.lowerCased(Text.trimmed(email));
		String key = EmailKey.of(address).value();
		Set<String> forms = new LinkedHashSet<>(Set.of(address));
		int domain = key.lastIndexOf('@') + 1;
		if (key.startsWith("xn--", domain) || key.indexOf(".xn--", domain) > 0) {
			forms.add(key.substring(0, domain) + InternationalName.unicode(key.substring(domain)));
		}
		forms.remove(key);
		return forms;
	}

	/** That of a website: no parameter was left out. */
	public static Optional<WebsiteKey> ofWebsite(String website) {
		return WebsiteKey.of(website, UnaryOperator.identity());
	}

	/** That of a name, unless it is the form of now: it was in lower case and NFC. */
	public static Optional<NameSearch> ofName(String name) {
		NameKey form = new NameKey(KeyText.lowerCased(Text.singleSpaced(name)));
		return form.equals(NameKey.of(name)) ? Optional.empty() : Optional.of(NameSearch.of(form));
	}

}
