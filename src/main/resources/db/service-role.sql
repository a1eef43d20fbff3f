-- What the role that the service runs as may do, and no more: read and write rows, take numbers, call functions. It owns
-- nothing, and creates and drops nothing. Who owns the tables runs this, before there are any or at any time after; what a
-- later migration creates is let in by it, too. Again, it changes nothing.
grant usage on schema public to onerow_service;
grant select, insert, update, delete on all tables in schema public to onerow_service;
grant usage, select on all sequences in schema public to onerow_service;
grant execute on all routines in schema public to onerow_service;
alter default privileges in schema public grant select, insert, update, delete on tables to onerow_service;
alter default privileges in schema public grant usage, select on sequences to onerow_service;
alter default privileges in schema public grant execute on routines to onerow_service;

-- Which migrations were made is for it to read; where the table comes later, V57 sees to it.
do $$
begin
	if to_regclass('public.flyway_schema_history') is not null then
		revoke insert, update, delete on public.flyway_schema_history from onerow_service;
	end if;
end
$$;
