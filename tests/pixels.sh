#!/bin/sh
# usage: pixels.sh HOSO PIXELS [--accept]
# Draws three pages of the gallery (tests/golden/gallery) at 100 dpi in grey and holds them against the approved pictures in
# tests/pixels: letterhead and contents, charts, tables. --accept takes the pages as they are now: look at them first.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
pixels=$(readlink -f "$2")
accept=${3:-}
need pdftoppm
cp -r "$root/tests/golden/gallery" "$made/case"
cd "$made/case"
bare build --jobs 1 --quiet >/dev/null 2>"$made/err" || { cat "$made/err" >&2; exit 1; }
# Other font files of the same name draw other letters: nothing to compare then.
if "$hoso" fonts --format csv 2>&1 | grep -q 'font-other-file'; then
    skip "the fonts are not those of fonts/fonts.yaml"
fi
for page in 1 3 4; do
    pdftoppm -gray -r 100 -f $page -l $page ra/trung-bay.pdf "$made/page"
    drawn=$(ls "$made"/page-*.pgm)
    # shellcheck disable=SC2086
    "$pixels" $accept "$root/tests/pixels/trang-$page.png" "$drawn" || bad=1
    rm "$drawn"
done
exit $bad
