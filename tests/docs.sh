#!/bin/sh
# usage: docs.sh HOSO CATALOGUE [--update]
# What docs/ says is run. Tables between <!-- generated: WHAT --> and <!-- end --> come from the code (--update writes
# them); each id of a check is explained; and in every page fenced listings are run in order in a folder of their own:
#   ``` yaml file=NAME     the file NAME (also md, text, csv ...); the outer fence may be ~~~ where the listing has ```
#   ``` sh                 commands; status=N: they end with N
#   ``` out                what the commands before it wrote to standard output, to the letter
#   ``` md recipe          part of a template: filled in the page's workspace, for recipe=PLACE, years=A-B where given
#   ``` paper              what the part before it prints on paper, blanks aside
# Other listings are only shown.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
catalogue=$(readlink -f "$2")
update=${3:-}

# ---- generated tables ----------------------------------------------------------------------------------------------
table() { # what, language
    (cd "$root" && find lib cmd -name '*.c' | LC_ALL=C sort | "$catalogue" "$1" "$2" .)
}
for page in "$root"/docs/vi/*.md "$root"/docs/en/*.md; do
    language=$(basename "$(dirname "$page")")
    for what in $(sed -n 's/^<!-- generated: \([a-z]*\) -->$/\1/p' "$page"); do
        table "$what" "$language" >"$made/table"
        awk -v what="$what" -v table="$made/table" '
            $0 == "<!-- generated: " what " -->" { print; while ((getline line < table) > 0) print line; skip = 1; next }
            $0 == "<!-- end -->" { skip = 0 }
            !skip { print }' "$page" >"$made/page"
        if [ "$update" = --update ]; then
            cp "$made/page" "$page"
        elif [ "$what" = messages ]; then # their wording may go ahead of the page, a new one must not
            grep -o '^| `[a-z-]*` |' "$made/table" | while IFS= read -r id; do
                grep -qF "$id" "$page" || echo "$id"
            done >"$made/new"
            [ ! -s "$made/new" ] || fail "$page lacks messages: run ./dev docs: $(cat "$made/new")"
        else
            cmp -s "$made/page" "$page" || fail "$page: the table of $what is not that of the code: run ./dev docs"
        fi
    done
done
[ "$update" != --update ] || exit 0

# ---- every check is explained ----------------------------------------------------------------------------------------
for id in $(sed -n 's/^    {"\([a-z-]*\)", \..*/\1/p' "$root/lib/check/check.c"); do
    for page in "$root/docs/vi/thong-bao.md" "$root/docs/en/messages.md"; do
        grep -q "^| \`$id\` |" "$page" || fail "$page: the check $id is not explained"
    done
done

# ---- every field of a value is explained ------------------------------------------------------------------------------
for name in $(grep -A1 '_FIELDS  *[\\"]' "$root/lib/doc/field.c" | sed -n 's/.*"\([a-z_, ]*\)".*/\1/p' | tr -d ','); do
    for page in "$root/docs/vi/tra-cuu.md" "$root/docs/en/reference.md"; do
        grep -q "\`$name\`" "$page" || fail "$page: the field $name is not explained"
    done
done

# ---- links ----------------------------------------------------------------------------------------------------------
for page in "$root"/docs/*.md "$root"/docs/*/*.md "$root"/README*.md "$root"/examples/*/README.md; do
    awk '/^(```|~~~)/ { inside = !inside; next } !inside { gsub(/`[^`]*`/, ""); print }' "$page" |
        grep -o ']([^):#]*)' | sed 's/^](//; s/)$//' | while IFS= read -r link; do
        [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
    done
done >"$made/links"
[ ! -s "$made/links" ] || fail "links that lead nowhere: $(cat "$made/links")"

# ---- listings -------------------------------------------------------------------------------------------------------
need pdftotext

# Each listing of a page becomes NUMBER.info and NUMBER.body.
split() { # page
    awk -v into="$made/listing" '
        !fence && match($0, /^(```|~~~)[`~]* ?/) {
            fence = substr($0, 1, 3); n++
            name = sprintf("%s/%03d", into, n)
            print substr($0, RLENGTH + 1) >(name ".info"); close(name ".info")
            printf "" >(name ".body"); next
        }
        fence && substr($0, 1, 3) == fence { close(name ".body"); fence = ""; next }
        fence { print >(name ".body") }' "$1"
}

option() { # name, info
    printf '%s\n' "$2" | tr ' ' '\n' | sed -n "s/^$1=//p" | tr '_' ' '
}

# Words one a line; NBSP is a blank too.
squeeze() { sed 's/\xc2\xa0/ /g' | tr -s ' \f\n\t' '\n' | sed '/^$/d'; }

# Fills the part of a template in the workspace, which is the folder of the page.
recipe() { # body, info
    place=$(option recipe "$2")
    years=$(option years "$2")
    mkdir -p templates
    { printf -- '---\nkind: appendix\ntitle: Thử\n---\n'; cat "$1"; printf '\n```nguon\n```\n'; } >templates/recipe.md
    sed '/^dossiers:/,$d' hoso.yaml >recipe.yaml
    cp hoso.yaml "$made/own.yaml"
    {
        cat recipe.yaml
        printf 'dossiers:\n  - {template: recipe, for: %s, years: [%s], output: ra/recipe.pdf}\n' \
            "${place:-huyện Sông Mẫu}" "$(printf '%s' "${years:-2020-2021}" | tr '-' ',')"
    } >hoso.yaml
    status=0
    "$hoso" build --quiet --force --only ra/recipe.pdf >"$made/build" 2>&1 || status=$?
    cp "$made/own.yaml" hoso.yaml
    [ $status = 0 ] || { cat "$made/build"; return 1; }
    pdftotext -layout ra/recipe.pdf - | sed '/^ *Số  *Giá trị/,$d; /Hồ sơ này không dùng số liệu nào/d' >"$made/paper"
}

run_page() { # page
    rm -rf "$made/listing" "$made/folder"
    mkdir -p "$made/listing" "$made/folder"
    split "$1"
    cd "$made/folder"
    for info in "$made"/listing/*.info; do
        [ -e "$info" ] || continue
        body=${info%.info}.body
        says=$(cat "$info")
        file=$(option file "$says")
        case $says in
        *" file="*)
            mkdir -p "$(dirname "$file")"
            cp "$body" "$file"
            ;;
        sh | "sh "*)
            wanted=$(option status "$says")
            got=0
            PATH="$(dirname "$hoso"):$PATH" sh -eu "$body" >"$made/out" 2>"$made/err" </dev/null || got=$?
            [ "$got" = "${wanted:-0}" ] || fail "$1: these commands end with $got: $(cat "$body" "$made/err")"
            ;;
        out)
            diff -u "$body" "$made/out" >&2 || fail "$1: the commands write something else, see above"
            ;;
        "md recipe"*)
            recipe "$body" "$says" >"$made/err" || fail "$1: this part cannot be filled: $(cat "$body" "$made/err")"
            ;;
        paper)
            squeeze <"$body" >"$made/wanted"
            squeeze <"$made/paper" | diff -u "$made/wanted" - >&2 || fail "$1: this is printed otherwise: $(cat "$body")"
            ;;
        esac
    done
    cd "$root"
}
for page in "$root"/docs/vi/*.md "$root"/docs/en/*.md; do
    run_page "$page"
done

[ $bad = 0 ] && echo "docs: every table is current, every listing does what it says"
exit $bad
