package io.onerow.api.openint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.onerow.tenant.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The kind of system behind a connection, by its name on the wire or by the id of its
 * configuration, of which each has one.
 *
 * @param provider null for any
 */
record Connector(@Nullable Provider provider) {

	static final Map<String, Provider> BY_NAME = by(Provider::word);

	static final Map<String, Provider> BY_CONFIGURATION = by(Connector::configuration);

	static String configuration(Provider provider) {
		return "ccfg_" + provider.word() + "_default";
	}

	/** The one of that name; a blank asks for none. Empty if there is no such. */
	static Optional<Connector> named(@Nullable String name) {
		return asked(BY_NAME, name);
	}

	/** The one of that name and configuration; either may be blank. */
	static Optional<Connector> of(@Nullable String name, @Nullable String configuration) {
		return named(name)
			.flatMap((named) -> asked(BY_CONFIGURATION, configuration).flatMap((other) -> named.and(other)));
	}

	private static Optional<Connector> asked(Map<String, Provider> words, @Nullable String word) {
		return StringUtils.hasText(word) ? Optional.ofNullable(words.get(word)).map(Connector::new)
				: Optional.of(new Connector(null));
	}

	private Optional<Connector> and(Connector other) {
		if (this.provider == null || other.provider == null) {
			return Optional.of((this.provider == null) ? other : this);
		}
		return equals(other) ? Optional.of(this) : Optional.empty();
	}

	private static Map<String, Provider> by(Function<Provider, String> name) {
		Map<String, Provider> words = new LinkedHashMap<>();
		for (Provider provider : Provider.values()) {
			words.put(name.apply(provider), provider);
		}
		return words;
	}

}
