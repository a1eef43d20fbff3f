package io.onerow.api.body;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * A request whose body is a form: its fields are parameters, after those of the query.
 */
final class FormRequest extends ArrivedRequest {

	private static final int MOST_FIELDS = 200;

	private final Map<String, String[]> parameters;

	FormRequest(HttpServletRequest request, Spool form) throws IOException {
		super(request, form);
		Map<String, List<String>> values = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, sent) -> values.put(name, new ArrayList<>(List.of(sent))));
		String text = new String(form.stream().readAllBytes(), StandardCharsets.UTF_8);
		String[] fields = text.split("&", MOST_FIELDS + 1);
		if (fields.length > MOST_FIELDS) {
			throw new MalformedRequest("The form must have at most " + MOST_FIELDS + " fields.");
		}
		for (String field : fields) {
			if (!field.isEmpty()) {
				String[] parts = field.split("=", 2);
				values.computeIfAbsent(decoded(parts[0]), (name) -> new ArrayList<>())
					.add((parts.length == 2) ? decoded(parts[1]) : "");
			}
		}
		Map<String, String[]> all = new LinkedHashMap<>();
		values.forEach((name, sent) -> all.put(name, sent.toArray(String[]::new)));
		this.parameters = Collections.unmodifiableMap(all);
	}

	private static String decoded(String text) throws MalformedRequest {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedRequest("The form is not encoded as one.");
		}
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = this.parameters.get(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return this.parameters.get(name);
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return this.parameters;
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(this.parameters.keySet());
	}

}
