package io.onerow;

import java.util.List;
import java.util.UUID;

import io.onerow.customer.Customer;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a cluster refuses, or does wrong in silence, when the tables are spread over its
 * nodes by tenant_id (see docs/decisions/0071). The exceptions are those of tables that
 * are not spread, or not yet.
 */
@IntegrationTest
class CatalogIntegrationTests {

	/** The same on each node, or on one: they are looked up without a tenant. */
	private static final List<String> REFERENCE = List.of("tenant", "oauth_client", "oauth_registration", "app_user",
			"api_key", "signing_key", "seal_secret", "login_pair", "login_allowance", "flyway_schema_history");

	/**
	 * Commit each record of a bulk, of what travels together, and of what is undone,
	 * which no function can.
	 */
	private static final List<String> PROCEDURES = List.of("customer_write", "contact_upserts", "undo_write");

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private EntityManagerFactory entities;

	@Test
	void tableHasATenantOrIsTheSameEverywhere() {
		assertThat(
				names("""
						select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
							and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')"""))
			.isEmpty();
	}

	@Test
	void tableHasOneEntity() {
		List<String> mapped = this.entities.getMetamodel()
			.getEntities()
			.stream()
			.map((entity) -> entity.getJavaType().getAnnotation(Table.class).name())
			.toList();
		List<String> tables = this.jdbc
			.sql("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
			.query(String.class)
			.list();

		assertThat(mapped).doesNotHaveDuplicates().isSubsetOf(tables);
		assertThat(tables).filteredOn((table) -> !mapped.contains(table)).containsExactly("flyway_schema_history");
	}

	@Test
	void uniqueIndexLeadsWithTheTenant() {
		assertThat(
				names("""
						select c.relname from pg_index i join pg_class c on c.oid = i.indrelid
						left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'tenant_id'
						where i.indisunique and c.relnamespace = 'public'::regnamespace and a.attname is null"""))
			.isEmpty();
	}

	@Test
	void foreignKeyPairsTenantWithTenant() {
		assertThat(names("""
				select c.relname from pg_constraint f join pg_class c on c.oid = f.conrelid
				where f.contype = 'f' and not exists (
					select from unnest(f.conkey, f.confkey) as k (here, there)
					join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.here and a.attname = 'tenant_id'
					join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.there and b.attname = 'tenant_id'
				)""")).isEmpty();
	}

	/** A node can look into such a table by itself only if all that it needs is there. */
	@Test
	void whatIsTheSameEverywhereRefersToNothingThatIsSpread() {
		assertThat(this.jdbc.sql("""
				select f.confrelid::regclass::text from pg_constraint f
				where f.contype = 'f' and f.conrelid::regclass::text in (:reference)
					and f.confrelid::regclass::text not in (:reference)""")
			.param("reference", REFERENCE)
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void tableHasNoTrigger() {
		assertThat(names("""
				select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
				where not t.tgisinternal and c.relnamespace = 'public'::regnamespace""")).isEmpty();
	}

	@Test
	void noColumnHoldsATransaction() {
		assertThat(names("""
				select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
				where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0
					and a.atttypid in ('xid'::regtype, 'xid8'::regtype)""")).isEmpty();
	}

	@Test
	void sequenceIsTheDefaultOfAColumn() {
		assertThat(names("""
				select c.relname from pg_class c
				where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and not exists (
					select from pg_depend d where d.refobjid = c.oid and d.classid = 'pg_attrdef'::regclass
				)""")).isEmpty();
	}

	/** But for those that compute only, and run wherever the statement does. */
	@Test
	void functionIsInPlpgsqlAndItsFirstParameterIsTheTenant() {
		assertThat(names("""
				select p.proname from pg_proc p join pg_language l on l.oid = p.prolang
				where p.pronamespace = 'public'::regnamespace
					and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
					and p.provolatile <> 'i'
					and (l.lanname <> 'plpgsql' or p.prokind <> 'f' or p.proargtypes[0] is distinct from 'text'::regtype
						or p.proargnames[1] is distinct from 'p_tenant')""")).isEmpty();
	}

	/**
	 * A query among the values of an insert, a row of a table that a query hands to a
	 * function, no tenant where two tables are joined, a row of a table whose tenant is
	 * taken from another row; and an element of an array as what a column is set to,
	 * which ends the server of the node.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "insert into [a-z_]+[^;]*?\\)\\s*values[^;]*?\\(\\s*select",
			"jsonb_each\\([a-z]+_fields\\([a-z]+\\)|_fields\\((one|other)\\)",
			"join [a-z_]+ [a-z]+\\s+on [a-z]+\\.(directory_id|contact_id|account_id)",
			"insert into [a-z_]+ \\(tenant_id,[^)]*\\)\\s+select (?!p_tenant)",
			"update [a-z_]+ [a-z]* ?set [^;]*?[a-z_]+ = [a-z_.]+\\[[^]]*\\](,|\\s+where)" })
	void noFunctionHasWhatAClusterRefuses(String pattern) {
		assertThat(this.jdbc.sql("""
				select p.proname from pg_proc p
				where p.pronamespace = 'public'::regnamespace and p.prosrc ~ :pattern""")
			.param("pattern", pattern)
			.query(String.class)
			.list()).isEmpty();
	}

	/** Also of a number that a node of a cluster has given. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 281_474_976_710_655L, 281_474_976_710_657L, 562_949_953_421_921L })
	void customerHasTheIdThatTheServiceMakes(long number) {
		assertThat(this.jdbc.sql("select customer_record(?)").param(number).query(UUID.class).single())
			.isEqualTo(Customer.recordId(number));
	}

	/** Each statement that writes the table would make it ready anew (see 0114). */
	@Test
	void noValueOfARecordIsCheckedByItsTable() {
		assertThat(
				names("""
						select c.conname from pg_constraint c where c.contype = 'c'
							and c.conrelid in ('contact'::regclass, 'account'::regclass, 'customer'::regclass, 'history'::regclass)"""))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "contact|full_name|''|contact_full_name_length", "contact|email|''|contact_email_length",
					"contact|email_status|'valid'|contact_email_status_known",
					"contact|language|'EN'|contact_language_code", "contact|attributes|'[]'|attributes_object",
					"account|attributes|'1'|attributes_object", "customer|language|'en'|customer_language_code",
					"customer|gender|'x'|customer_gender_known", "customer|addresses|'{}'|addresses_list" },
			quoteCharacter = '"')
	void valueIsCheckedByItsType(String table, String column, String value, String check) {
		String type = names("""
				select format_type(a.atttypid, a.atttypmod) from pg_attribute a
				where a.attrelid = '%s'::regclass and a.attname = '%s'""".formatted(table, column)).get(0);
		assertThatThrownBy(() -> names("select (%s::%s)::text".formatted(value, type)))
			.isInstanceOf(DataIntegrityViolationException.class)
			.hasMessageContaining(check);
	}

	private List<String> names(String query) {
		return this.jdbc.sql(query)
			.query(String.class)
			.list()
			.stream()
			.distinct()
			.filter((name) -> !REFERENCE.contains(name) && !PROCEDURES.contains(name))
			.toList();
	}

}
