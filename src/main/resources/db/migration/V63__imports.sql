-- Files that are imported, and what has come of them.
create table data_import (
	tenant_id text not null,
	import_id uuid not null,
	kind text not null,
	owner text not null,
	client text not null,
	source text,
	file_name text not null,
	format text not null,
	columns jsonb not null,
	mapping jsonb not null,
	total integer not null,
	chunks integer not null,
	phase text not null,
	previewed integer not null,
	written integer not null,
	preview jsonb,
	result jsonb,
	preview_job uuid,
	run_job uuid,
	undone jsonb,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	constraint data_import_pk primary key (tenant_id, import_id),
	constraint data_import_phase_known check (phase in ('arriving', 'open', 'previewing', 'previewed', 'run', 'undone'))
);

comment on column data_import.kind is 'contacts, accounts or customers';
comment on column data_import.owner is 'what they belong to: an account, a connection, a source';
comment on column data_import.source is 'which system says it, where the request named one';
comment on column data_import.columns is 'what the file has: names, examples, how many cells are filled';
comment on column data_import.phase is 'how far a run is says its job';
comment on column data_import.previewed is 'how many chunks have been rehearsed';
comment on column data_import.written is 'how many chunks have been written';
comment on column data_import.undone is 'what an undo has come to, or its job';

-- finds what is over
create index data_import_age on data_import (tenant_id, updated_at);

-- The rows of a file, some hundred in each, and what became of them.
create table data_import_chunk (
	tenant_id text not null,
	import_id uuid not null,
	number integer not null,
	first_row integer not null,
	cells bytea not null,
	results bytea,
	records uuid[],
	constraint data_import_chunk_pk primary key (tenant_id, import_id, number),
	constraint data_import_chunk_import_fk foreign key (tenant_id, import_id) references data_import on delete cascade
);

comment on column data_import_chunk.cells is 'gzip of a line of JSON for each row; of none if they are erased';
comment on column data_import_chunk.results is 'gzip of a line of JSON for each row that was written or refused';
comment on column data_import_chunk.records is 'the records that its rows have met, in no order';
