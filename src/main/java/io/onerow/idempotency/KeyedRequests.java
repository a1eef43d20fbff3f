package io.onerow.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.github.f4b6a3.uuid.UuidCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Says of a request with a key whether to carry it out, and keeps its answer. A key is
 * claimed in a transaction of its own before anything is done, and is leased to who
 * carries the request out: when no sign of it has come for a while, the next one that
 * sends the request does.
 */
@Service
public class KeyedRequests {

	private static final Logger log = LoggerFactory.getLogger(KeyedRequests.class);

	private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {
	};

	private final KeyRepository keys;

	private final IdempotencyProperties properties;

	private final JsonMapper json;

	private final Clock clock;

	private final Set<KeyedRun> running = ConcurrentHashMap.newKeySet();

	KeyedRequests(KeyRepository keys, IdempotencyProperties properties, JsonMapper json, Clock clock) {
		this.keys = keys;
		this.properties = properties;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Claims a key for a request.
	 * @param request the hash of all that makes it this request
	 */
	public Claim claim(RequestKey key, byte[] request) {
		Instant now = this.clock.instant();
		UUID holder = UUID.randomUUID();
		KeyFunctions.Reply reply = this.keys.claim(key, request, UuidCreator.getTimeOrderedEpoch().toString(), holder,
				now, now.plus(this.properties.keep()), this.properties.lease());
		return switch (reply.outcome()) {
			case "done" -> new Claim.Done(answer(reply), reply.requestId(), reply.until());
			case "erased" -> new Claim.Erased();
			case "running" -> new Claim.Running(Math.max(1, reply.seconds()));
			case "other" -> new Claim.Other();
			default -> begin(
					new KeyedRun(this, key, holder, reply.requestId(), reply.outcome().equals("again"), reply.until()));
		};
	}

	private KeptAnswer answer(KeyFunctions.Reply reply) {
		return new KeptAnswer(reply.status(), this.json.readValue(Objects.requireNonNull(reply.headers()), HEADERS),
				Objects.requireNonNull(reply.body()));
	}

	private Claim begin(KeyedRun run) {
		this.running.add(run);
		return new Claim.Begun(run);
	}

	KeyedRun.Kept keep(KeyedRun run, KeptAnswer answer) {
		if (answer.body().length > this.properties.answer().toBytes()) {
			release(run);
			return KeyedRun.Kept.TOO_LONG;
		}
		// renewed until it is kept, which may have to wait for the database
		boolean kept = this.keys.keep(run.key(), run.holder(), answer.status(),
				this.json.writeValueAsString(answer.headers()), answer.body());
		this.running.remove(run);
		return kept ? KeyedRun.Kept.YES : KeyedRun.Kept.LOST;
	}

	void release(KeyedRun run) {
		if (!this.running.remove(run)) {
			return;
		}
		try {
			this.keys.lease(run.key(), run.holder(), Duration.ZERO);
		}
		catch (DataAccessException ex) {
			// then the lease is over soon
			log.warn("A request with a key has failed and is released later: {}", ex.getClass().getSimpleName());
		}
	}

	/** Shows signs of life of the requests that take long. */
	void renew() {
		long soon = renewal().toNanos();
		this.running.removeIf(
				(run) -> run.nanos() > soon && !this.keys.lease(run.key(), run.holder(), this.properties.lease()));
	}

	/** How often. */
	Duration renewal() {
		return this.properties.lease().dividedBy(4);
	}

}
