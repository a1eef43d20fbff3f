package io.onerow.api.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** An operation at one of its places. */
record Call(String method, String path, JsonNode operation) {

	boolean fits(String wanted, String pattern) {
		return this.method.equals(wanted)
				&& PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(this.path));
	}

	/** The sets of scopes of which one is enough. */
	List<Set<String>> scopes(String scheme) {
		List<Set<String>> sets = new ArrayList<>();
		this.operation.get("security").forEach((one) -> {
			if (one.has(scheme)) {
				Set<String> scopes = new TreeSet<>();
				one.get(scheme).forEach((scope) -> scopes.add(scope.stringValue()));
				sets.add(scopes);
			}
		});
		return sets;
	}

	String id() {
		return this.operation.get("operationId").stringValue();
	}

	/** Whether administrators of other tenants may not call it. */
	boolean isOfRoot() {
		return this.path.contains("/admin/tenants");
	}

	/** A path of nothing that is there. */
	String dummy() {
		return this.path.replaceAll("\\{\\w+}", "00000000-0000-7000-8000-00000000dead");
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
