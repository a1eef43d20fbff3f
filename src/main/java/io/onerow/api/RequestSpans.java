package io.onerow.api;

import java.util.Locale;

import io.micrometer.common.KeyValues;
import io.onerow.api.failure.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * What a trace says of a request: method, route, status and the id of the request, and
 * nothing else that was sent. The path itself may have a key of somebody.
 */
final class RequestSpans extends DefaultServerRequestObservationConvention {

	RequestSpans() {
		super("onerow.request");
	}

	/** The default has the method as it was sent, which may be any word. */
	@Override
	public String getContextualName(ServerRequestObservationContext context) {
		String name = "http " + method(context).getValue().toLowerCase(Locale.ROOT);
		return (context.getPathPattern() != null) ? name + " " + context.getPathPattern() : name;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
		HttpServletRequest request = context.getCarrier();
		return (request != null) ? KeyValues.of("request.id", RequestIdFilter.id(request)) : KeyValues.empty();
	}

}
