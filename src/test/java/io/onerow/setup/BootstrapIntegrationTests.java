package io.onerow.setup;

import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.security.Caller;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.Registration;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@IntegrationTest
@TestPropertySource(properties = { "onerow.bootstrap.tenant=boot", "onerow.bootstrap.client-id=boot-client",
		"onerow.bootstrap.client-secret=boot-secret-0123456789-abcdefghij",
		"onerow.bootstrap.administrator-id=boot-admin",
		"onerow.bootstrap.administrator-secret=boot-admin-secret-0123456789-abcdef" })
@ExtendWith(OutputCaptureExtension.class)
class BootstrapIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Tenants tenants;

	@LocalServerPort
	private int port;

	@Test
	void configuredClientGetsATokenAtOnce() {
		assertThat(
				new Caller(this.port).askForToken("boot-client", "boot-secret-0123456789-abcdefghij", "").statusCode())
			.isEqualTo(200);
	}

	@Test
	void configuredAdministratorMayAdministerAtOnce() {
		HttpResponse<String> answer = Client
			.logIn("http://localhost:" + this.port, "boot-admin", "boot-admin-secret-0123456789-abcdef")
			.get("/api/onerow/v1/admin/clients");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("boot-client");
	}

	@Test
	void nobodyIsToldThatThereIsNoAdministrator(CapturedOutput output) {
		assertThat(output).doesNotContain("Nobody can administer");
	}

	@Test
	void repeatedStartChangesNothing() {
		TenantId boot = new TenantId("boot");
		Object before = this.tenants.get(boot);
		new Bootstrap(new BootstrapProperties("boot", "boot-client", "another-secret-0123456789-abcdefg", List.of()),
				new FirstAdministratorProperties("boot", null, null), this.tenants,
				this.context.getBeanProvider(OAuthClients.class))
			.afterSingletonsInstantiated();
		assertThat(this.tenants.get(boot)).isEqualTo(before);
		Caller caller = new Caller(this.port);
		assertThat(caller.askForToken("boot-client", "boot-secret-0123456789-abcdefghij", "").statusCode())
			.isEqualTo(200);
		assertThat(caller.askForToken("boot-client", "another-secret-0123456789-abcdefg", "").statusCode())
			.isEqualTo(401);
	}

	@Test
	void clientIdOfAnotherTenantIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> Registration.of(this.context, "thief", "boot-client"));
	}

	@Test
	void thereIsNoDemoClient() {
		assertThat(this.context.getBeanNamesForType(DemoCredentials.class)).isEmpty();
	}

	@Test
	void demoClientExistsInADemo() {
		DemoCredentials demo = new DemoCredentials(this.tenants, this.context.getBeanProvider(OAuthClients.class));
		demo.afterSingletonsInstantiated();
		demo.afterSingletonsInstantiated();
		assertThat(new Caller(this.port).askForToken("demo", "demo-secret", "").statusCode()).isEqualTo(200);
	}

}
