package io.onerow.api.body;

import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;

/** Finds the limit for a path. */
final class BodyLimits {

	private final List<BodyLimit> limits;

	private final BodyLimit other;

	BodyLimits(List<BodyLimit> limits, DataSize other) {
		this.limits = limits;
		this.other = BodyLimit.of("/**", other);
	}

	BodyLimit of(String path) {
		if (this.limits.isEmpty()) {
			return this.other;
		}
		PathContainer container = PathContainer.parsePath(path);
		return this.limits.stream().filter((limit) -> limit.paths().matches(container)).findFirst().orElse(this.other);
	}

}
