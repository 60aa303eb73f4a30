/* output.c - output paths: names of places made safe, and nothing outside the workspace. */
#include "batch/output.h"
#include "text/text.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool unsafe(uint32_t c) {
    return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xFFFD ||
           (c < 0x80 && strchr("/\\:*?\"<>|", (int)c));
}

static bool blank(uint32_t c) {
    return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x3000;
}

/* Cut at both ends: a name that begins with a dot is hidden, one that ends with a dot or blank is refused by Windows. */
static bool cut_at_ends(char c) {
    return c == '.' || c == ' ' || c == '-';
}

/* Nearly all names are: letters (what begins with C2, E2, E3 or EF may be a sign or a blank), digits, single blanks within. */
static bool plainly_safe(struct str place) {
    for (size_t i = 0; i < place.len; i++) {
        unsigned char c = (unsigned char)place.at[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        bool sign = c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF;
        bool between = c == ' ' && i > 0 && place.at[i - 1] != ' ' && i + 1 < place.len;
        if (sign || !(letter || between || c >= 0x80 || is_digit(c)))
            return false;
    }
    return place.len > 0 && place.len < OUTPUT_NAME_LIMIT;
}

struct str output_place(struct arena *arena, struct str place) {
    if (plainly_safe(place))
        return place;
    struct buf out = BUF_EMPTY;
    for (size_t at = 0; at < place.len && out.len < OUTPUT_NAME_LIMIT;) {
        uint32_t c = text_next(place, &at);
        char last = out.len ? out.at[out.len - 1] : '\0';
        if (blank(c) && last != ' ')
            buf_char(&out, ' ');
        else if (unsafe(c) && last != '-')
            buf_char(&out, '-');
        else if (!blank(c) && !unsafe(c))
            text_put(&out, c);
    }
    struct str name = buf_view(&out);
    while (name.len && cut_at_ends(name.at[0]))
        name = str_cut(name, 1, name.len);
    while (name.len && cut_at_ends(name.at[name.len - 1]))
        name.len--;
    name = arena_str(arena, name.len ? name : STR("_"));
    buf_fini(&out);
    return name;
}

bool output_sound(struct str path) {
    for (size_t from = 0; from <= path.len;) {
        size_t end = str_find(path, STR("/"), from);
        end = end == STR_NONE ? path.len : end;
        struct str part = str_cut(path, from, end);
        if (part.len == 0 || part.len > 255 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return false;
        from = end + 1;
    }
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.at[i] < 0x20 || path.at[i] == 0x7F)
            return false;
    return path.len < PATH_MAX;
}

/* Adds `pattern` with the place filled in; false at a {word} that is not {place}. */
static bool fill(struct buf *out, struct str pattern, struct str place) {
    for (size_t at = 0; at < pattern.len;) {
        size_t brace = str_find(pattern, STR("{"), at);
        buf_str(out, str_cut(pattern, at, brace == STR_NONE ? pattern.len : brace));
        if (brace == STR_NONE)
            return true;
        if (!str_starts(str_cut(pattern, brace, pattern.len), STR("{place}")))
            return false;
        buf_str(out, place);
        at = brace + strlen("{place}");
    }
    return true;
}

const char *output_path(struct arena *arena, const char *pattern, struct str place, struct diag_where where,
                        struct diag *diag) {
    struct buf path = BUF_EMPTY;
    const char *result = NULL;
    if (!fill(&path, str_of(pattern), output_place(arena, place)))
        diag_at(diag, DIAG_USAGE, where, "output-pattern",
                _("\"%s\" has a brace that is not {place}; write {place} where the unit's name shall stand"),
                pattern);
    else if (!output_sound(buf_view(&path)))
        diag_at(diag, DIAG_USAGE, where, "output-outside",
                _("\"%s\" does not stay inside the workspace; name a file below it, without \"..\""),
                pattern);
    else
        result = arena_strdup(arena, path.at);
    buf_fini(&path);
    return result;
}

/* The longest beginning of `path` that exists, resolved; yours to free. The folders behind it are still to be made. */
static char *resolve_existing(const char *path) {
    char *part = mem_strdup(path);
    char *resolved = NULL;
    for (char *slash; !resolved && (slash = strrchr(part, '/')) != NULL;) {
        *slash = '\0';
        resolved = realpath(slash == part ? "/" : part, NULL);
    }
    free(part);
    return resolved ? resolved : realpath(".", NULL);
}

bool output_inside(const char *folder, const char *path, struct diag_where where, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    char *top = realpath(folder, NULL);
    char *reached = resolve_existing(file_join(&arena, folder, path));
    size_t len = top ? strlen(top) : 0;
    bool ok = top && reached && strncmp(top, reached, len) == 0 &&
              (reached[len] == '\0' || reached[len] == '/' || len == 1);
    if (!ok)
        diag_at(diag, DIAG_USAGE, where, "output-outside",
                _("a link on the way to \"%s\" leads out of the workspace; remove it or write elsewhere"),
                path);
    free(top);
    free(reached);
    arena_fini(&arena);
    return ok;
}
