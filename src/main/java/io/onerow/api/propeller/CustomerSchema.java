package io.onerow.api.propeller;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.onerow.upsert.WriteContext;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The JSON schema of the bodies; the same text that the documentation shows. */
@Component
class CustomerSchema {

	private static final String ID = "urn:onerow:propeller:customers";

	private final String text;

	private final Schema bulk;

	private final Map<CustomerShape, Schema> customer = new EnumMap<>(CustomerShape.class);

	private final Schema search;

	CustomerSchema() throws IOException {
		this.text = new ClassPathResource("propeller/customers.schema.json").getContentAsString(StandardCharsets.UTF_8);
		SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
		this.bulk = registry.getSchema(SchemaLocation.of(ID), this.text, InputFormat.JSON);
		for (CustomerShape shape : CustomerShape.values()) {
			this.customer.put(shape, part(shape.schema()));
		}
		this.search = part("search");
	}

	private Schema part(String name) {
		return this.bulk.getRefSchema(SchemaLocation.of(ID + "#/$defs/" + name).getFragment());
	}

	String text() {
		return this.text;
	}

	/** Checks the body of a bulk, which may come without its customers. */
	void checkBulk(JsonNode body, Findings findings) {
		check(this.bulk, body, "#", findings);
	}

	void checkCustomer(JsonNode customer, CustomerShape shape, String at, Findings findings) {
		check(Objects.requireNonNull(this.customer.get(shape)), customer, at, findings);
	}

	void checkSearch(JsonNode search, Findings findings) {
		check(this.search, search, "#", findings);
	}

	private static void check(Schema schema, JsonNode value, String at, Findings findings) {
		for (Error error : schema.validate(value)) {
			if (isTold(error)) {
				continue;
			}
			String place = at + error.getInstanceLocation();
			boolean lookupKey = "required".equals(error.getKeyword()) && error.getInstanceLocation().getNameCount() == 0
					&& !"customers".equals(error.getProperty());
			findings.add(lookupKey ? ErrorCode.LOOKUP_KEY_NOT_FOUND : ErrorCode.SCHEMA_VALIDATION,
					place + ": " + message(error));
		}
	}

	/** The member that the tenant has named for the time of a record is known too. */
	private static boolean isTold(Error error) {
		return "additionalProperties".equals(error.getKeyword()) && error.getInstanceLocation().getNameCount() == 0
				&& String.valueOf(error.getProperty()).equals(WriteContext.current().claim().timeMember());
	}

	private static String message(Error error) {
		JsonNode rule = error.getSchemaNode();
		JsonNode value = error.getInstanceNode();
		return switch (error.getKeyword()) {
			case "additionalProperties" -> "extraneous key [" + error.getProperty() + "] is not permitted";
			case "required" -> "required key [" + error.getProperty() + "] not found";
			case "type" -> "expected type: " + types(rule) + ", found: " + type(value);
			case "enum" -> "expected one of " + words(rule);
			case "maxItems" -> "expected maximum item count: " + rule + ", found: " + value.size();
			default -> String.valueOf(error.getMessage());
		};
	}

	private static String types(JsonNode rule) {
		if (!rule.isArray()) {
			return capitalized(rule.stringValue());
		}
		List<String> types = new ArrayList<>();
		rule.forEach((type) -> types.add(capitalized(type.stringValue())));
		return String.join(" or ", types);
	}

	private static String words(JsonNode rule) {
		List<String> words = new ArrayList<>();
		rule.forEach((word) -> words.add(word.isNull() ? "null" : word.stringValue()));
		return words.toString();
	}

	private static String type(JsonNode value) {
		return capitalized(value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT));
	}

	private static String capitalized(String word) {
		return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

}
