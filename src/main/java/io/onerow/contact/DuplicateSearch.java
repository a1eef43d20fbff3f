package io.onerow.contact;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.matching.Policy;
import io.onerow.policy.PolicyScope;
import io.onerow.review.Reviews;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Goes through contacts that are stored, a page at a time, and asks about those that may
 * be one. What is asked twice is one question, so that a page may be looked at again.
 */
@Component
class DuplicateSearch implements JobWork {

	static final String KIND = "duplicates";

	private static final int AT_ONCE = 200;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ContactRepository contacts;

	private final Directories directories;

	private final DuplicateLook look;

	private final Reviews reviews;

	DuplicateSearch(ContactRepository contacts, Directories directories, DuplicateLook look, Reviews reviews) {
		this.contacts = contacts;
		this.directories = directories;
		this.look = look;
		this.reviews = reviews;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public boolean canBeHalted() {
		return true;
	}

	@Override
	public Step step(Job job) {
		Subject subject = Subject.parse(job.subject());
		Place place = Place.of(job.place());
		List<PlacedContact> page = this.directories.find(job.tenant(), subject.scope())
			.map((only) -> this.contacts.page(job.tenant(), only.id(), place.directory(), place.contact(), AT_ONCE))
			.orElse(List.of());
		DuplicateLook.Seen seen = this.look.look(job.tenant(), page, subject.policy());
		ObjectNode result = (ObjectNode) JSON.readTree(job.result());
		add(result, "asked", 0);
		seen.pairs()
			.forEach(
					(directory, pairs) -> add(result, "asked", this.reviews.find(job.tenant(), directory.id(), pairs)));
		add(result, "tooMany", seen.tooMany());
		add(result, "keysOnly", seen.keysOnly());
		return new Step(job.done() + page.size(),
				(page.size() < AT_ONCE) ? null : Place.after(page.get(page.size() - 1)).text(), result.toString());
	}

	private static void add(ObjectNode result, String count, int more) {
		result.put(count, result.path(count).asLong(0) + more);
	}

	/** Where the work goes on. */
	private record Place(UUID directory, UUID contact) {

		private static final UUID BEFORE_ALL = new UUID(0, 0);

		static Place of(@Nullable String text) {
			if (text == null) {
				return new Place(BEFORE_ALL, BEFORE_ALL);
			}
			String[] ids = text.split(" ", -1);
			return new Place(UUID.fromString(ids[0]), UUID.fromString(ids[1]));
		}

		static Place after(PlacedContact last) {
			return new Place(last.directory().id(), last.contact().id());
		}

		String text() {
			return this.directory + " " + this.contact;
		}

	}

	/**
	 * Whose contacts are looked at, such as {@code book} or
	 * {@code tenant; policy=guarded}.
	 *
	 * @param policy null for that of each directory
	 */
	record Subject(PolicyScope scope, @Nullable Policy policy) {

		private static final String NAMED = "; policy=";

		static Subject parse(String text) {
			int at = text.indexOf(NAMED);
			String scope = (at < 0) ? text : text.substring(0, at);
			return new Subject(PolicyScope.parse(scope).orElseThrow(),
					(at < 0) ? null : Policy.valueOf(text.substring(at + NAMED.length()).toUpperCase(Locale.ROOT)));
		}

		@Override
		public String toString() {
			return this.scope.name() + ((this.policy != null) ? NAMED + this.policy : "");
		}

	}

}
