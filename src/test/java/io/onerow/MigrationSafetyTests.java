package io.onerow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A migration holds nobody up and breaks nothing while an older instance runs; see
 * CONTRIBUTING.md. Those before the rule are left as they are.
 */
class MigrationSafetyTests {

	private static final int FIRST = 47;

	/** Those before are made before anything is spread. */
	private static final int FIRST_ON_A_CLUSTER = 67;

	private static final Path FOLDER = Path.of("src/main/resources/db/migration");

	@Test
	void newMigrationIsSafeForARunningOlderInstance() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			List<Path> judged = files.filter((file) -> number(file) >= FIRST).toList();
			assertThat(judged).isNotEmpty()
				.allSatisfy((file) -> assertThat(new MigrationFile(Files.readString(file)).unsafe()).as(file.toString())
					.isEmpty());
		}
	}

	@Test
	void newMigrationIsTakenByACluster() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			List<Path> judged = files.filter((file) -> number(file) >= FIRST_ON_A_CLUSTER).toList();
			assertThat(judged).isNotEmpty()
				.allSatisfy((file) -> assertThat(new MigrationFile(Files.readString(file)).refusedByACluster())
					.as(file.toString())
					.isEmpty());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table t (tenant_id text, a numeric(3, 1))",
			"alter table t add column a numeric(3, 1)",
			"alter table t add constraint t_fk foreign key (tenant_id, a) references u (tenant_id, a) not valid",
			"create table t (a text); create table u (a text references t (a))",
			"create function f(p_tenant text) returns text language plpgsql as $$ begin return 'language sql'; end $$" })
	void isTakenByACluster(String migration) {
		assertThat(new MigrationFile(migration).refusedByACluster()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter table t add column a text, add column b text",
			"alter table t add column a text, add constraint t_a check (a > '') not valid",
			"create trigger t_a after insert on t for each row execute function f()",
			"create or replace function f(p_tenant text) returns text language sql as $$ select 1 $$",
			"create table t (tenant_id text, constraint t_fk foreign key (tenant_id) references u (tenant_id))",
			"-- allowed: for a reason\nalter table t drop column a, drop column b" })
	void isRefusedByACluster(String migration) {
		assertThat(new MigrationFile(migration).refusedByACluster()).hasSize(1);
	}

	private static int number(Path file) {
		return Integer.parseInt(file.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table t (a text)",
			"create unlogged table if not exists t (a text) with (fillfactor = 40)",
			"create table t (a text); create index t_a on t (a); alter table t alter column a set not null; drop table t",
			"create index concurrently t_a on t (a)", "drop index concurrently t_a", "alter table t add column a text",
			"alter table t add column a text not null default 'it''s; so'",
			"alter table t add column a integer not null default 0, add column b timestamptz default now()",
			"alter table t add constraint t_a check (a > 0) not valid", "alter table t validate constraint t_a",
			"alter table t add constraint t_b unique using index t_b",
			"create function f(p_tenant text) returns text language plpgsql as $$ begin drop table t; end $$",
			"create or replace function f() returns text language plpgsql as $body$ begin update t set a = 1; end $body$",
			"create type x as enum ('a')", "create domain d as text check (value <> '')", "create sequence s",
			"comment on table t is 'drop table t; update t'", "-- drop table t\ncreate table u (a text)",
			"/* drop table t; */ create table u (a text)", "-- allowed: no release reads it any more\ndrop table t",
			"-- allowed: no release reads it any more,\n-- since a while\nalter table t drop column a",
			"create table t (a text); insert into t values ('x'); update t set a = 'y'" })
	void isSafe(String migration) {
		assertThat(new MigrationFile(migration).unsafe()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index t_a on t (a)",
			"create unique index if not exists t_a on only t using btree (a)", "drop index t_a", "reindex table t",
			"alter table t add column a uuid default gen_random_uuid()",
			"alter table t add column a timestamptz default clock_timestamp()",
			"alter table t add column a text not null", "alter table t add column a bigserial",
			"alter table t add column a bigint generated always as identity",
			"alter table t add column a text generated always as (b || 'x') stored",
			"alter table t add column a text unique", "alter table t add column a text references u (a)",
			"alter table t add column a integer check (a > 0)", "alter table t alter column a type bigint",
			"ALTER TABLE ONLY public.t ALTER a TYPE bigint", "alter table t alter column a set not null",
			"alter table t drop column a", "alter table t add column b text, drop column a",
			"alter table t rename column a to b", "alter table t rename to u", "alter table t add check (a > 0)",
			"alter table t add constraint t_a check (a > 0)", "alter table t add constraint t_a unique (a)",
			"alter table t add constraint t_a foreign key (a) references u (a)", "alter table t drop constraint t_a",
			"alter table t set logged", "drop table t", "drop function f", "drop procedure p", "drop type x",
			"alter type x rename value 'a' to 'b'", "alter domain d add constraint c check (value <> '')", "truncate t",
			"update t set a = 1", "delete from t", "insert into t select a from u", "lock table t",
			"do $$ begin update t set a = 1; end $$", "with x as (select 1) update t set a = 1", "vacuum full t",
			"-- allowed: only the next one\ndrop table t; drop table u", "-- allowed:\ndrop table t",
			"create table u (a text); drop table t" })
	void isUnsafe(String migration) {
		assertThat(new MigrationFile(migration).unsafe()).hasSize(1);
	}

}
