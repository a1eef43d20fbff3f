#!/bin/bash
# The database is dumped while the service writes, and restored into a fresh server by the commands of docs/operations.md: tokens
# are good, readers of changes go on where they were, and what was written after the dump is sent again. Takes a minute, and the
# programs of PostgreSQL 15 or later for its two servers, which are not to be run as root.
#
#   PATH=/usr/lib/postgresql/15/bin:$PATH src/drills/restore.sh target/onerow.jar
set -euo pipefail

jar=$(realpath "$1")
work=$(mktemp -d)
service=
servers=()

clean_up() {
	[ -z "$service" ] || { kill "$service" 2> /dev/null && wait "$service" || true; }
	for server in "${servers[@]}"; do stop "$server"; done
	rm -rf "$work"
}
trap clean_up EXIT

fail() {
	echo "FAILED: $*"
	tail -n 20 "$work"/*.log
	exit 1
}

# A server in a folder of its own, which is its host too: it listens on a socket there, and on a port of this machine.
start() {
	export PGPORT=$((20000 + RANDOM % 20000))
	while (exec 3<> "/dev/tcp/127.0.0.1/$PGPORT") 2> /dev/null; do PGPORT=$((20000 + RANDOM % 20000)); done
	initdb --pgdata="$work/$1" --username=postgres --auth=trust > "$work/$1.log"
	pg_ctl start --silent --wait --pgdata="$work/$1" --log="$work/$1.log" --options="-k $work/$1 -h 127.0.0.1 -p $PGPORT"
	servers+=("$1")
}

stop() {
	pg_ctl stop --silent --mode=immediate --pgdata="$work/$1" 2> /dev/null || true
}

serve() {
	SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$PGPORT/onerow SPRING_DATASOURCE_USERNAME=onerow_service SPRING_DATASOURCE_PASSWORD=x \
		SPRING_FLYWAY_USER=onerow SPRING_FLYWAY_PASSWORD=x ONEROW_BOOTSTRAP_TENANT=acme ONEROW_BOOTSTRAP_CLIENTID=erp \
		ONEROW_BOOTSTRAP_CLIENTSECRET=$secret ONEROW_BOOTSTRAP_APIKEY=$key ONEROW_BOOTSTRAP_CONNECTIONS=crm:native \
		ONEROW_SECURITY_SIGNINGKEYS_SECRETS=$sealing java -Xmx256m -jar "$jar" --server.port=0 > "$work/service-$PGPORT.log" 2>&1 &
	service=$!
	for _ in $(seq 600); do
		! grep -qs "Started Onerow" "$work/service-$PGPORT.log" || break
		kill -0 "$service" 2> /dev/null || fail "the service has ended"
		sleep 0.5
	done
	base=http://127.0.0.1:$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$work/service-$PGPORT.log")
}

end() {
	kill "$service"
	wait "$service" || true
	service=
}

# an account of that name; says what was done
write() {
	curl -s -o /dev/null -D - -m 60 -X POST "$base/v0/unified/crm/account/_upsert" -H "x-apikey: $key" -H "x-connection-id: crm" \
		-H "Content-Type: application/json" \
		-d "{\"upsert_on\": {\"key\": \"website\", \"values\": [\"$1.example\"]}, \"record\": {\"name\": \"$1\"}}" \
		| tr -d '\r' | sed -n 's/^onerow-outcome: //Ip'
}

# the names that have changed since the cursor, which is set to the next
read_changes() {
	curl -s -m 60 "$base/v0/unified/crm/account?page_size=100&cursor=$cursor" -H "x-apikey: $key" -H "x-connection-id: crm" > "$work/page"
	cursor=$(sed 's/.*"next_cursor":"\([^"]*\)".*/\1/' "$work/page")
	changes=$(grep -o '"name":"[^"]*"' "$work/page" | sed 's/.*:"//; s/"//' | sort -u | tr '\n' ' ')
}

# the records in the entries of the history since the cursor, which is set to the next
follow() {
	status=$(curl -s -m 60 -o "$work/entries" -w '%{http_code}' "$base/api/onerow/v1/history?order=oldest${after:+&after=$after}" \
		-H "Authorization: Bearer $token")
	[ "$status" = 200 ] || fail "the history was answered with $status"
	after=$(sed 's/.*"next":"\([^"]*\)".*/\1/' "$work/entries")
	entries=$(grep -o '"recordId":' "$work/entries" | wc -l)
}

expect() {
	[ "$2" = "$3" ] || fail "$1: $2, and not $3"
	echo "$1: $2"
}

chmod 700 "$work"
cd "$work"
secret=$(openssl rand -hex 32) key=$(openssl rand -hex 32) sealing=$(openssl rand -hex 32)
unzip -p "$jar" BOOT-INF/classes/db/service-role.sql > service-role.sql
start old
psql --quiet --host="$work/old" --username=postgres -c "create role onerow login password 'x'" -c "create database onerow owner onerow" \
	-c "create role onerow_service login password 'x'"
psql --quiet --host="$work/old" --username=onerow --dbname=onerow --file=service-role.sql
serve
token=$(curl -s -u "erp:$secret" -d grant_type=client_credentials "$base/api/oauth/token" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

cursor= after=
for name in a b c; do write $name > /dev/null; done
read_changes
follow
expect "read before the dump" "$changes" "a b c "
expect "entries before the dump" "$entries" 3
write d > /dev/null
write a > /dev/null
pg_dump --host="$work/old" --username=onerow --format=custom --no-unlogged-table-data --file=onerow.dump onerow
expect "written after the dump" "$(write e)" created
end
stop old

start new
psql --quiet --host="$work/new" --username=postgres -c "create role onerow login password 'x'" -c "create database onerow owner onerow" \
	-c "create role onerow_service login password 'x'"
pg_restore --host="$work/new" --username=onerow --no-owner --no-privileges --exit-on-error --single-transaction --dbname=onerow onerow.dump
psql --quiet --host="$work/new" --username=onerow --dbname=onerow --file=service-role.sql
psql --quiet --host="$work/new" --username=postgres -c "analyze" onerow
serve
read_changes
follow
expect "read by the cursor of before" "$changes" "d "
expect "entries by the cursor of before" "$entries" 1
expect "sent again, of before the dump" "$(write d)" unchanged
expect "sent again, of after the dump" "$(write e)" created
read_changes
follow
expect "read of what was sent again" "$changes" "e "
expect "entries of what was sent again" "$entries" 1
! grep " ERROR " service-*.log || fail "there is an ERROR in the log"
echo OK
