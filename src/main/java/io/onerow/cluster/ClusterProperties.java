package io.onerow.cluster;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the database is.
 *
 * @param cluster {@code citus}, {@code none}, or {@code auto}: as its extensions say
 */
@ConfigurationProperties("onerow")
record ClusterProperties(@DefaultValue("auto") Kind cluster) {

	enum Kind {

		AUTO, CITUS, NONE

	}

}
