package io.onerow.api.body;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.onerow.api.share.Limits;
import io.onerow.api.share.NoRoom;
import io.onerow.api.share.Rooms;
import io.onerow.api.share.Turns;
import io.onerow.tenant.TenantScoped;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets only plain JSON (and forms, for tokens and logins) in UTF-8 reach a controller, no
 * more bytes of it than the path allows, and only when all of it has arrived and there is
 * room to work on it. What it refuses is answered by the error body of the dialect.
 * <p>
 * Text, and what says not what it is, is read as JSON. A page of another site may send
 * that without being asked, but not with a credential: none is one that a browser adds by
 * itself.
 */
final class RequestBodyFilter extends OncePerRequestFilter {

	static final List<MediaType> ACCEPTED = List.of(MediaType.APPLICATION_JSON);

	/** Where a file is taken, whatever it is said to be; these are some. */
	static final List<MediaType> FILES = List.of(MediaType.parseMediaType("text/csv"), MediaType.APPLICATION_NDJSON);

	/** What a token is asked for with. */
	static final List<MediaType> FORMS_AND_JSON = List.of(MediaType.APPLICATION_FORM_URLENCODED,
			MediaType.APPLICATION_JSON, MediaType.valueOf("application/*+json"));

	static final List<MediaType> ALSO_TEXT = Stream.concat(FORMS_AND_JSON.stream(), Stream.of(MediaType.TEXT_PLAIN))
		.toList();

	private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

	private final BodyLimits bodies;

	private final List<MediaType> readable;

	private final Limits limits;

	private final Rooms rooms;

	private final Turns turns;

	private final HandlerExceptionResolver resolver;

	RequestBodyFilter(BodyLimits bodies, List<MediaType> readable, Limits limits, Rooms rooms, Turns turns,
			HandlerExceptionResolver resolver) {
		this.bodies = bodies;
		this.readable = readable;
		this.limits = limits;
		this.rooms = rooms;
		this.turns = turns;
		this.resolver = resolver;
	}

	/** The dispatch is ours: the body has come. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			if (hasArrived(request)) {
				chain.doFilter(request, response);
				return;
			}
			if (request.getAttribute(BodyIntake.class.getName()) instanceof BodyIntake arrived) {
				work(arrived, request, response, chain);
				return;
			}
			refuseNul(request.getQueryString());
			if (!hasBody(request)) {
				chain.doFilter(request, response);
				return;
			}
			BodyLimit limit = this.bodies.of(request.getRequestURI());
			if (limit.form() == BodyLimit.Form.UPLOAD && isStranger()) {
				// Spring Security is still to come, and reads nothing of it
				chain.doFilter(request, response);
				return;
			}
			if (limit.isRead() && !isStranger()) {
				refuseOtherFiles(request, limit.form());
				refuseTooLarge(request.getContentLengthLong(), limit.max());
				chain.doFilter(new FileRequest(request, limit.max(), this.limits), response);
				return;
			}
			refuseOtherMedia(request);
			takeIn(limit, request, response, chain);
		}
		catch (BodyTooLarge | BodyTooSlow | TooManyTokens | MalformedRequest | NoRoom
				| HttpMediaTypeNotSupportedException ex) {
			if (response.isCommitted() || this.resolver.resolveException(request, response, null, ex) == null) {
				throw ex;
			}
		}
	}

	private void takeIn(BodyLimit limit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		BodyIntake intake = new BodyIntake(request, arriving(limit, request), this.limits, this.turns);
		if (isHere(intake)) {
			work(intake, request, response, chain);
			return;
		}
		request.setAttribute(BodyIntake.class.getName(), intake);
		this.contexts.saveContext(SecurityContextHolder.getContext(), request, response);
		intake.await();
	}

	private static boolean isHere(BodyIntake intake) throws IOException {
		try {
			return intake.isHere();
		}
		catch (IOException ex) {
			intake.discard();
			throw ex;
		}
	}

	private ArrivingBody arriving(BodyLimit limit, HttpServletRequest request) throws BodyTooLarge {
		boolean stranger = isStranger();
		long declared = request.getContentLengthLong();
		long tokens = limit.streamed() ? ArrivingBody.UNCOUNTED : this.limits.bodyTokens();
		DataSize max = limit.max();
		if (stranger && max.compareTo(this.limits.strangerBody()) > 0) {
			max = this.limits.strangerBody();
		}
		refuseTooLarge(declared, max);
		return stranger ? new ArrivingBody(declared, max, this.rooms.strangers(), null, tokens)
				: new ArrivingBody(declared, max, this.rooms.arriving(), this.rooms.files(), tokens);
	}

	private static boolean isStranger() {
		return !(SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped);
	}

	private static void refuseTooLarge(long declared, DataSize max) throws BodyTooLarge {
		if (declared > max.toBytes()) {
			throw new BodyTooLarge(max);
		}
	}

	private void work(BodyIntake intake, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (Spool body = intake.body()) {
			HttpServletRequest whole = ArrivedRequest.of(request, body);
			boolean streamed = this.bodies.of(request.getRequestURI()).streamed();
			Runnable end = this.rooms.forWorkOn(body.length(), intake.tokens(), streamed);
			try {
				chain.doFilter(whole, response);
			}
			finally {
				end.run();
			}
		}
	}

	/** Before Spring Security. */
	private static boolean hasArrived(HttpServletRequest request) {
		return request.getAttribute(Spool.class.getName()) != null;
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static void refuseNul(@Nullable String query) throws MalformedRequest {
		if (query != null && query.contains("%00")) {
			throw new MalformedRequest("The query must not contain the NUL character.");
		}
	}

	private void refuseOtherMedia(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		refuseEncoded(request, ACCEPTED);
		if (!isReadable(request.getContentType())) {
			throw new HttpMediaTypeNotSupportedException("Content-Type", ACCEPTED);
		}
	}

	/** Forms would be read before the controller could. */
	private static void refuseOtherFiles(HttpServletRequest request, BodyLimit.Form form)
			throws HttpMediaTypeNotSupportedException {
		refuseEncoded(request, FILES);
		String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
		if (form == BodyLimit.Form.UPLOAD) {
			if (!type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
				throw new HttpMediaTypeNotSupportedException("Content-Type", List.of(MediaType.MULTIPART_FORM_DATA));
			}
		}
		else if (form == BodyLimit.Form.FILE_OR_UPLOAD && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
			return;
		}
		else if (type.startsWith("multipart/") || type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
			throw new HttpMediaTypeNotSupportedException("Content-Type", FILES);
		}
	}

	private static void refuseEncoded(HttpServletRequest request, List<MediaType> accepted)
			throws HttpMediaTypeNotSupportedException {
		for (String encoding : Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))) {
			if (!"identity".equalsIgnoreCase(encoding.strip())) {
				throw new HttpMediaTypeNotSupportedException("Content-Encoding", accepted);
			}
		}
	}

	private boolean isReadable(@Nullable String contentType) {
		try {
			MediaType type = (contentType != null) ? MediaType.parseMediaType(contentType) : MediaType.TEXT_PLAIN;
			return this.readable.stream().anyMatch((readable) -> readable.includes(type))
					&& (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
