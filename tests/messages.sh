#!/bin/sh
# Every text of the program must stand in the Vietnamese catalogue, translated, and the catalogue must be sound.
# --update brings new and changed texts into it, untranslated, in the order of their bytes, so that who adds texts at the
# same time seldom adds them at the same place.
set -eu
cd "$(dirname "$0")/.."
po=cmd/hoso/po/vi.po
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

find cmd lib -name '*.c' -o -name '*.h' | LC_ALL=C sort |
    xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --no-location --package-name=hoso \
        --files-from=- -o "$made/new.pot"
# The catalogue's own day stays: the clock changes no file.
grep -v '^"POT-Creation-Date: ' "$made/new.pot" >"$made/hoso.pot"

if [ "${1:-}" = --update ]; then
    msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap --sort-output --update --backup=off "$po" "$made/hoso.pot"
    msgattrib --no-obsolete --no-wrap --no-location -o "$po" "$po"
    msgfmt --statistics -o /dev/null "$po"
    exit
fi

msgfmt --check -o /dev/null "$po"
msgcmp "$po" "$made/hoso.pot" || {
    echo "messages: run ./dev messages and translate what is new in $po" >&2
    exit 1
}
echo "messages: every text is translated"
