#!/bin/sh
# Makes onerow.aot for the application in this folder, by starting it once up to where it would take requests.
# As it has no PostgreSQL of its own, one is set up for that by a jar that has, and is gone afterwards.
#
#   start-up-cache.sh <onerow.jar>
set -eu

whole=$1
work=$(mktemp -d)
data=$work/postgres

clean_up() {
	"$work"/programs/*/bin/pg_ctl stop --silent --mode=immediate --pgdata="$data" || true
	rm -rf "$work"
}
trap clean_up EXIT

# A start that is ended there leaves its PostgreSQL running.
java -Dspring.context.exit=onRefresh -jar "$whole" \
	--onerow.embedded.data-directory="$data" --onerow.embedded.binaries-directory="$work/programs"

SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/postmaster.pid")/onerow"
SPRING_DATASOURCE_USERNAME=onerow
SPRING_DATASOURCE_PASSWORD=$(cat "$data/onerow.password")
export SPRING_DATASOURCE_URL SPRING_DATASOURCE_USERNAME SPRING_DATASOURCE_PASSWORD
java -XX:AOTCacheOutput=onerow.aot -Dspring.context.exit=onRefresh -jar onerow.jar
