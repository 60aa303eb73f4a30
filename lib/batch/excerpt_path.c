/* excerpt_path.c - where excerpts lie. */
#include "batch/excerpt.h"
#include <string.h>

static bool climbs(struct str path) {
    for (size_t from = 0; from <= path.len;) {
        size_t end = str_find(path, STR("/"), from);
        end = end == STR_NONE ? path.len : end;
        struct str part = str_cut(path, from, end);
        if (part.len == 0 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return true;
        from = end + 1;
    }
    return false;
}

const char *excerpt_path(struct arena *arena, const char *folder, const char *path, uint32_t number) {
    struct str rest = str_of(path), prefix = arena_printf(arena, "%s/", folder);
    if (str_starts(rest, prefix))
        rest = str_cut(rest, prefix.len, rest.len);
    if (!climbs(rest))
        return arena_str(arena, rest).at;
    const char *slash = strrchr(path, '/');
    return arena_printf(arena, "nguon-%u/%s", (unsigned)number, slash ? slash + 1 : path).at;
}
