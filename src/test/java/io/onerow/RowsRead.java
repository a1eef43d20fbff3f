package io.onerow;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One connection with the settings of the service, in an empty database of its own, that
 * counts how many rows and index entries its statements read. It keeps its plans, as
 * those of the pool do. Nobody else counts the rows of its tables: seen in the middle of
 * one great insert, such as the service never makes, they would be few in many pages, and
 * no plan made of that would be good.
 */
public final class RowsRead implements AutoCloseable {

	private static final String OPTIONS = "spring.datasource.hikari.data-source-properties.options";

	private static final String LEAVE_ALONE = """
			do $$ declare t regclass; begin
				for t in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
					execute format('alter table %s set (autovacuum_enabled = off)', t);
				end loop;
			end $$""";

	private static final String READ = """
			select sum(pg_stat_get_xact_tuples_returned(oid)) from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')""";

	private final SingleConnectionDataSource dataSource;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private RowsRead(Connection connection) {
		this.dataSource = new SingleConnectionDataSource(connection, true);
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.transaction = new TransactionTemplate(new DataSourceTransactionManager(this.dataSource));
	}

	/** In a database of that name, which is made anew. */
	public static RowsRead in(String database) throws SQLException {
		DatabaseAccess access = TestDatabase.access();
		try (Connection connection = access.connect(); Statement statement = connection.createStatement()) {
			statement.execute("drop database if exists " + database + " with (force)");
			statement.execute("create database " + database);
		}
		String url = access.url().replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
		Flyway.configure()
			.dataSource(url, access.username(), access.password())
			.locations("classpath:db/migration")
			.load()
			.migrate();
		YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
		settings.setResources(new ClassPathResource("application.yaml"));
		Properties properties = new Properties();
		properties.setProperty("user", access.username());
		properties.setProperty("password", access.password());
		properties.setProperty("prepareThreshold", "1");
		properties.setProperty("options",
				String.valueOf(Objects.requireNonNull(settings.getObject()).get(OPTIONS)).strip());
		RowsRead reads = new RowsRead(DriverManager.getConnection(url, properties));
		reads.jdbc.execute(LEAVE_ALONE);
		return reads;
	}

	public JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/** How many the call reads; what it writes is rolled back. */
	public long by(Runnable call) {
		Long read = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			long before = read();
			call.run();
			return read() - before;
		});
		return (read != null) ? read : 0;
	}

	private long read() {
		Long read = this.jdbc.queryForObject(READ, Long.class);
		return (read != null) ? read : 0;
	}

	@Override
	public void close() {
		this.dataSource.destroy();
	}

}
