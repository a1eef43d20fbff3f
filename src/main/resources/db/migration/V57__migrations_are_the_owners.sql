-- Which migrations were made is written by the owner of the tables alone: a role that was let in to all tables before this
-- one was there may read it.

-- allowed: changes who may write a table that no service writes
do $$
declare
	history oid := to_regclass('flyway_schema_history');
	other name;
begin
	for other in
		select distinct a.grantee::regrole::name from pg_class c, aclexplode(c.relacl) a
		where c.oid = history and a.grantee <> c.relowner and a.grantee <> 0
	loop
		execute format('revoke insert, update, delete on %s from %I', history::regclass, other);
	end loop;
end
$$;
