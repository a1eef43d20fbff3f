-- A dry run is a transaction that the service rolls back; it has set onerow.dry_run to "on" for it. What a rollback does not
-- undo is left out then: a number of a sequence, and a commit. A number that is made up is from 8,000,000,000,000,000 on,
-- where no sequence gets, so that nobody who creates a record waits for a dry run to end.

alter table customer alter column customer_id set default
	case when current_setting('onerow.dry_run', true) = 'on' then 8000000000000000 + floor(random() * 1e15)::bigint
		else nextval('customer_id_seq') end;

-- contact_write and customer_write, each in all forms that there are, and as they are but for that
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition, p.proname as name from pg_proc p
		where p.pronamespace = 'public'::regnamespace
			and (p.prosrc like '%nextval(''contact_number'')%' or p.prosrc like '%' || chr(10) || '%commit;%')
	loop
		execute replace(replace(f.definition, 'nextval(''contact_number'')',
			'case when current_setting(''onerow.dry_run'', true) = ''on'''
			' then 8000000000000000 + floor(random() * 1e15)::bigint else nextval(''contact_number'') end'),
			'commit;', 'if current_setting(''onerow.dry_run'', true) is distinct from ''on'' then commit; end if;');
	end loop;
end
$$;
