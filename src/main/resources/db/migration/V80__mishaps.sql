-- How often requests of a minute have met what nobody wished for.
create table mishap (
	tenant_id text not null,
	minute timestamptz not null,
	wire text not null,
	what text not null,
	times bigint not null,
	constraint mishap_pk primary key (tenant_id, minute, wire, what),
	constraint mishap_what_known check (what in ('race', 'doubt', 'refused', 'failed'))
);

-- No piece of a file outlives its import. In a later file than the pieces, as a cluster spreads the table in between.
alter table data_import_piece add constraint data_import_piece_import_fk
	foreign key (tenant_id, import_id) references data_import (tenant_id, import_id) on delete cascade not valid;

alter table data_import_piece validate constraint data_import_piece_import_fk;
