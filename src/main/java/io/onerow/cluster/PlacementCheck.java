package io.onerow.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Lets no service start on a cluster where something is not where it has to be: it would
 * take its locks on another node than others, and two would be written for one.
 */
@Component
@DependsOnDatabaseInitialization
class PlacementCheck implements InitializingBean {

	private final Cluster cluster;

	PlacementCheck(Cluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Asks the catalog of the node that this service is connected to.
	 * @throws Misplaced if something is not where it has to be
	 */
	@Override
	public void afterPropertiesSet() throws SQLException {
		if (!this.cluster.isThere()) {
			return;
		}
		try (Connection connection = this.cluster.connect()) {
			List<Placement> misplaced = Placement.misplaced(connection);
			if (!misplaced.isEmpty()) {
				throw new Misplaced(misplaced);
			}
		}
	}

}
