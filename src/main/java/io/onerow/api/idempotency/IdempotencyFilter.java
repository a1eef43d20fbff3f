package io.onerow.api.idempotency;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.onerow.api.WriteHeaders;
import io.onerow.api.failure.Failure;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.failure.Rejected;
import io.onerow.api.failure.RequestIdFilter;
import io.onerow.history.History;
import io.onerow.history.HistoryEntry;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.idempotency.Claim;
import io.onerow.idempotency.KeptAnswer;
import io.onerow.idempotency.KeyedRequests;
import io.onerow.idempotency.KeyedRun;
import io.onerow.idempotency.RequestKey;
import io.onerow.security.Dialects;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import io.onerow.upsert.DoneBefore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Carries a write with an Idempotency-Key out once, and answers the same to all who send
 * it again. The answer is kept before the client gets the first byte of it. Without the
 * header nothing is done here.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

	private static final String EXPIRES = "Idempotency-Expires";

	private static final String REPLAYED = "Idempotency-Replayed";

	/** Read at once. */
	private static final int ENTRIES = 1_000;

	/** Refusals that are not the last word on the same request. */
	private static final Set<Integer> PASSING = Set.of(HttpStatus.UNAUTHORIZED.value(), HttpStatus.FORBIDDEN.value(),
			HttpStatus.REQUEST_TIMEOUT.value(), HttpStatus.TOO_MANY_REQUESTS.value());

	private final KeyedRequests requests;

	private final History history;

	private final Dialects dialects;

	private final RequestHash hash;

	private final HandlerExceptionResolver resolver;

	IdempotencyFilter(KeyedRequests requests, History history, Dialects dialects, RequestHash hash,
			HandlerExceptionResolver resolver) {
		this.requests = requests;
		this.history = history;
		this.dialects = dialects;
		this.hash = hash;
		this.resolver = resolver;
	}

	/** The body may have come later. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(KeyHeader.NAME) == null || isRehearsal(request)
				|| !this.dialects.writesRecords(request.getMethod(), request.getRequestURI());
	}

	/** It writes nothing, and so has nothing to be kept from writing twice. */
	private static boolean isRehearsal(HttpServletRequest request) {
		try {
			return WriteHeaders.isDryRun(request);
		}
		catch (InvalidParameter ex) {
			// which is refused further on
			return true;
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<KeyedRun> run;
		try {
			run = claim(request, response);
		}
		catch (RuntimeException ex) {
			refuse(request, response, ex);
			return;
		}
		if (run.isPresent()) {
			carryOut(run.get(), request, response, chain);
		}
	}

	/** Empty if the request is answered. */
	private Optional<KeyedRun> claim(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Authentication caller = Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
		RequestKey key = RequestKey.of(((TenantScoped) caller).tenant(), caller.getName(), KeyHeader.of(request));
		Claim claim = this.requests.claim(key, this.hash.of(request));
		if (claim instanceof Claim.Begun begun) {
			return Optional.of(prepared(begun.run(), key.tenant(), request, response));
		}
		if (claim instanceof Claim.Done done) {
			RequestIdFilter.give(done.requestId(), request, response);
			replay(done, response);
			return Optional.empty();
		}
		throw new Rejected(refusal(claim));
	}

	private KeyedRun prepared(KeyedRun run, TenantId tenant, HttpServletRequest request, HttpServletResponse response) {
		RequestIdFilter.give(run.requestId(), request, response);
		if (run.isAgain()) {
			try {
				request.setAttribute(DoneBefore.class.getName(), doneBefore(tenant, run.requestId()));
			}
			catch (RuntimeException ex) {
				run.release();
				throw ex;
			}
		}
		return run;
	}

	private DoneBefore doneBefore(TenantId tenant, String requestId) {
		List<DoneBefore.Write> writes = new ArrayList<>();
		HistoryPosition next = HistoryPosition.Newest.START;
		while (next != null) {
			HistorySlice slice = this.history.read(tenant, HistoryFilter.ofRequest(requestId), next, ENTRIES);
			slice.items().forEach((entry) -> writes.add(write(entry)));
			next = slice.next();
		}
		Collections.reverse(writes);
		return new DoneBefore(writes);
	}

	private static DoneBefore.Write write(HistoryEntry entry) {
		return new DoneBefore.Write(entry.kind(), entry.item(), entry.recordId(), entry.outcome(), entry.receipt());
	}

	private static Failure refusal(Claim claim) {
		if (claim instanceof Claim.Running running) {
			return running(running.seconds());
		}
		return (claim instanceof Claim.Other)
				? Failure.of(HttpStatus.UNPROCESSABLE_CONTENT,
						"The " + KeyHeader.NAME + " came with another request; each request needs its own.")
				: Failure.of(HttpStatus.CONFLICT, "The request was carried out, and its answer has been erased.");
	}

	private static Failure running(int seconds) {
		return Failure
			.of(HttpStatus.CONFLICT,
					"The request with this " + KeyHeader.NAME + " is running; Retry-After says when to send it again.")
			.with(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
	}

	private static void replay(Claim.Done done, HttpServletResponse response) throws IOException {
		KeptAnswer answer = done.answer();
		response.setStatus(answer.status());
		answer.headers().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setHeader(REPLAYED, "true");
		tellExpiry(done.until(), response);
		if (answer.body().length > 0) {
			response.setContentLength(answer.body().length);
			response.getOutputStream().write(answer.body());
		}
	}

	private void carryOut(KeyedRun run, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		CapturedAnswer answer = new CapturedAnswer(response);
		try {
			chain.doFilter(request, answer);
			if (!answer.isCommitted() && isLast(answer.getStatus())) {
				keep(run, request, answer);
			}
		}
		finally {
			run.release();
		}
		answer.copyBodyToResponse();
	}

	private static boolean isLast(int status) {
		return status < HttpStatus.INTERNAL_SERVER_ERROR.value() && !PASSING.contains(status);
	}

	/** What cannot be kept is not given: the next one would be given another. */
	private void keep(KeyedRun run, HttpServletRequest request, CapturedAnswer answer) {
		try {
			KeyedRun.Kept kept = run.keep(answer.toKept());
			if (kept == KeyedRun.Kept.LOST) {
				throw new Rejected(running(1));
			}
			if (kept == KeyedRun.Kept.YES) {
				tellExpiry(run.until(), answer);
			}
		}
		catch (RuntimeException ex) {
			answer.discard();
			refuse(request, answer, ex);
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException why) {
		if (this.resolver.resolveException(request, response, null, why) == null) {
			throw why;
		}
	}

	private static void tellExpiry(Instant until, HttpServletResponse response) {
		response.setHeader(EXPIRES, DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC)));
	}

}
