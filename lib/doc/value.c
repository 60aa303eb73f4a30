/* value.c - values and how they read in Vietnamese. */
#include "doc/value.h"
#include <string.h>

#define NBSP "\xC2\xA0"

const struct value *value_text(struct arena *arena, struct str text) {
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = VALUE_TEXT;
    value->as.text = text;
    return value;
}

const struct value *value_fact(struct arena *arena, struct fact fact, enum value_form form) {
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = VALUE_FACT;
    value->form = form;
    value->as.fact.fact = fact;
    return value;
}

const struct value *value_stated(struct arena *arena, const struct figures *figures,
                                 const struct figure *figure) {
    const char *unit = figure->kind == FIGURE_PERCENT ? COMPARE_UNIT_SHARE : figure->about->unit;
    bool percent = figure->kind == FIGURE_CHANGE && strcmp(unit, COMPARE_UNIT_SHARE) == 0;
    if (percent && figure_says_points(figures, figure))
        unit = COMPARE_UNIT_POINTS;
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = VALUE_FACT;
    value->as.fact.fact = compare_stated(arena, figures, figure, unit);
    value->as.fact.stated = figure;
    return value;
}

const struct value *value_comparison(struct arena *arena, struct comparison comparison) {
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = VALUE_COMPARISON;
    value->as.comparison = comparison;
    return value;
}

const struct value *value_phrase(struct arena *arena, const struct value **parts, uint32_t n,
                                 enum node_type style) {
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = VALUE_PHRASE;
    value->as.phrase.parts = parts;
    value->as.phrase.n = n;
    value->as.phrase.style = style;
    for (uint32_t i = 0; i < n; i++)
        if (parts[i]->type == VALUE_PHRASE && parts[i]->as.phrase.depth >= value->as.phrase.depth)
            value->as.phrase.depth = parts[i]->as.phrase.depth + 1;
    return value;
}

/* ---- asking --------------------------------------------------------------------------------------------------------- */

/* Recursion over phrases is bounded by PHRASE_DEPTH, which is kept where they are made. */
const struct value *value_footnote(struct arena *arena, const struct value *text) {
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = VALUE_FOOTNOTE;
    value->as.footnote = text;
    return value;
}

const struct value *value_reference(struct arena *arena, enum value_type type, struct str name,
                                    enum reference_part part) {
    struct value *value = ARENA_NEW(arena, struct value);
    value->type = type;
    value->as.reference.name = name;
    value->as.reference.part = part;
    return value;
}

bool value_missing(const struct value *value) {
    switch (value->type) {
    case VALUE_FACT: return decimal_missing(value->as.fact.fact.value);
    case VALUE_COMPARISON: return decimal_missing(value->as.comparison.difference.value);
    case VALUE_MIX: return value->as.mix.n_rows == 0;
    case VALUE_PHRASE:
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            if (value_missing(value->as.phrase.parts[i]))
                return true;
        return false;
    default: return false;
    }
}

bool value_doubtful(const struct value *value) {
    switch (value->type) {
    case VALUE_FACT: return value->as.fact.fact.doubtful;
    case VALUE_COMPARISON: return value->as.comparison.difference.doubtful;
    case VALUE_PHRASE:
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            if (value_doubtful(value->as.phrase.parts[i]))
                return true;
        return false;
    default: return false;
    }
}

bool fact_cautious(const struct fact *fact) {
    return fact->note && (fact->extent & (EXTENT_GROUP | EXTENT_AS_OF | EXTENT_PLACE | EXTENT_CLASSES));
}

bool value_cautious(const struct value *value) {
    switch (value->type) {
    case VALUE_FACT: return fact_cautious(&value->as.fact.fact);
    case VALUE_COMPARISON: return comparison_cautious(&value->as.comparison);
    case VALUE_PHRASE:
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            if (value_cautious(value->as.phrase.parts[i]))
                return true;
        return false;
    default: return false;
    }
}

/* ---- words ---------------------------------------------------------------------------------------------------------- */

static const char *const qualifiers[] = {
    [QUALIFIER_EXACT] = "",
    [QUALIFIER_NEARLY] = "gần" NBSP,
    [QUALIFIER_ABOUT] = "khoảng" NBSP,
    [QUALIFIER_OVER] = "trên" NBSP,
    [QUALIFIER_AT_LEAST] = "ít nhất" NBSP,
    [QUALIFIER_AT_MOST] = "không quá" NBSP,
};

