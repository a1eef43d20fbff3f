package io.onerow.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.onerow.contact.ContactFunctions.Together;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Convoys;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.Recently;
import io.onerow.upsert.UpsertMeters;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;

import org.springframework.stereotype.Component;

/**
 * The upserts of persons that travel together. Alone, one is made as if there were no
 * others. Several are looked for in one call, decided in the order in which they came,
 * each as if those before it were written, and written in the next call, each in a
 * transaction of its own under its guard; what another instance came between goes on to
 * the call after that, first.
 */
@Component
class ContactConvoys {

	/** After which one goes on by itself. */
	private static final int CALLS = 8;

	/** Of a tenant. */
	private static final int LANES = Math.max(2, Runtime.getRuntime().availableProcessors());

	/** While the database is at work on one call, the service is on another. */
	private final Convoys<PersonUpsert, Supplier<Upserted<Contact>>> two = new Convoys<>(this::call, 2,
			Duration.ofMillis(50));

	/** Who went beside the others would only meet them. */
	private final Convoys<PersonUpsert, Supplier<Upserted<Contact>>> one = new Convoys<>(this::call, 1,
			Duration.ofMillis(250));

	/**
	 * The directories where two calls have met a moment ago, or would have if what went
	 * in one had gone in two: they go one by one then.
	 */
	private final Recently contended = new Recently(MatchingService.CALMED);

	private final ContactRepository contacts;

	private final MatchingService matching;

	private final UpsertMeters meters;

	private final Clock clock;

	ContactConvoys(ContactRepository contacts, MatchingService matching, UpsertMeters meters, Clock clock) {
		this.contacts = contacts;
		this.matching = matching;
		this.meters = meters;
		this.clock = clock;
	}

	/** As {@link ContactService#upsert}. */
	Upserted<Contact> upsert(PersonUpsert upsert) {
		MatchingService.refuseTransaction();
		Directory directory = upsert.directory();
		Supplier<Upserted<Contact>> result = this.contended.was(directory) ? this.one.send(directory, upsert)
				: this.two.send(new Lane(directory.tenant(), Math.floorMod(directory.id().hashCode(), LANES)), upsert);
		Upserted<Contact> upserted = result.get();
		WriteContext.current().sent(upserted.value().id());
		return upserted;
	}

	/**
	 * Those of one client, each as if those before it were written, as far as they are
	 * settled together: the first at least, some of those behind it. What this tells of
	 * is on disk when {@link ContactRepository#flush} has returned.
	 */
	List<Supplier<Upserted<Contact>>> inOrder(List<PersonUpsert> upserts) {
		MatchingService.refuseTransaction();
		PersonUpsert first = upserts.get(0);
		this.matching.commitsEarly(first.records());
		for (int calls = 0; calls < CALLS && first.isOpen(); calls++) {
			travel(upserts, true);
		}
		long settled = upserts.stream().takeWhile((upsert) -> upsert.result().isPresent()).count();
		return upserts.stream().limit(Math.max(1, settled)).map(this::result).toList();
	}

	/** All in one, and answers each in its place. */
	List<Supplier<Upserted<Contact>>> call(List<PersonUpsert> upserts, Runnable next) {
		boolean areOnDisk = travelOn(upserts);
		// nobody needs to wait for the disk but those who are answered
		next.run();
		if (!areOnDisk) {
			this.contacts.flush(upserts.get(0).directory().tenant());
		}
		return upserts.stream().map(this::result).toList();
	}

	/**
	 * Until all have come back, or go on alone; says whether what was told is on disk.
	 */
	private boolean travelOn(List<PersonUpsert> upserts) {
		if (upserts.size() > 1) {
			upserts.forEach((upsert) -> this.matching.commitsEarly(upsert.records()));
		}
		boolean areOnDisk = true;
		List<PersonUpsert> open = upserts;
		for (int calls = 0; calls < CALLS && !open.isEmpty(); calls++) {
			areOnDisk &= travel(open, false);
			open = open.stream().filter(PersonUpsert::isOpen).toList();
		}
		return areOnDisk;
	}

	/** For the thread of who sent it; the engine counts what is made alone. */
	private Supplier<Upserted<Contact>> result(PersonUpsert upsert) {
		return upsert.result()
			.<Supplier<Upserted<Contact>>>map(
					(made) -> () -> this.meters.counted(upsert.directory().plan().policy(), made))
			.orElse(() -> upsert.alone(this.matching));
	}

	/** Says whether what was told is on disk. */
	private boolean travel(List<PersonUpsert> upserts, boolean inOrder) {
		Together answers = send(upserts.stream().map(PersonUpsert::next).toList(), inOrder);
		Foreseen foreseen = new Foreseen();
		for (int i = 0; i < answers.replies().size(); i++) {
			PersonUpsert upsert = upserts.get(i);
			upsert.arrives(answers.replies().get(i), this.matching);
			upsert.decide(this.matching, foreseen);
			if (upsert.hasRaced() || upsert.follows()) {
				this.contended.in(upsert.directory());
			}
		}
		return answers.areOnDisk();
	}

	private Together send(List<ContactTrip> trips, boolean inOrder) {
		Instant now = this.clock.instant();
		return (trips.size() > 1) ? this.contacts.sendAll(trips, inOrder, now)
				: new Together(List.of(Optional.of(() -> this.contacts.send(trips.get(0), now))), true);
	}

	private record Lane(TenantId tenant, int number) {

	}

}
