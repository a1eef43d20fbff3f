package io.onerow.api.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.security.Dialects;
import io.onerow.security.SecurityProperties;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The descriptions of the service (OpenAPI 3.1), of all of it and of each wire; made when
 * they are first asked for.
 */
@Component
public class Descriptions {

	/** The parts, as they are asked for and in their order. */
	static final List<String> GROUPS = List.of("billabex", "openint", "propeller", "sam", "onerow", "admin");

	private static final String ALL = "";

	private final ObjectProvider<RequestMappingHandlerMapping> mapping;

	private final Dialects dialects;

	private final SecurityProperties security;

	private final Map<String, String> made = new ConcurrentHashMap<>();

	Descriptions(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
			Dialects dialects, SecurityProperties security) {
		this.mapping = mapping;
		this.dialects = dialects;
		this.security = security;
	}

	/** That of all wires, as JSON. */
	public String all() {
		return made(ALL, GROUPS);
	}

	/** That of one wire, as JSON; empty if there is none of this name. */
	public Optional<String> find(String group) {
		return GROUPS.contains(group) ? Optional.of(made(group, List.of(group))) : Optional.empty();
	}

	private String made(String name, List<String> wires) {
		return this.made.computeIfAbsent(name, (unknown) -> JsonMapper.shared().writeValueAsString(make(wires)));
	}

	private ObjectNode make(List<String> wires) {
		ObjectNode common = Source.read("common");
		Routes routes = new Routes(this.mapping.getObject(), this.dialects);
		ObjectNode description = JsonNodeFactory.instance.objectNode();
		description.put("openapi", "3.1.0");
		ObjectNode info = description.putObject("info");
		description.putArray("servers").addObject().put("url", "/");
		ArrayNode tags = description.putArray("tags");
		ObjectNode paths = description.putObject("paths");
		ObjectNode components = (ObjectNode) common.get("components");
		for (String name : wires) {
			Wire wire = new Wire(name, (ObjectNode) common.get("refusals"));
			tags.addObject().put("name", wire.tag()).put("description", wire.title() + "\n\n" + wire.about());
			paths.setAll(wire.paths(routes, this::isThere));
			wire.components().forEachEntry((kind, named) -> components.withObject(kind).setAll((ObjectNode) named));
			info.put("title", (wires.size() == 1) ? wire.title() : "Onerow");
			info.put("description", (wires.size() == 1) ? wire.about()
					: "One row per real person, company and customer: upserts on the wires of four APIs, and a native one.");
		}
		info.put("version", "1");
		info.putObject("license").put("name", "Apache License 2.0").put("identifier", "Apache-2.0");
		describeIssuer(components.withObject("securitySchemes"));
		description.set("components", components);
		drop(description, components);
		return description;
	}

	/** Of what no controller answers. */
	private boolean isThere(String kind) {
		return switch (kind) {
			case "issuer" -> this.security.issuerUri() == null;
			case "registration" -> this.security.issuerUri() == null && this.security.registration();
			default -> true;
		};
	}

	private void describeIssuer(ObjectNode schemes) {
		if (this.security.issuerUri() != null) {
			schemes.putObject("bearer")
				.put("type", "openIdConnect")
				.put("openIdConnectUrl",
						this.security.issuerUri().replaceAll("/+$", "") + "/.well-known/openid-configuration");
		}
	}

	/** What nothing refers to. */
	private static void drop(ObjectNode description, ObjectNode components) {
		int before = -1;
		Set<String> used = Set.of();
		while (used.size() != before) {
			before = used.size();
			used = new TreeSet<>(Source.references(description));
			Set<String> kept = used;
			components.forEachEntry((kind, named) -> {
				if (!kind.equals("securitySchemes")) {
					((ObjectNode) named).properties()
						.removeIf((one) -> !kept.contains("#/components/" + kind + "/" + one.getKey()));
				}
			});
		}
		Set<String> schemes = new TreeSet<>();
		description.findValues("security")
			.forEach((list) -> list.forEach((one) -> one.propertyNames().forEach(schemes::add)));
		((ObjectNode) components.get("securitySchemes")).retain(schemes);
	}

}
