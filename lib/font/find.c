/* find.c - asks fontconfig, and puts its answer in an order of its own. */
#include "font/find.h"
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

struct candidate {
    const char *path;
    int version; /* head.fontRevision, 16.16 */
};

struct find *find_open(struct diag *diag) {
    FcConfig *config = FcInitLoadConfigAndFonts();
    if (!config)
        diag_say(diag, DIAG_SYSTEM, "font-config",
                 _("fontconfig could not be set up; install the package fontconfig"));
    return (struct find *)config;
}

void find_free(struct find *find) {
    if (find)
        FcConfigDestroy((FcConfig *)find);
}

static int by_version(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    if (x->version != y->version)
        return x->version > y->version ? -1 : 1;
    return strcmp(x->path, y->path);
}

static size_t gather(struct arena *arena, const FcFontSet *set, struct candidate *found) {
    size_t n = 0;
    for (int i = 0; i < set->nfont; i++) {
        FcChar8 *file = NULL;
        int version = 0, index = 0;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
            continue;
        FcPatternGetInteger(set->fonts[i], FC_FONTVERSION, 0, &version);
        FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &index);
        if (index == 0) /* neither a later face of a collection nor an instance of a variable font */
            found[n++] = (struct candidate){arena_strdup(arena, (const char *)file), version};
    }
    return n;
}

size_t find_files(struct find *find, struct arena *arena, const char *family, const char *style,
                  const char ***paths) {
    FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, FC_STYLE, FcTypeString, style,
                                       FC_FONTFORMAT, FcTypeString, "TrueType", (char *)NULL);
    FcObjectSet *asked = FcObjectSetBuild(FC_FILE, FC_FONTVERSION, FC_INDEX, (char *)NULL);
    FcFontSet *set = wanted && asked ? FcFontList((FcConfig *)find, wanted, asked) : NULL;
    size_t n = 0;
    *paths = NULL;
    if (set) {
        struct candidate *found = ARENA_ARRAY(arena, (size_t)set->nfont, struct candidate);
        n = gather(arena, set, found);
        qsort(found, n, sizeof *found, by_version);
        *paths = ARENA_ARRAY(arena, n, const char *);
        for (size_t i = 0; i < n; i++)
            (*paths)[i] = found[i].path;
        FcFontSetDestroy(set);
    }
    if (asked)
        FcObjectSetDestroy(asked);
    if (wanted)
        FcPatternDestroy(wanted);
    return n;
}
