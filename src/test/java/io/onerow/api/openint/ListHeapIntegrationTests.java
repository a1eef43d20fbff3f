package io.onerow.api.openint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.onerow.IntegrationTest;
import io.onerow.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** Lists of 130 MB on a small heap, several at once. */
@IntegrationTest
class ListHeapIntegrationTests {

	private static final int AT_ONCE = 6;

	private static final int ACCOUNTS = 150;

	private final HttpClient http = HttpClient.newHttpClient();

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void longListsAndBatchesNeedNoMemory(@TempDir Path folder) throws Exception {
		OpenintClient client = OpenintClient.ofNewConnection(this.context, "openint-heap");
		List<String> ids = store(client.connection());
		String five = Collections.nCopies(200, String.join("\", \"", ids.subList(0, 5)))
			.stream()
			.collect(joining("\", \""));
		try (ServiceProcess service = ServiceProcess.onTestDatabase(folder, "-Xmx256m",
				"-XX:+ExitOnOutOfMemoryError")) {
			String base = "http://localhost:" + service.port() + "/unified/crm/account";
			List<Callable<Long>> requests = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				requests.add(() -> size(client, HttpRequest.newBuilder(URI.create(base + "?page_size=1000"))));
				requests.add(() -> size(client,
						HttpRequest.newBuilder(URI.create(base + "/_batch_read"))
							.header("Content-Type", "application/json")
							.POST(BodyPublishers.ofString("{\"ids\": [\"" + five + "\"]}"))));
			}
			ExecutorService threads = Executors.newFixedThreadPool(requests.size());
			for (Future<Long> answer : threads.invokeAll(requests)) {
				// raw data has the passthrough fields once more
				assertThat(answer.get()).isBetween(2L * 5 * 900_000, 2L * 6 * 1_000_000);
			}
			threads.shutdown();
			assertThat(service.isAlive()).isTrue();
		}
	}

	/** As they could be stored before a record had a limit. */
	private List<String> store(String connection) {
		return this.jdbc
			.sql("""
					with book as (
						insert into directory (tenant_id, directory_id, kind)
						select 'openint-heap', gen_random_uuid(), 'account' from generate_series(1, ?) returning directory_id
					)
					insert into account (tenant_id, account_id, connection_id, attributes, version, created_at, updated_at)
					select 'openint-heap', directory_id, ?, jsonb_build_object('raw_data', '{}'::jsonb,
						'passthrough_fields', jsonb_build_object('a', repeat('x', 900000))), 1, now(), now()
					from book returning account_id""")
			.params(ACCOUNTS, connection)
			.query(String.class)
			.list();
	}

	private long size(OpenintClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<byte[]> answer = this.http.send(client.headed(request).build(), BodyHandlers.ofByteArray());
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body().length;
	}

}
