/* only.c - names of communes have letters of several bytes, and keyboards that write them in parts: "?" and "[ãẫ]" shall mean
 * letters under LANG=C too, and "xã" is one word however it was typed. */
#include "batch/only.h"
#include "text/text.h"
#include <fnmatch.h>
#include <stdlib.h>

static const char *composed(struct arena *arena, const char *text) {
    struct nfc nfc;
    size_t bad;
    return nfc_make(arena, str_of(text), &nfc, &bad) ? arena_str(arena, nfc.text).at : text;
}

void only_open(struct only *only, const char *pattern) {
    *only = (struct only){0};
    if (!pattern)
        return;
    only->pattern = composed(&only->arena, pattern);
    only->letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

bool only_fits(struct only *only, const char *output) {
    if (!only->pattern)
        return true;
    struct arena scratch = ARENA_EMPTY;
    locale_t was = only->letters ? uselocale(only->letters) : (locale_t)0;
    bool fits = fnmatch(only->pattern, composed(&scratch, output), 0) == 0;
    if (was)
        uselocale(was);
    arena_fini(&scratch);
    return fits;
}

void only_close(struct only *only) {
    if (only->letters)
        freelocale(only->letters);
    arena_fini(&only->arena);
    *only = (struct only){0};
}
