package io.onerow.setup;

import io.onerow.security.issuer.client.OAuthClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Says at start that nobody can administer the service, and what to do about it.
 */
@Component
class AdministratorCheck implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(AdministratorCheck.class);

	private final ObjectProvider<OAuthClients> clients;

	AdministratorCheck(ObjectProvider<OAuthClients> clients) {
		this.clients = clients;
	}

	@Override
	public void run(ApplicationArguments args) {
		// whom another issuer lets administer is not known here
		this.clients.ifAvailable((clients) -> {
			if (!clients.haveAnAdministrator()) {
				log.warn(
						"Nobody can administer this service, as no client has the scope admin. Set ONEROW_BOOTSTRAP_TENANT,"
								+ " _ADMINISTRATORID and _ADMINISTRATORSECRET, and start it again.");
			}
		});
	}

}
