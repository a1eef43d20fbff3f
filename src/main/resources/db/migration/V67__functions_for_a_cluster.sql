-- What a cluster refuses, in functions, and only there is another way than before to the same.

-- A query among the values of an insert: the version of an account that had been there before is read first.
-- allowed: replaces a function by one that does the same
do $$
declare
	f record;
begin
	for f in
		select pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'account_write'
			and p.prosrc ~ 'p_match_keys, 1 \+ coalesce\(\(\s+select h.version'
	loop
		execute regexp_replace(f.definition,
			'(insert into account \(.*?p_match_keys, )1 \+ (coalesce\(\(.*?limit 1\s+\), 0\))(, p_now, p_now, p_key_version\))',
			E'p_version := 1 + \\2;\n\t\t\\1p_version\\3');
	end loop;
end
$$;
