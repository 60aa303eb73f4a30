/* bundle.c - what a bundle says of one indicator, and the words and the arithmetic that the checks share. */
#include "check/audit.h"
#include <stdarg.h>
#include <stdio.h>

bool in_table(const struct audit *audit, const struct figure *figure) {
    return figure_in_table(audit->figures, figure);
}

const struct indicator *bundle_next(const struct bundle *bundle, size_t *at) {
    if (*at == bundle->n)
        return NULL;
    const struct indicator *indicator = bundle->entries[(*at)++].figure->indicator;
    while (*at < bundle->n && bundle->entries[*at].figure->indicator == indicator)
        ++*at;
    return indicator;
}

static const struct slot *slot_of(const struct bundle *bundle, const struct indicator *indicator) {
    static const struct slot none = {0};
    const struct slot *slot = indicator ? &bundle->slots[indicator->index] : &none;
    return slot->serial == bundle->serial ? slot : &none;
}

static const struct figure *clear(const struct slot *slot, const struct figure *figure, bool exact) {
    if (figure == NULL || slot->unclear[figure->kind])
        return NULL;
    return exact && figure->qualifier != QUALIFIER_EXACT ? NULL : figure;
}

const struct figure *bundle_count(const struct bundle *bundle, const struct indicator *indicator,
                                  bool exact) {
    const struct slot *slot = slot_of(bundle, indicator);
    return clear(slot, slot->count, exact);
}

const struct figure *bundle_percent(const struct bundle *bundle, const struct indicator *indicator,
                                    bool exact) {
    const struct slot *slot = slot_of(bundle, indicator);
    return clear(slot, slot->percent, exact);
}

const struct figure *bundle_ratio(const struct bundle *bundle, const struct indicator *indicator) {
    const struct slot *slot = slot_of(bundle, indicator);
    return clear(slot, slot->ratio, true);
}

const struct figure *bundle_whole(const struct audit *audit, const struct bundle *bundle,
                                  const struct indicator *part) {
    if (part->whole_index == MAP_NONE)
        return NULL;
    return bundle_count(bundle, &audit->figures->catalogue->items[part->whole_index], true);
}

bool bundle_unclear(const struct bundle *bundle, const struct indicator *indicator, enum figure_kind kind) {
    return slot_of(bundle, indicator)->unclear[kind];
}

/* ---- words --------------------------------------------------------------------------------------------------------- */

struct str phrase(struct audit *audit, const char *format, ...) {
    struct buf out = BUF_EMPTY;
    va_list args;
    va_start(args, format);
    buf_vprintf(&out, format, args);
    va_end(args);
    struct str kept = arena_str(&audit->scratch, buf_view(&out));
    buf_fini(&out);
    return kept;
}

const char *paper(struct audit *audit, struct decimal d) {
    struct buf out = BUF_EMPTY;
    number_paper(&out, d);
    const char *kept = arena_str(&audit->scratch, buf_view(&out)).at;
    buf_fini(&out);
    return kept;
}

const char *capital(struct audit *audit, const char *text) {
    return text_capital(&audit->scratch, str_of(text)).at;
}

const char *in_sentence(struct audit *audit, const char *label) {
    struct str s = str_of(label), small;
    size_t first = 0, second;
    text_next(s, &first);
    second = first;
    text_next(s, &second);
    struct str head = str_cut(s, 0, second);
    if (second == first || str_equal(text_upper(&audit->scratch, head), head))
        return label;
    small = arena_str(&audit->scratch, s);
    fold_into(str_cut(s, 0, first), (char *)(uintptr_t)small.at);
    return small.at;
}

const char *in_year_vi(struct audit *audit, int year) {
    return year ? phrase(audit, " năm %d", year).at : "";
}

const char *in_year_en(struct audit *audit, int year) {
    return year ? phrase(audit, " in %d", year).at : "";
}

const char *sum_text(struct audit *audit, const struct decimal *terms, uint32_t n) {
    struct buf out = BUF_EMPTY;
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_puts(&out, " + ");
        number_paper(&out, terms[i]);
    }
    const char *kept = arena_str(&audit->scratch, buf_view(&out)).at;
    buf_fini(&out);
    return kept;
}

const char *counted(struct audit *audit, uint32_t n, const char *one, const char *many) {
    return phrase(audit, "%u %s", n, n == 1 ? one : many).at;
}

/* ---- arithmetic ---------------------------------------------------------------------------------------------------- */

int scale_of(const struct decimal *values, uint32_t n) {
    int scale = 0;
    for (uint32_t i = 0; i < n; i++)
        scale = values[i].scale > scale ? values[i].scale : scale;
    return scale;
}

struct decimal rounding(const struct decimal *values, uint32_t n) {
    int coarsest = 0;
    struct decimal room = decimal_int(0);
    for (uint32_t i = 0; i < n; i++)
        if (values[i].scale > 0 && (coarsest == 0 || values[i].scale < coarsest))
            coarsest = values[i].scale;
    for (uint32_t i = 0; i < n; i++)
        room = decimal_add(room, decimal_of(5, (values[i].scale ? values[i].scale : coarsest) + 1));
    return room;
}

bool within_room(const struct audit *audit, struct decimal off, struct decimal room) {
    struct decimal all = decimal_add(room, audit_tolerance(audit));
    return !decimal_missing(off) && !decimal_missing(all) && decimal_compare(decimal_abs(off), all) <= 0;
}

/* "gần 20%" for 19,6: below, within a tenth of it. */
#define NEAR_TENTHS 1

static bool near(struct decimal exact, struct decimal stated) {
    struct decimal off = decimal_abs(decimal_sub(exact, stated));
    struct decimal room = decimal_mul(decimal_abs(stated), decimal_of(NEAR_TENTHS, 1));
    return !decimal_missing(off) && !decimal_missing(room) && decimal_compare(off, room) <= 0;
}

static bool vague_agrees(struct decimal exact, const struct figure *stated) {
    int order = decimal_compare(exact, stated->value);
    switch (stated->qualifier) {
    case QUALIFIER_NEARLY: return order <= 0 && near(exact, stated->value);
    case QUALIFIER_ABOUT: return near(exact, stated->value);
    case QUALIFIER_OVER:
    case QUALIFIER_AT_LEAST: return order >= 0;
    case QUALIFIER_AT_MOST: return order <= 0;
    case QUALIFIER_EXACT: break;
    }
    return false;
}

enum agreement agreement(struct decimal exact, const struct figure *stated) {
    int scale = stated->value.scale;
    if (decimal_equal(decimal_round(exact, scale), stated->value))
        return AGREE;
    if (stated->qualifier != QUALIFIER_EXACT && vague_agrees(exact, stated))
        return AGREE;
    if (stated->qualifier != QUALIFIER_EXACT)
        return near(exact, stated->value) ? AGREE_NOT : AGREE_APART;
    return decimal_equal(decimal_truncate(exact, scale), stated->value) ? AGREE_TRUNCATED : AGREE_NOT;
}
