#!/bin/sh
# Makes the role that the service runs as, in the PostgreSQL of docker-compose.yml: by itself when its volume is made, and by
# hand where it is older than that:
#
#   docker compose exec postgres /docker-entrypoint-initdb.d/service-role.sh
set -eu
psql --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
	--set=password="$ONEROW_SERVICE_PASSWORD" --file=- --file="${1:-/onerow/service-role.sql}" <<'SQL'
select format('create role onerow_service login password %L', :'password')
where not exists (select from pg_roles where rolname = 'onerow_service') \gexec
SQL
