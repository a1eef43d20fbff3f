-- What an account came from is what the integration calls itself. It may, and need not, be a connection: one that is created
-- later under that id has the accounts at once.
alter table account drop constraint account_connection_fk;

comment on column account.connection_id is 'what the integration that it came from calls itself; the id of a connection if there is such a one';
comment on column account.source_id is 'its id there';
