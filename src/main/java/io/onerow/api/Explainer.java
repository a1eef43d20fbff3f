package io.onerow.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

import io.onerow.api.body.InnerRequest;
import io.onerow.matching.Policy;
import io.onerow.security.Dialects;
import io.onerow.security.secrets.TryLater;
import io.onerow.upsert.AskedPolicy;
import io.onerow.upsert.Explaining;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Has a route of a wire carry out a request of which nothing is left in the end, and
 * takes down why it was which record: the wire's own code decides.
 */
@Component
public class Explainer {

	private static final int MOST = 100;

	private final RequestMappingHandlerMapping routes;

	private final ObjectProvider<RequestMappingHandlerAdapter> controllers;

	private final HandlerExceptionResolver failures;

	private final Dialects dialects;

	Explainer(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes,
			ObjectProvider<RequestMappingHandlerAdapter> controllers,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures, Dialects dialects) {
		this.routes = routes;
		this.controllers = controllers;
		this.failures = failures;
		this.dialects = dialects;
	}

	/**
	 * What the route would do, and why.
	 * @param methods those that it may have, the likeliest first
	 * @param policy by which policy; null for that of the request, or else of the tenant
	 * @return nothing if the wire has no such route that looks for records
	 * @throws TryLater if it is not its turn
	 */
	public Optional<Answer> explain(HttpServletRequest outer, HttpServletResponse response, String wire,
			List<String> methods, URI uri, byte[] body, @Nullable Policy policy) throws Exception {
		for (String method : methods) {
			HttpServletRequest inner = InnerRequest.of(outer, method, uri, body);
			HandlerMethod route = find(inner, wire);
			if (route != null) {
				return Optional.of(explain(inner, new HeldResponse(response), wire, route, policy));
			}
		}
		return Optional.empty();
	}

	/** The path of a request as it is explained; empty if the text is none. */
	public static Optional<URI> path(String text) {
		try {
			URI uri = new URI(text);
			return (uri.getRawAuthority() == null && uri.getScheme() == null && text.startsWith("/")) ? Optional.of(uri)
					: Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	private @Nullable HandlerMethod find(HttpServletRequest inner, String wire) throws Exception {
		try {
			HandlerExecutionChain found = this.routes.getHandler(inner);
			return (found != null && found.getHandler() instanceof HandlerMethod method
					&& method.hasMethodAnnotation(Upserts.class) && isOf(wire, inner)) ? method : null;
		}
		catch (Exception ex) {
			if (ex instanceof ErrorResponse) {
				return null;
			}
			throw ex;
		}
	}

	private boolean isOf(String wire, HttpServletRequest inner) {
		return inner.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
				&& this.dialects.name(pattern).filter(wire::equals).isPresent();
	}

	private Answer explain(HttpServletRequest inner, HeldResponse held, String wire, HandlerMethod route,
			@Nullable Policy policy) throws Exception {
		WriteContext asked = WriteContext.current();
		Explaining explaining = new Explaining(MOST);
		WriteContext.bind(asked.explained(wire, explaining, (policy != null) ? new AskedPolicy(policy, null) : null));
		try {
			WriteHeaders.refuseUnkept(asked.preconditions(), route);
			this.controllers.getObject().handle(inner, held, route);
		}
		catch (TryLater ex) {
			// the wire has not come to answer
			throw ex;
		}
		catch (Exception ex) {
			if (this.failures.resolveException(inner, held, route, ex) == null) {
				throw ex;
			}
		}
		finally {
			WriteContext.bind(asked);
		}
		return new Answer(held.getStatus(), held.getContentAsByteArray(), explaining);
	}

	/** What the wire would answer, and why. */
	@SuppressWarnings("ArrayRecordComponent")
	public record Answer(int status, byte[] body, Explaining explaining) {

	}

}
