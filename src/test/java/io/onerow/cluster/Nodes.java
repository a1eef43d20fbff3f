package io.onerow.cluster;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import io.onerow.DatabaseAccess;
import io.onerow.ServiceProcess;
import org.postgresql.Driver;

/**
 * The cluster that ONEROW_CLUSTER_URLS names: JDBC URLs with user and password of its
 * owner, of the coordinator first, and an instance of the service at each of them.
 */
final class Nodes implements AutoCloseable {

	static final String URLS = "ONEROW_CLUSTER_URLS";

	private final List<DatabaseAccess> databases;

	private final List<ServiceProcess> services = new ArrayList<>();

	private Nodes(List<DatabaseAccess> databases) {
		this.databases = databases;
	}

	static Nodes start(Path folder) throws Exception {
		Nodes nodes = new Nodes(Stream.of(System.getenv(URLS).split(",")).map(Nodes::access).toList());
		nodes.services.add(ServiceProcess.on(nodes.coordinator().lettingServiceIn(), folder));
		for (DatabaseAccess worker : nodes.databases.subList(1, nodes.databases.size())) {
			nodes.services.add(ServiceProcess.on(worker, folder, "--spring.flyway.enabled=false"));
		}
		return nodes;
	}

	private static DatabaseAccess access(String url) {
		Properties properties = Driver.parseURL(url.strip(), new Properties());
		return new DatabaseAccess(url.strip().replaceFirst("\\?.*", ""), properties.getProperty("user"),
				properties.getProperty("password", ""));
	}

	DatabaseAccess coordinator() {
		return this.databases.get(0);
	}

	List<DatabaseAccess> workers() {
		return this.databases.subList(1, this.databases.size());
	}

	/** Of the entry that the number falls to. */
	String base(int number) {
		return this.services.get(number % this.services.size()).base();
	}

	/** What the first column of the first row has, as text. */
	static String ask(DatabaseAccess node, String query) {
		try (Connection connection = node.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			rows.next();
			return String.valueOf(rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String ask(String query) {
		return ask(coordinator(), query);
	}

	long count(String query) {
		return Long.parseLong(ask(query));
	}

	/** The port of the worker that has the tenant. */
	int portOf(String tenant) {
		return Integer.parseInt(ask("""
				select n.nodeport from pg_dist_placement p join pg_dist_node n using (groupid)
				where p.shardid = get_shard_id_for_distribution_column('contact', '%s')""".formatted(tenant)));
	}

	static int port(DatabaseAccess node) {
		return Integer.parseInt(String.valueOf(Driver.parseURL(node.url(), new Properties()).getProperty("PGPORT")));
	}

	@Override
	public void close() {
		this.services.forEach(ServiceProcess::close);
	}

}
