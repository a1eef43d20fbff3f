-- The numbers that a dry run makes up grow in the order in which they are given, as those of a sequence do: an answer that
-- names records in the order of their numbers then names them in the order of the real run. Random numbers did not.
-- They are the microseconds of the clock, from 200,000,000,000,000 to 280,000,000,000,000: where no sequence gets, and below
-- 2^48, so that customer_record makes another id of each.
alter table customer alter column customer_id set default
	case when current_setting('onerow.dry_run', true) = 'on'
		then 200000000000000 + (extract(epoch from clock_timestamp()) * 1000000)::bigint % 80000000000000
		else nextval('customer_id_seq') end;

-- contact_write, in all forms that there are, and as they are but for that
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace
			and p.prosrc like '%8000000000000000 + floor(random() * 1e15)::bigint%'
	loop
		execute replace(f.definition, '8000000000000000 + floor(random() * 1e15)::bigint',
			'200000000000000 + (extract(epoch from clock_timestamp()) * 1000000)::bigint % 80000000000000');
	end loop;
end
$$;
