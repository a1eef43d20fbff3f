package io.onerow.upsert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out of what was sent of one record the fields that are another source's, and
 * notes which. For one thread.
 */
public final class Withholding {

	private final Set<String> foreign;

	private final Set<String> withheld = new TreeSet<>();

	/**
	 * @param foreign the fields that are another's
	 */
	Withholding(Set<String> foreign) {
		this.foreign = foreign;
	}

	/** But for these. */
	Withholding except(Set<String> needed) {
		Set<String> rest = new HashSet<>(this.foreign);
		rest.removeAll(needed);
		return new Withholding(rest);
	}

	/** The change of a field; none if that is another's. */
	public <T> Change<T> of(String field, Change<T> sent) {
		return (sent instanceof Change.Keep<T> || !isWithheld(field)) ? sent : Change.keep();
	}

	public AttributesPatch of(AttributesPatch sent) {
		return new AttributesPatch(of(sent.replaced()), of(sent.merged()));
	}

	private <T> Map<String, Change<T>> of(Map<String, Change<T>> sent) {
		Map<String, Change<T>> rest = new HashMap<>();
		sent.forEach((field, change) -> rest.put(field, of(field, change)));
		return rest;
	}

	/** Whether a field that was sent is to be left out. */
	public boolean isWithheld(String field) {
		boolean isForeign = this.foreign.contains(field);
		if (isForeign) {
			this.withheld.add(field);
		}
		return isForeign;
	}

	/** What was left out until now, in alphabetical order. */
	Set<String> withheld() {
		return this.withheld;
	}

}
