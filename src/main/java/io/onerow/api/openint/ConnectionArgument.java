package io.onerow.api.openint;

import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantScoped;
import io.onerow.upsert.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller the connection of the caller's tenant that a header names, and
 * echoes the header.
 */
class ConnectionArgument implements HandlerMethodArgumentResolver {

	static final String HEADER = "x-connection-id";

	private final Connections connections;

	ConnectionArgument(Connections connections) {
		this.connections = connections;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType().equals(Connection.class);
	}

	@Override
	public Connection resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) throws MissingRequestHeaderException {
		String id = request.getHeader(HEADER);
		if (id == null || id.isBlank()) {
			throw new MissingRequestHeaderException(HEADER, parameter);
		}
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller)) {
			throw new IllegalStateException("A route that is open has no tenant");
		}
		// text that could not be an id could not be stored or echoed either
		if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
			throw new NotFound("connection");
		}
		Connection connection = this.connections.find(caller.tenant(), id)
			.orElseThrow(() -> new NotFound("connection"));
		HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
		if (response != null) {
			response.setHeader(HEADER, connection.id());
		}
		return connection;
	}

}
