#!/bin/sh
# usage: pixels.sh HOSO PIXELS [--accept]
# Draws three pages of the gallery (tests/golden/gallery) at 100 dpi in grey and holds them against the approved pictures in
# tests/pixels: letterhead and contents, charts, tables. --accept takes the pages as they are now: look at them first.
set -eu
hoso=$(readlink -f "$1")
pixels=$(readlink -f "$2")
accept=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
command -v pdftoppm >/dev/null || { echo "pixels: pdftoppm (poppler-utils) is not installed" >&2; exit 77; }
w=$(mktemp -d)
trap 'rm -rf "$w"' EXIT
cp -r "$here/golden/gallery" "$w/case"
cd "$w/case"
env -i PATH=/usr/bin:/bin HOSO_DATA="${HOSO_DATA:-}" "$hoso" build --jobs 1 --quiet >/dev/null 2>"$w/err" || { cat "$w/err" >&2; exit 1; }
# Other font files of the same name draw other letters: nothing to compare then.
if "$hoso" fonts --format csv 2>&1 | grep -q 'font-other-file'; then
    echo "pixels: the fonts are not those of fonts/fonts.yaml" >&2
    exit 77
fi
bad=0
for page in 1 3 4; do
    pdftoppm -gray -r 100 -f $page -l $page ra/trung-bay.pdf "$w/page"
    drawn=$(ls "$w"/page-*.pgm)
    # shellcheck disable=SC2086
    "$pixels" $accept "$here/pixels/trang-$page.png" "$drawn" || bad=1
    rm "$drawn"
done
exit $bad
