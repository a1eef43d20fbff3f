package io.onerow.security.rate;

import org.springframework.jdbc.core.simple.JdbcClient;

/** By JDBC, as the function answers a row of its own. */
class RateFunctionsJdbc implements RateFunctions {

	private static final String TAKE = """
			select taken, remaining, reset, retry_after from rate_take(:tenant, :credential, :requests, :seconds)""";

	private final JdbcClient jdbc;

	RateFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Allowance take(String tenant, String credential, RateLimit limit) {
		return this.jdbc.sql(TAKE)
			.param("tenant", tenant)
			.param("credential", credential)
			.param("requests", limit.requests())
			.param("seconds", limit.seconds())
			.query((row, number) -> new Allowance(row.getBoolean("taken"), row.getInt("remaining"),
					row.getLong("reset"), row.getInt("retry_after")))
			.single();
	}

}
