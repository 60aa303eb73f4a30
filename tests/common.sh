# What every script here begins with: `. "$(dirname "$0")/common.sh"`, the program being the first argument. Gives
#   hoso, root, shared     the program; the repository; the folder beside it with corpora, which may not be there
#   made                   an empty folder, removed at the end; a script that has more to undo defines `cleanup`
#   fail TEXT              says what is wrong and goes on; `exit $bad` ends the script
#   skip REASON            ends it as skipped (ctest's 77); `need TOOL...` does so where a tool is not installed
#   bare ARGUMENT...       the program in an empty environment
set -eu
hoso=$(readlink -f "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck disable=SC2034
shared=$(dirname "$root")/shared
made=$(mktemp -d)
cleanup() { :; }
trap 'cleanup; rm -rf "$made"' EXIT
bad=0
fail() {
    echo "FAIL: $*" >&2
    bad=1
}
skip() {
    echo "skipped: $*"
    exit 77
}
need() {
    for tool; do
        command -v "$tool" >/dev/null || skip "$tool is not installed"
    done
}
bare() { env -i ${HOSO_DATA:+HOSO_DATA="$HOSO_DATA"} "$hoso" "$@"; }
