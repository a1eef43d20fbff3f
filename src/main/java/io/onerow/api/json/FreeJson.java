package io.onerow.api.json;

import tools.jackson.databind.JsonNode;

/** JSON of any shape, which the database must be able to store and to give back. */
final class FreeJson {

	private static final int DEEPEST = 64;

	private final Faults faults;

	private boolean storable = true;

	private FreeJson(Faults faults) {
		this.faults = faults;
	}

	/** Says whether the value can be stored; where it cannot, the faults say why. */
	static boolean isStorable(JsonNode value, Path at, Faults faults) {
		FreeJson json = new FreeJson(faults);
		json.check(value, at, 1);
		return json.storable;
	}

	private void check(JsonNode value, Path at, int depth) {
		try {
			checkOne(value, depth);
		}
		catch (Unfit ex) {
			refuse(at, ex);
			return;
		}
		if (value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				check(value.get(i), at.item(i), depth + 1);
			}
		}
		else if (value.isObject()) {
			value.forEachEntry((name, member) -> checkMember(name, member, at.member(name), depth + 1));
		}
	}

	private static void checkOne(JsonNode value, int depth) throws Unfit {
		if (value.isString()) {
			Values.refuseUnstorable(value.stringValue());
		}
		else if (value.isNumber()) {
			Values.decimal(value);
		}
		else if (value.isContainer() && depth > DEEPEST) {
			throw new Unfit("must not be nested deeper than " + DEEPEST);
		}
	}

	private void checkMember(String name, JsonNode member, Path at, int depth) {
		try {
			Values.refuseUnstorable(name);
		}
		catch (Unfit ex) {
			refuse(at, ex);
			return;
		}
		check(member, at, depth);
	}

	private void refuse(Path at, Unfit unfit) {
		this.storable = false;
		this.faults.add(at, unfit.detail());
	}

}
