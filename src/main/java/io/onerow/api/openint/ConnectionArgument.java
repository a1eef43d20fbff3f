package io.onerow.api.openint;

import java.util.List;

import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import io.onerow.upsert.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller the connection of the caller's tenant that a header names by its id,
 * or the only one that is of a connector, for a customer, or both; and answers its id.
 */
class ConnectionArgument implements HandlerMethodArgumentResolver {

	static final String HEADER = "x-connection-id";

	static final String CONNECTOR = "x-connection-connector-name";

	static final String CUSTOMER = "x-connection-customer-id";

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
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller)) {
			throw new IllegalStateException("A route that is open has no tenant");
		}
		String id = request.getHeader(HEADER);
		String connector = request.getHeader(CONNECTOR);
		String customer = request.getHeader(CUSTOMER);
		if (!StringUtils.hasText(id) && !StringUtils.hasText(connector) && !StringUtils.hasText(customer)) {
			throw new MissingRequestHeaderException(HEADER, parameter);
		}
		Connection connection = StringUtils.hasText(id) ? this.connections.get(caller.tenant(), id)
				: only(caller.tenant(), connector, customer);
		HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
		if (response != null) {
			response.setHeader(HEADER, connection.id());
		}
		return connection;
	}

	/** The one that fits; a blank fits any. */
	private Connection only(TenantId tenant, @Nullable String connector, @Nullable String customer) {
		List<Connection> fitting = Connector.named(connector)
			.map((one) -> this.connections.list(tenant, one.provider(), StringUtils.hasText(customer) ? customer : null,
					2, 0))
			.orElse(List.of());
		if (fitting.size() > 1) {
			throw new Refusal(HttpStatus.BAD_REQUEST, "More than one connection fits; " + HEADER + " names one.");
		}
		return fitting.stream().findFirst().orElseThrow(() -> new NotFound("connection"));
	}

}