static bool unit_is(const char *unit, const char *name) {
    return unit && strcmp(unit, name) == 0;
}

static bool unit_is_points(const char *unit) {
    return unit_is(unit, "điểm %") || unit_is(unit, "%-point");
}

const char *unit_words(const char *unit) {
    if (!unit || unit_is(unit, "%"))
        return "";
    return unit_is_points(unit) ? "điểm phần trăm" : unit;
}

static bool is_change(const struct value *value) {
    return value->as.fact.stated && value->as.fact.stated->kind == FIGURE_CHANGE;
}

void value_before(struct buf *out, const struct value *value) {
    const struct fact *fact = &value->as.fact.fact;
    if (is_change(value))
        buf_puts(out, decimal_sign(fact->value) < 0 ? "giảm" NBSP : "tăng" NBSP);
    if (fact->estimated && value->form != FORM_BARE)
        buf_puts(out, "ước" NBSP);
    else if (!fact->estimated)
        buf_puts(out, qualifiers[fact->qualifier]);
}

void value_number(struct buf *out, const struct value *value) {
    const struct fact *fact = &value->as.fact.fact;
    const struct figure *stated = value->as.fact.stated;
    number_paper(out, is_change(value) ? decimal_abs(fact->value) : fact->value);
    if (stated && stated->kind == FIGURE_RATIO) {
        buf_char(out, '/');
        number_paper(out, stated->about->of);
    }
    if (unit_is(fact->unit, "%") && value->form != FORM_BARE && !(stated && stated->kind == FIGURE_RATIO))
        buf_char(out, '%');
}

void value_after(struct buf *out, const struct value *value) {
    const char *unit = value->as.fact.fact.unit;
    if (value->form == FORM_FULL || (value->form == FORM_PLAIN && unit_is_points(unit)))
        if (*unit_words(unit))
            buf_printf(out, NBSP "%s", unit_words(unit));
}

const char *comparison_word(const struct comparison *comparison) {
    int sign = decimal_missing(comparison->difference.value) ? 0 : decimal_sign(comparison->difference.value);
    return sign > 0 ? "tăng" : sign < 0 ? "giảm" : "không thay đổi";
}

bool comparison_cautious(const struct comparison *comparison) {
    return comparison->note &&
           (comparison->a.note || comparison->b.note ||
            comparison->extent & (EXTENT_GROUP | EXTENT_AS_OF | EXTENT_PLACE | EXTENT_CLASSES));
}

void fact_title(struct buf *out, const struct fact *fact) {
    if (fact->indicator)
        buf_puts(out, fact->indicator->label);
    if (fact->year)
        buf_printf(out, "%s%d", fact->indicator ? ", " : "", fact->year);
}

static void print_fact(struct buf *out, const struct value *value) {
    if (value_missing(value)) {
        buf_puts(out, "–");
        return;
    }
    value_before(out, value);
    value_number(out, value);
    value_after(out, value);
}

static void print_comparison(struct buf *out, const struct value *value) {
    const struct fact *size = &value->as.comparison.difference;
    bool bare = value->form == FORM_BARE;
    int sign = decimal_missing(size->value) ? 0 : decimal_sign(size->value);
    if (bare)
        buf_puts(out, sign > 0 ? "▲ " : sign < 0 ? "▼ " : "");
    else
        buf_puts(out, comparison_word(&value->as.comparison));
    if (sign && !bare)
        buf_char(out, ' ');
    if (sign || bare)
        number_paper(out, decimal_abs(size->value));
    if (sign && !bare && unit_is(size->unit, "%"))
        buf_char(out, '%');
    else if (sign && !bare)
        buf_printf(out, NBSP "%s", unit_words(size->unit));
}

void value_print(struct buf *out, const struct value *value) {
    switch (value->type) {
    case VALUE_TEXT: buf_str(out, value->as.text); break;
    case VALUE_PLACE: buf_str(out, value->as.place); break;
    case VALUE_FACT: print_fact(out, value); break;
    case VALUE_COMPARISON: print_comparison(out, value); break;
    case VALUE_PHRASE:
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            value_print(out, value->as.phrase.parts[i]);
        break;
    default: break;
    }
}
