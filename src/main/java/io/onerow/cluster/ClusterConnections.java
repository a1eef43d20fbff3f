package io.onerow.cluster;

import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * What a connection to a cluster needs. Values travel in the text of a statement: only so
 * the call of a procedure goes to the node of the tenant, and each is planned for its
 * tenant anyway. No plan is kept that would be good for all tenants.
 */
@Component
class ClusterConnections implements BeanPostProcessor {

	/** In milliseconds. What the other nodes need of it stands in {@link ClusterRole}. */
	private static final String OPTIONS = "-c statement_timeout=10000 -c lock_timeout=5000"
			+ " -c idle_in_transaction_session_timeout=30000";

	private final ObjectProvider<Cluster> cluster;

	ClusterConnections(ObjectProvider<Cluster> cluster) {
		this.cluster = cluster;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool && this.cluster.getObject().isThere()) {
			Properties properties = pool.getDataSourceProperties();
			properties.setProperty("preferQueryMode", "simple");
			properties.setProperty("options", OPTIONS);
		}
		return bean;
	}

}
