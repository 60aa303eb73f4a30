#!/bin/sh
# usage: symbols.sh BUILD
# A function that two folders define under one name: the linker takes one of them in silence. Fails and names them.
twice=$(nm --defined-only -g "$1"/lib/libhoso_*.a 2>/dev/null | awk '$2 ~ /[TDRBG]/ { print $3 }' | LC_ALL=C sort | uniq -d)
[ -z "$twice" ] || { echo "symbols: defined in two folders: $twice" >&2; exit 1; }
echo "symbols: each is defined once"
