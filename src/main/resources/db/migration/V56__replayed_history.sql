-- What the match lab reads: the history of contacts in the order in which they were written.

-- The entries of contacts after one, oldest first by their time; of one directory, or of all. One that does not fit tells
-- where to go on. Nothing is numbered, as nobody follows it.
create function history_replay(p_tenant text, p_scope text, p_at timestamptz, p_record uuid, p_version bigint, p_size integer,
	p_most integer, p_bytes bigint) returns table (fits boolean, entry history)
language plpgsql stable set enable_seqscan = off set enable_sort = off as $$
declare
	found_entry history;
	last history;
	read integer := 0;
	answered integer := 0;
	bytes bigint := 0;
begin
	for found_entry in
		select h.* from history h where h.tenant_id = p_tenant and (h.at, h.record_id, h.version) > (p_at, p_record, p_version)
		order by h.at, h.record_id, h.version
	loop
		if answered = p_size or read = p_most or bytes >= p_bytes then
			fits := false;
			entry := last;
			return next;
			return;
		end if;
		read := read + 1;
		last := found_entry;
		fits := true;
		if last.kind = 'contact' and (p_scope is null or last.scope_id = p_scope) then
			answered := answered + 1;
			bytes := bytes + coalesce(octet_length(last.before::text), 0) + coalesce(octet_length(last.after::text), 0);
			entry := last;
			return next;
		end if;
	end loop;
end
$$;
