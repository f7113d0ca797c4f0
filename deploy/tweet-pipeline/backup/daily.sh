#!/bin/sh
# Makes a backup now and every 24 hours, with the arguments of backup.sh. A failed one is reported, and tried again the next day.
trap 'exit 0' TERM INT
while :; do
    "$(dirname "$0")/backup.sh" "$@" || echo "daily.sh: the backup of $(date -u +%Y-%m-%d) failed." >&2
    sleep 86400 &
    wait $!
done
