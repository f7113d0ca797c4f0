#!/bin/sh
# Restores a backup: restore.sh [--replace] BACKUP CACHE RESULTS
# Stop the program first. Without --replace nothing that exists is overwritten. PostgreSQL is restored where PGDATABASE is set and the backup has it.
set -eu
umask 077
replace=no
if [ "${1:-}" = --replace ]; then
    replace=yes
    shift
fi

if [ $# -ne 3 ]; then
    echo "restore.sh: $# arguments. Give three: BACKUP CACHE RESULTS, after --replace where files may be overwritten." >&2
    exit 2
fi

backup=$1 cache=$2 results=$3
if [ ! -f "$backup/SHA256SUMS" ] || ! (cd "$backup" && sha256sum --check --quiet SHA256SUMS >&2); then
    echo "restore.sh: $backup is incomplete or damaged. Take another backup; nothing was changed." >&2
    exit 1
fi

if [ $replace = no ] && { [ -e "$cache" ] || [ -n "$(ls -A "$results" 2>/dev/null)" ]; }; then
    echo "restore.sh: $cache or $results already holds something. Move it away, or add --replace; nothing was changed." >&2
    exit 1
fi

if [ -f "$backup/database.dump" ] && [ -n "${PGDATABASE:-}" ]; then
    pg_restore --dbname="$PGDATABASE" --clean --if-exists --no-owner --single-transaction --exit-on-error "$backup/database.dump"
fi

if [ -f "$backup/cache.db" ]; then
    mkdir -p "$(dirname "$cache")"
    cp "$backup/cache.db" "$cache.part"
    rm -f "$cache-wal" "$cache-shm"     # they belong to the cache that is replaced
    mv "$cache.part" "$cache"
fi

if [ -f "$backup/results.tar.gz" ]; then
    rm -rf "$results.part"
    mkdir -p "$results.part" "$results"
    tar -C "$results.part" -xzf "$backup/results.tar.gz"
    find "$results" -mindepth 1 -delete
    cp -a "$results.part/." "$results/"
    rm -rf "$results.part"
fi

echo "restored $backup"
