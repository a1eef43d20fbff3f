package io.onerow.sync;

import java.util.List;

import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ReadingIntegrationTests {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void recordsAreAddedUpUntilThoseBeforeAreLongEnough() {
		assertThat(sums(25)).containsExactly("10", "20", "30", "none", "none");
		assertThat(sums(20)).containsExactly("10", "20", "none", "none", "none");
		assertThat(sums(1)).containsExactly("10", "none", "none", "none", "none");
	}

	/** Of five objects of ten bytes each. */
	private List<String> sums(int limit) {
		return this.jdbc.sql("""
				select coalesce(cast(bytes_until(o, :limit) over (order by n rows unbounded preceding) as text), 'none')
				from generate_series(1, 5) as n cross join (select cast('{"a": 123}' as jsonb) as o) as objects
				order by n""").param("limit", limit).query(String.class).list();
	}

}
