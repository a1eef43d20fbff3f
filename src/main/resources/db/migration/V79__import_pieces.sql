-- Files that are imported and come in parts. Such an import is arriving, which an older instance shows to nobody.
alter table data_import add column upload_length bigint;

alter table data_import add column upload_offset bigint not null default 0;

comment on column data_import.upload_length is 'how many bytes the file has, where it comes in parts';
comment on column data_import.upload_offset is 'how many of them are here, from the first on';

-- What has come of them, until all of it is here and its rows are kept.
create table data_import_piece (
	tenant_id text not null,
	import_id uuid not null,
	first_byte bigint not null,
	bytes bytea not null,
	constraint data_import_piece_pk primary key (tenant_id, import_id, first_byte)
);

comment on column data_import_piece.first_byte is 'how many bytes stand before it';
