/* style_value.c - the values of a style as they are written: lengths, colours, faces, words. */
#include "layout/style_keys.h"
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* [millipoints] `value` times thousandths of the unit; lengths beyond 2 m or negative are faults. */
static bool read_length(const char *value, int64_t over, int64_t under, mpt *out) {
    struct decimal d;
    if (!decimal_parse(str_of(value), &d) || d.scale > 4 || d.units < 0 || d.units > 100000000)
        return false;
    for (int i = 0; i < d.scale; i++)
        under *= 10;
    int64_t length = (d.units * over + under / 2) / under;
    *out = (mpt)length;
    return length <= 6000000;
}

static bool read_color(const char *value, uint32_t *out) {
    if (value[0] != '#' || strspn(value + 1, "0123456789abcdefABCDEF") != 6 || value[7])
        return false;
    *out = (uint32_t)strtoul(value + 1, NULL, 16);
    return true;
}

static bool read_tones(const char *value, struct style *style) {
    char one[8] = "";
    style->chart.n_tones = 0;
    for (const char *at = value; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        if (len != 7 || style->chart.n_tones == STYLE_TONES)
            return false;
        memcpy(one, at, len);
        if (!read_color(one, &style->chart.tones[style->chart.n_tones++]))
            return false;
        at += len;
    }
    return style->chart.n_tones > 0;
}

static bool read_word(const char *value, const char *const *words, int n, int *out) {
    for (*out = 0; *out < n; ++*out)
        if (!strcmp(value, words[*out]))
            return true;
    return false;
}

static bool read_count(const char *value, int *out) {
    struct decimal d;
    if (!decimal_parse(str_of(value), &d) || d.scale != 0 || d.units < 0 || d.units > 1000)
        return false;
    *out = (int)d.units;
    return true;
}

static bool read_face(const char *value, enum face *out) {
    static const char *const faces[] = {"serif", "serif-bold", "serif-italic", "serif-bold-italic",
                                        "sans",  "sans-bold"};
    int i;
    bool ok = read_word(value, faces, COUNT(faces), &i);
    *out = ok ? (enum face)i : FACE_SERIF;
    return ok;
}

static bool read_set(const char *value, enum set *out) {
    static const char *const sets[] = {"justify", "left", "center", "right"};
    int i;
    bool ok = read_word(value, sets, COUNT(sets), &i);
    *out = ok ? (enum set)i : SET_LEFT;
    return ok;
}

static bool read_flag(const char *value, bool *out) {
    static const char *const flags[] = {"false", "true"};
    int i;
    bool ok = read_word(value, flags, COUNT(flags), &i);
    *out = i == 1;
    return ok;
}

bool style_value(const char *value, enum measure unit, void *at, struct style *style) {
    switch (unit) {
    case UNIT_MM: return read_length(value, 360000, 127, at);
    case UNIT_POINT: return read_length(value, 1000, 1, at);
    case UNIT_LEADING: return read_length(value, 1000, 1, at); /* thousandths of the size, see roles_finish */
    case UNIT_COUNT: return read_count(value, at);
    case UNIT_COLOR: return read_color(value, at);
    case UNIT_TONES: return read_tones(value, style);
    case UNIT_FACE: return read_face(value, at);
    case UNIT_SET: return read_set(value, at);
    case UNIT_FLAG: return read_flag(value, at);
    }
    return false;
}
