-- What is not where it has to be on a cluster, with the statement that puts it there, in the order in which they are to run.
-- Tables: spread by tenant_id, all in one group, so that what belongs to a tenant is on one node; the same on each node if
-- somebody looks into them without a tenant, which shows by a key that does not begin with it, or if such a one refers to
-- them; and in the log, without which they cannot be moved. What is known of logins has no tenant and is spread by the account. Functions: called where the tenant is, also
-- within a transaction; what computes only, or writes a table that is the same on each node, is called where the statement is.
with keyed as (
	select c.oid, c.relname::text as name, (
		select min(a.attname::text) from pg_attribute a
		where a.attrelid = c.oid and a.attname in ('tenant_id', 'email_hash') and not exists (
			select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indkey[0] <> a.attnum
		)
	) as key
	from pg_class c
	where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'flyway_schema_history'
), tables as (
	select k.oid, k.name, case when not exists (
		select from pg_constraint f join keyed r on r.oid = f.conrelid
		where f.contype = 'f' and f.confrelid = k.oid and r.key is null
	) then k.key end as key
	from keyed k
), led as (
	select t.*, case t.key when 'tenant_id' then 'directory' when 'email_hash' then 'login_pair' end as leader from tables t
), functions as (
	select p.oid, p.oid::regprocedure::text as name,
		p.provolatile <> 'i' and p.proargnames[1] is not distinct from 'p_tenant' and not exists (
			select from tables t where t.key is null and p.prosrc ~ ('insert into ' || t.name || '\y')
		) as with_tenant
	from pg_proc p
	where p.pronamespace = 'public'::regnamespace
		and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
)
select c.relname::text as name, 'table' as what, 'in the log' as must_be, format('alter table %I set logged', c.relname) as statement
from tables t join pg_class c on c.oid = t.oid
where c.relpersistence = 'u'
union all
select name, 'table', must_be, statement from (
	select t.name, t.oid, case when t.key is null then 'the same on each node' else 'spread by ' || t.key || ', with ' || t.leader end
			as must_be,
		case when t.key is null then format('select create_reference_table(%L)', t.name)
			else format('select create_distributed_table(%L, %L, colocate_with => %L)', t.name, t.key,
				case when t.name = t.leader then 'none' else t.leader end) end as statement,
		1 + (t.name is distinct from t.leader)::integer as step
	from led t left join pg_dist_partition p on p.logicalrelid = t.oid
	where case when t.key is null then p.partmethod is distinct from 'n' or p.repmodel is distinct from 't'
		else p.partmethod is distinct from 'h' or column_to_column_name(p.logicalrelid, p.partkey) is distinct from t.key
			or p.colocationid is distinct from (
				select l.colocationid from pg_dist_partition l join pg_class c on c.oid = l.logicalrelid
				where c.relnamespace = 'public'::regnamespace and c.relname = t.leader
			) end
	order by step, t.name
) t
union all
select name, 'function', must_be, statement from (
	select f.name, case when f.with_tenant then 'called where the tenant is' else 'there on each node' end as must_be,
		case when f.with_tenant
			then format('select create_distributed_function(%L, ''p_tenant'', colocate_with => ''directory'', force_delegation => true)',
				f.name)
			else format('select create_distributed_function(%L)', f.name) end as statement
	from functions f left join pg_dist_object o on o.classid = 'pg_proc'::regclass and o.objid = f.oid
	where o.objid is null or f.with_tenant and (o.distribution_argument_index is distinct from 0
			or not coalesce(o.force_delegation, false) or o.colocationid is distinct from (
				select l.colocationid from pg_dist_partition l join pg_class c on c.oid = l.logicalrelid
				where c.relnamespace = 'public'::regnamespace and c.relname = 'directory'
			))
		or not f.with_tenant and o.distribution_argument_index is not null
	order by f.name
) f
