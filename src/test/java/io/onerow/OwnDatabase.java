package io.onerow;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A database of its own beside that of the tests, for a test that breaks it. */
public final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String NAME = "onerow_own";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		outside("drop database if exists " + NAME + " with (force)", "create database " + NAME);
		DatabaseAccess access = TestDatabase.access();
		String url = access.url().replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1");
		Map<String, Object> properties = new DatabaseAccess(url, access.username(), access.password()).asProperties();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("ownDatabase", properties));
	}

	/** Ends all connections and refuses further ones, as a database that is down. */
	public static void stop() {
		outside("alter database " + NAME + " allow_connections false",
				"select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME + "'");
	}

	public static void start() {
		outside("alter database " + NAME + " allow_connections true");
	}

	private static void outside(String... statements) {
		try (Connection connection = TestDatabase.access().connect();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
