package io.onerow.embedded;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded PostgreSQL lives.
 *
 * @param dataDirectory the PostgreSQL data directory, made on the first start and kept
 * @param binariesDirectory where the PostgreSQL programs are unpacked to; a sibling of
 * the data directory when absent
 */
@ConfigurationProperties(EmbeddedProperties.PREFIX)
record EmbeddedProperties(@DefaultValue("./data/postgres") Path dataDirectory, @Nullable Path binariesDirectory) {

	static final String PREFIX = "onerow.embedded";

	// Never the common temporary folder: whoever could write there first would choose
	// what we execute.
	Path binaries() {
		return (this.binariesDirectory != null) ? this.binariesDirectory
				: this.dataDirectory.resolveSibling("postgres-binaries");
	}

}
