package io.onerow.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

import io.onerow.upsert.Deadline;
import io.onerow.upsert.DryRuns;
import io.onerow.upsert.TooMuchContention;

/**
 * Dry runs are one transaction that is rolled back. While one runs, the pool hands its
 * thread the same connection again and again, on which each transaction of the work is a
 * savepoint: its commit keeps, and its rollback undoes, what came since. The functions of
 * the database learn of it by the setting {@code onerow.dry_run} of the transaction.
 */
@Component
class DryRunsJdbc implements DryRuns, BeanPostProcessor {

	private static final Logger log = LoggerFactory.getLogger(DryRunsJdbc.class);

	/** By commands, which a cluster tells the other nodes of. */
	private static final String BEGIN = """
			set local onerow.dry_run = 'on'; set local lock_timeout = '%dms'""".formatted(WAIT.toMillis());

	/** No statement goes on for longer than all of it may. */
	private static final String GO_ON = "set local statement_timeout = ";

	private static final ThreadLocal<Rehearsal> RUNNING = new ThreadLocal<>();

	@Override
	public <T> T run(Callable<T> work) throws Exception {
		if (isRunning()) {
			return work.call();
		}
		Rehearsal rehearsal = new Rehearsal();
		RUNNING.set(rehearsal);
		try {
			return work.call();
		}
		finally {
			RUNNING.remove();
			rehearsal.end();
		}
	}

	@Override
	public boolean isRunning() {
		return RUNNING.get() != null;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof DataSource pool) ? new Rehearsed(pool) : bean;
	}

	/** The pool; costs nothing but a look at the thread where there is no dry run. */
	private static final class Rehearsed extends DelegatingDataSource {

		Rehearsed(DataSource pool) {
			super(pool);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Rehearsal rehearsal = DryRunsJdbc.RUNNING.get();
			return (rehearsal != null) ? rehearsal.connection(obtainTargetDataSource()) : super.getConnection();
		}

	}

	/** One dry run: a connection from its first use on. */
	private static final class Rehearsal {

		private Deadline end = Deadline.in(TIME);

		private @Nullable Connection whole;

		Connection connection(DataSource pool) throws SQLException {
			Connection open = (this.whole != null) ? this.whole : begin(pool);
			try (Statement statement = open.createStatement()) {
				statement.execute(GO_ON + left());
			}
			return Part.of(open, this);
		}

		/** The milliseconds that are left. */
		long left() {
			long left = this.end.left().toMillis();
			if (left == 0) {
				throw new TooMuchContention(null);
			}
			return left;
		}

		private Connection begin(DataSource pool) throws SQLException {
			Connection begun = pool.getConnection();
			this.whole = begun;
			this.end = Deadline.in(TIME);
			begun.setAutoCommit(false);
			try (Statement statement = begun.createStatement()) {
				statement.execute(BEGIN);
			}
			return begun;
		}

		void end() {
			if (this.whole == null) {
				return;
			}
			try (Connection ending = this.whole) {
				ending.rollback();
				ending.setAutoCommit(true);
			}
			catch (SQLException ex) {
				// then the database rolls it back, as the connection is gone
				log.warn("The connection of a dry run was lost: SQLSTATE {}", ex.getSQLState());
			}
		}

	}

	/** What the work takes for a connection of its own. */
	private static final class Part implements InvocationHandler {

		private final Connection whole;

		private final Rehearsal rehearsal;

		private Savepoint begin;

		private boolean autoCommit = true;

		private boolean closed;

		private Part(Connection whole, Rehearsal rehearsal) throws SQLException {
			this.whole = whole;
			this.rehearsal = rehearsal;
			this.begin = whole.setSavepoint();
		}

		static Connection of(Connection whole, Rehearsal rehearsal) throws SQLException {
			return (Connection) Proxy.newProxyInstance(Part.class.getClassLoader(), new Class<?>[] { Connection.class },
					new Part(whole, rehearsal));
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			switch (method.getName()) {
				case "equals" -> {
					return arguments != null && proxy == arguments[0];
				}
				case "hashCode" -> {
					return System.identityHashCode(proxy);
				}
				case "getAutoCommit" -> {
					return this.autoCommit;
				}
				case "isClosed" -> {
					return this.closed;
				}
				case "setAutoCommit" -> setAutoCommit(arguments != null && Boolean.TRUE.equals(arguments[0]));
				case "commit" -> commit();
				case "close" -> close();
				case "rollback" -> this.whole
					.rollback((arguments != null && arguments[0] instanceof Savepoint inner) ? inner : this.begin);
				case "createStatement", "prepareStatement", "prepareCall" -> {
					this.rehearsal.left();
					return pass(method, arguments);
				}
				// what a transaction that has begun cannot become
				case "setReadOnly", "setTransactionIsolation" -> {
				}
				default -> {
					return pass(method, arguments);
				}
			}
			return null;
		}

		private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
			try {
				return method.invoke(this.whole, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		private void setAutoCommit(boolean on) throws SQLException {
			if (on != this.autoCommit) {
				commit();
				this.autoCommit = on;
			}
		}

		private void commit() throws SQLException {
			keep();
			this.begin = this.whole.setSavepoint();
		}

		private void close() throws SQLException {
			if (!this.closed) {
				this.closed = true;
				if (!this.autoCommit) {
					this.whole.rollback(this.begin);
				}
				keep();
			}
		}

		/** Keeps what was done, but of a statement that has failed, nothing. */
		private void keep() throws SQLException {
			try {
				this.whole.releaseSavepoint(this.begin);
			}
			catch (SQLException ex) {
				this.whole.rollback(this.begin);
				if (!this.autoCommit) {
					throw ex;
				}
			}
		}

	}

}
