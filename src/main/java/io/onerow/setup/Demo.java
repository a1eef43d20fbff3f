package io.onerow.setup;

import java.util.UUID;

import io.onerow.account.AccountService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;

/** Creates the demo account, and says at start how to try the service. */
@Component
@ConditionalOnProperty("onerow.demo.enabled")
class Demo implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(Demo.class);

	private static final UUID ACCOUNT = UUID.fromString("00000000-0000-7000-8000-000000000001");

	private final AccountService accounts;

	private final WebServerApplicationContext server;

	Demo(AccountService accounts, WebServerApplicationContext server) {
		this.accounts = accounts;
		this.server = server;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.accounts.ensure(DemoCredentials.TENANT, ACCOUNT, "Demo Company");
		int port = (this.server.getWebServer() != null) ? this.server.getWebServer().getPort() : 0;
		String base = "http://127.0.0.1:" + port;
		log.info("""
				This is the demo on the embedded database: tenant {}, client {} / {}, that of an
				administrator {} / {}, user {} / {}, API key {}, that of an administrator {}, account {}.
				The console at {}/console is for {} / {}. Try it:

				TOKEN=$(curl -s -u {}:{} -d grant_type=client_credentials \\
				  {}/api/oauth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
				curl -X PUT {}/api/public/v1/accounts/{}/contacts/upsert \\
				  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
				  -d '{"fullName": "John Smith", "email": "john.smith@acme.com", "language": "en"}'
				""", DemoCredentials.TENANT, DemoCredentials.CLIENT_ID, DemoCredentials.CLIENT_SECRET,
				DemoCredentials.ADMIN_ID, DemoCredentials.ADMIN_SECRET, DemoUser.EMAIL, DemoUser.PASSWORD,
				DemoApiKey.KEY, DemoApiKey.ADMINISTRATOR_KEY, ACCOUNT, base, DemoUser.ADMIN_EMAIL,
				DemoUser.ADMIN_PASSWORD, DemoCredentials.CLIENT_ID, DemoCredentials.CLIENT_SECRET, base, base, ACCOUNT);
	}

}
