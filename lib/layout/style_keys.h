/* style_keys.h - the keys of a style file and how their values are written. Inner header of style*.c. */
#ifndef HOSO_LAYOUT_STYLE_KEYS_H
#define HOSO_LAYOUT_STYLE_KEYS_H

#include "layout/style.h"

enum measure {
    UNIT_MM,
    UNIT_POINT,
    UNIT_LEADING,
    UNIT_COUNT,
    UNIT_COLOR,
    UNIT_TONES,
    UNIT_FACE,
    UNIT_SET,
    UNIT_FLAG
};

struct style_entry {
    const char *key;
    enum measure unit;
    size_t at; /* in struct style, or in struct role */
};

struct style_group {
    const char *key;
    const struct style_entry *entries;
    size_t n;
};

enum { STYLE_ROLE_ENTRIES = 9, STYLE_MOST_ENTRIES = 24, STYLE_GROUPS = 11 };

extern const struct style_group style_groups[STYLE_GROUPS];
extern const struct style_entry style_role_entries[STYLE_ROLE_ENTRIES];
extern const char *const style_role_keys[ROLE_COUNT];

/* Reads `value` as the unit says into `*at`; tones go into the style itself. False: it cannot be that. */
bool style_value(const char *value, enum measure unit, void *at, struct style *style);

#endif
