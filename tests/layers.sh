#!/bin/sh
# Fails when a folder of lib/ includes one that stands above it, when a library's header is seen outside the folder that
# keeps its habits, or when cmd/ includes more than hoso.h. The order is that of the data, from the bottom up.
cd "$(dirname "$0")/.." || exit 2
order="base text source figure extract compare check doc font layout out batch verify"
bad=0
above=
for layer in $(printf '%s\n' $order | tac); do
    for up in $above; do
        grep -rn "#include \"$up/" "lib/$layer" && bad=1
    done
    above="$above $layer"
done

only() { # header pattern, folders that may see it
    pattern=$1
    shift
    for layer in $order; do
        case " $* " in *" $layer "*) continue ;; esac
        grep -rnE "#include <($pattern)" "lib/$layer" && bad=1
    done
    grep -rnE "#include <($pattern)" cmd && bad=1
}
only 'hpdf' out
only 'csv\.h' source
only 'pcre2' extract text
only 'lua|lualib|lauxlib|cmark' doc
only 'hb|fontconfig' font
only 'cyaml|yaml\.h' base
only 'openssl' base
only 'qpdf' verify

grep -rn '#include "' cmd | grep -vE '#include "(hoso\.h|[a-z]+\.h)"' && bad=1
[ $bad = 0 ] && echo "layers: clean"
exit $bad
