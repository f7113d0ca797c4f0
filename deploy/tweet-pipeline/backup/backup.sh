#!/bin/sh
# Makes one backup: backup.sh CACHE RESULTS TARGET
#   CACHE    the SQLite cache; a running program may go on writing
#   RESULTS  the folder of results
#   TARGET   gets a folder per backup, named by its time in UTC; a folder with another name is incomplete
# PostgreSQL is included where PGDATABASE is set; PGHOST, PGUSER and PGPASSWORD say where it is. Backups older than KEEP_DAYS (30) are deleted.
set -eu
umask 077
if [ $# -ne 3 ]; then
    echo "backup.sh: $# arguments. Give three: CACHE RESULTS TARGET." >&2
    exit 2
fi

cache=$1 results=$2 target=$3
keep=${KEEP_DAYS:-30}
name=$(date -u +%Y-%m-%dT%H%M%SZ)
part=$target/.$name.part
if [ -e "$target/$name" ]; then
    echo "backup.sh: $target/$name exists. Start one backup at a time." >&2
    exit 1
fi

mkdir -p "$part"
trap 'rm -rf "$part"' EXIT

if [ -f "$cache" ]; then
    # SQLite's own copy is consistent while others write; a copy of the file would not be.
    sqlite3 "$cache" '.timeout 10000' ".backup '$part/cache.db'"
    if [ "$(sqlite3 "$part/cache.db" 'PRAGMA integrity_check')" != ok ]; then
        echo "backup.sh: the copy of $cache is damaged. Delete that cache; the program makes a new one." >&2
        exit 1
    fi
fi

if [ -d "$results" ]; then tar -C "$results" -czf "$part/results.tar.gz" .; fi
if [ -n "${PGDATABASE:-}" ]; then pg_dump --format=custom --file="$part/database.dump"; fi

if [ -z "$(ls "$part")" ]; then
    echo "backup.sh: there is no cache at $cache, no folder $results, and PGDATABASE is not set. Check the paths." >&2
    exit 1
fi

(cd "$part" && sha256sum -- * >SHA256SUMS)
mv "$part" "$target/$name"
trap - EXIT
find "$target" -mindepth 1 -maxdepth 1 -type d -name '20*Z' -mtime "+$keep" -exec rm -rf {} +
echo "$target/$name"
