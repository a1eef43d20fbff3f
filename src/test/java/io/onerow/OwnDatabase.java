package io.onerow;

import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A database of its own beside that of the tests, for a test that breaks it. */
public final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String NAME = "onerow_own";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestDatabase.access().asOwner("drop database if exists " + NAME + " with (force)", "create database " + NAME);
		Map<String, Object> properties = access().lettingServiceIn().asProperties();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("ownDatabase", properties));
	}

	/** Ends all connections and refuses further ones, as a database that is down. */
	public static void stop() {
		TestDatabase.access()
			.asOwner("alter database " + NAME + " allow_connections false",
					"select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME + "'");
	}

	public static void start() {
		TestDatabase.access().asOwner("alter database " + NAME + " allow_connections true");
	}

	/** It, as its owner. */
	public static DatabaseAccess access() {
		DatabaseAccess access = TestDatabase.access();
		return new DatabaseAccess(access.url().replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1"), access.username(),
				access.password());
	}

}
