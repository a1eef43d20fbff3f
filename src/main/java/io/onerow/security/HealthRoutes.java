package io.onerow.security;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.stereotype.Component;

/**
 * Health where it always was, should management have a port of its own, which Spring Boot
 * moves it to.
 */
@Component
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class HealthRoutes extends AbstractWebMvcEndpointHandlerMapping {

	HealthRoutes(WebEndpointsSupplier endpoints, EndpointMediaTypes types, WebEndpointProperties properties) {
		super(new EndpointMapping(properties.getBasePath()),
				endpoints.getEndpoints()
					.stream()
					.filter((endpoint) -> endpoint.getEndpointId().equals(HealthEndpoint.ID))
					.toList(),
				types, false);
	}

	@Override
	protected LinksHandler getLinksHandler() {
		throw new UnsupportedOperationException("There are no links");
	}

}
