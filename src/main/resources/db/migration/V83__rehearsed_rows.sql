-- What would become of each row of a file, as a rehearsal has found. An older instance neither writes nor reads it.
alter table data_import_chunk add column rehearsed bytea;

alter table data_import_chunk add column rehearsed_outcomes text[];

alter table data_import_chunk add column rehearsed_records uuid[];

comment on column data_import_chunk.rehearsed is 'gzip of a line of JSON for each row';
comment on column data_import_chunk.rehearsed_outcomes is 'what its rows would be counted as, each once';
comment on column data_import_chunk.rehearsed_records is 'the records that its rows would meet, in no order';
