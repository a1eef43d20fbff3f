#!/bin/bash
# The disk of the database is full: writes are refused and told to come again, reads go on, and when there is room again so do
# writes; nothing that was acknowledged is lost, and nothing is a 500. Needs root, for a small file system, and takes a minute.
#
#   src/drills/full-disk.sh target/onerow.jar
set -euo pipefail

jar=$(realpath "$1")
work=$(mktemp -d)
disk=$work/disk
service=

clean_up() {
	[ -z "$service" ] || { kill "$service" 2> /dev/null && wait "$service" || true; }
	umount "$disk" || true
	rm -rf "$work"
}
trap clean_up EXIT

fail() {
	echo "FAILED: $*"
	tail -n 20 "$work/log"
	exit 1
}

chmod 755 "$work"
mkdir "$disk"
mount -t tmpfs -o size=300m,mode=755 tmpfs "$disk"
cd "$work"
java -Xmx256m -jar "$jar" --server.port=0 --onerow.embedded.data-directory="$disk/postgres" \
	--onerow.embedded.binaries-directory="$work/programs" > "$work/log" 2>&1 &
service=$!
for _ in $(seq 240); do
	grep -q "Try it:" "$work/log" && break
	sleep 0.5
done
base=http://127.0.0.1:$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$work/log")
token=$(curl -s -u demo:demo-secret -d grant_type=client_credentials "$base/api/oauth/token" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

# of a new account; writes its status, and notes the id that was acknowledged
write() {
	status=$(curl -s -o "$work/answer" -w '%{http_code}' -m 60 -X POST "$base/api/public/v1/accounts" -H "Authorization: Bearer $token" \
		-H "Content-Type: application/json" -d "{\"fullName\": \"Full\"}" || true)
	case $status in
		2*) echo "$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$work/answer")" >> "$work/acknowledged" ;;
		503) ;;
		*) fail "a write was answered with $status: $(cat "$work/answer")" ;;
	esac
}

read_back() {
	curl -s -o "$work/answer" -w '%{http_code}' -m 60 "$base/api/public/v1/accounts/$1" -H "Authorization: Bearer $token" || true
}

: > "$work/acknowledged"
for _ in $(seq 20); do write; done
before=$(wc -l < "$work/acknowledged")
[ "$before" -eq 20 ] || fail "not all is well before the disk is full: $before"

dd if=/dev/zero of="$disk/filler" bs=64k 2> /dev/null || true
echo "full: $(df --output=avail -k "$disk" | tail -n 1) kB are free"
refused=0
for _ in $(seq 4000); do
	write
	[ "$status" != 503 ] || refused=$((refused + 1))
	[ "$refused" -lt 20 ] || break
done
[ "$refused" -ge 20 ] || fail "nothing was refused"
during=$(wc -l < "$work/acknowledged")
readable=0
for _ in $(seq 20); do
	status=$(read_back "$(head -n 1 "$work/acknowledged")")
	case $status in
		200) readable=$((readable + 1)) ;;
		503) ;;
		*) fail "a read was answered with $status" ;;
	esac
done
alive=$(curl -s -o /dev/null -w '%{http_code}' "$base/actuator/health/liveness" || true)
[ "$alive" = 200 ] || fail "it is not alive: $alive"

rm "$disk/filler"
start=$SECONDS
status=503
while [ "$status" != 201 ] && [ "$status" != 200 ] && [ $((SECONDS - start)) -lt 60 ]; do
	write
done
back=$((SECONDS - start))
for _ in $(seq 20); do write; done
lost=0
while read -r id; do
	[ "$(read_back "$id")" = 200 ] || lost=$((lost + 1))
done < "$work/acknowledged"
echo "acknowledged: $before before, $((during - before)) while it became full, $(wc -l < "$work/acknowledged") in all"
echo "refused: $refused with 503; of 20 reads meanwhile $readable were answered, and the others with 503"
echo "written again within $back s; lost: $lost"
[ "$lost" -eq 0 ] || fail "$lost acknowledged accounts are gone"
[ "$(wc -l < "$work/acknowledged")" -ge $((during + 20)) ] || fail "it does not write again"
echo OK
