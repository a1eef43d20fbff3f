package io.onerow;

import java.sql.SQLException;
import java.util.List;

import io.onerow.embedded.ServiceRoles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The role that the service runs as in all tests, as docs/operations.md has it: what it
 * may do is what they do.
 */
@IntegrationTest
class ServiceRoleIntegrationTests {

	private static final String DENIED = "42501";

	@Autowired
	private JdbcClient jdbc;

	@Test
	void serviceOwnsNothingAndIsNobodyElse() {
		assertThat(names("select current_user")).containsExactly(ServiceRoles.NAME);
		assertThat(names("""
				select relname from pg_class where relowner = current_user::regrole
				union all select proname from pg_proc where proowner = current_user::regrole
				union all select nspname from pg_namespace where nspowner = current_user::regrole
				union all select rolname from pg_roles where rolname <> current_user
					and pg_has_role(current_user, oid, 'member')
				union all select rolname from pg_roles where rolname = current_user
					and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)""")).isEmpty();
	}

	@Test
	void serviceMayReadAndWriteEachTable() {
		assertThat(
				names("""
						select c.relname from pg_class c
						where c.relnamespace = 'public'::regnamespace and c.relname <> 'flyway_schema_history' and case c.relkind
							when 'r' then not (has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert')
								and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete'))
							when 'S' then not has_sequence_privilege(c.oid, 'usage')
						end
						union all
						select p.proname from pg_proc p
						where p.pronamespace = 'public'::regnamespace and not has_function_privilege(p.oid, 'execute')"""))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table mine (a text)", "create schema mine",
			"create function mine() returns text language sql as $$ select 'x' $$", "create index on contact (email)",
			"create role mine", "create database mine", "alter table contact add column mine text",
			"alter table contact disable trigger all", "alter table contact owner to " + ServiceRoles.NAME,
			"drop table contact", "drop function take_locks", "truncate contact", "drop sequence contact_number",
			"delete from flyway_schema_history", "update flyway_schema_history set success = false",
			"insert into flyway_schema_history select * from flyway_schema_history" })
	void serviceMayNeitherCreateNorDropNorSayWhatWasMigrated(String statement) {
		Throwable failure = catchThrowable(() -> this.jdbc.sql(statement).update());
		assertThat(NestedExceptionUtils.getMostSpecificCause(failure)).isInstanceOfSatisfying(SQLException.class,
				(denied) -> assertThat(denied.getSQLState()).isEqualTo(DENIED));
	}

	/** As by a later migration. */
	@Test
	void whatTheOwnerCreatesLaterIsLetIn() {
		DatabaseAccess owner = TestDatabase.access();
		owner.asOwner("create table later (tenant_id text primary key, number bigserial)",
				"create function later_number(p_tenant text) returns bigint language plpgsql as $$"
						+ " begin return (select number from later where tenant_id = p_tenant); end $$");
		try {
			this.jdbc.sql("insert into later (tenant_id) values ('t')").update();
			assertThat(this.jdbc.sql("select later_number('t')").query(Long.class).single()).isEqualTo(1);
			assertThat(this.jdbc.sql("delete from later").update()).isEqualTo(1);
		}
		finally {
			owner.asOwner("drop table later", "drop function later_number");
		}
	}

	private List<String> names(String query) {
		return this.jdbc.sql(query).query(String.class).list();
	}

}
