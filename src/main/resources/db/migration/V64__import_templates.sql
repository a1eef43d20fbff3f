-- What columns of files are that come again.
create table import_template (
	tenant_id text not null,
	name text not null,
	kind text not null,
	mapping jsonb not null,
	updated_at timestamptz not null,
	constraint import_template_pk primary key (tenant_id, name)
);

comment on column import_template.kind is 'contacts, accounts or customers';
