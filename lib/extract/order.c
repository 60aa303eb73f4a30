/* order.c - "các năm 2019, 2020, 2021 lần lượt là 12, 14, 19 người": the numbers that are listed, and the years that they are
 * of, each its own. A span has as many years as lie in it. Where the counts differ, nobody knows which is of which. */
#include "extract/bind.h"

/* The years of one period are put behind the n that are known; how many there are then. */
static size_t add_years(const struct binder *b, const struct token *token, int *years, size_t n) {
    struct str text = str_cut(b->reader->source->folded, token->at, token->end);
    size_t known = n;
    for (size_t i = 0; i < text.len && n < ORDER_MAX; i++) {
        int year = year_at(text, i);
        if (year)
            years[n++] = year;
    }
    if (token->shape != SHAPE_SPAN || token_has_trait(token, TRAIT_LISTED) || n != known + 2)
        return n;
    int to = years[--n]; /* of a span, all years between its ends */
    for (int year = years[known] + 1; year <= to && n < ORDER_MAX; year++)
        years[n++] = year;
    return n;
}

size_t order_years(const struct binder *b, size_t word, size_t first, int years[ORDER_MAX]) {
    size_t from = word, n = 0;
    while (from > 0 && !bind_numeral(b, from - 1) && !bind_mark(b, from - 1, ';') &&
           !bind_mark(b, from - 1, '.'))
        from--;
    for (size_t i = from; i < first; i++)
        if (bind_role(b, i, ROLE_PERIOD) && !bind_at(b, i)->base)
            n = add_years(b, bind_at(b, i), years, n);
    return n;
}

size_t order_places(const struct binder *b, size_t word, size_t places[ORDER_MAX]) {
    size_t from = word, n = 0;
    while (from > 0 && !bind_numeral(b, from - 1) && !bind_mark(b, from - 1, ';') &&
           !bind_mark(b, from - 1, '.'))
        from--;
    for (; from < word && n < ORDER_MAX; from++) {
        struct str place = bind_at(b, from)->place, own = b->reader->source->place;
        bool alike = n == 0 || place_level(place, own) == place_level(bind_at(b, places[0])->place, own);
        if (bind_role(b, from, ROLE_PLACE) && place.len && alike)
            places[n++] = from;
    }
    return n;
}

size_t order_groups(const struct binder *b, size_t word, size_t groups[ORDER_MAX]) {
    size_t n = 0;
    for (size_t i = word; i-- > 0 && !bind_numeral(b, i) && !bind_mark(b, i, ';') && n < ORDER_MAX;)
        if (bind_role(b, i, ROLE_GROUP) && (bind_at(b, i)->gives & b->reader->pack->staff))
            groups[n++] = i;
    for (size_t i = 0; i < n / 2; i++) {
        size_t other = groups[n - 1 - i];
        groups[n - 1 - i] = groups[i];
        groups[i] = other;
    }
    return n;
}

/* What may stand between two numbers of one list. */
static bool goes_between(const struct binder *b, size_t i) {
    return bind_mark(b, i, ',') || bind_mark(b, i, ';') || bind_mark(b, i, '/') ||
           bind_word(b, i, WORD_AND) || bind_role(b, i, ROLE_UNIT) || bind_role(b, i, ROLE_GROUP) ||
           bind_role(b, i, ROLE_QUALIFIER);
}

size_t order_numbers(const struct binder *b, size_t from, size_t numbers[ORDER_MAX]) {
    size_t n = 0, i = from;
    while (i < b->n && !bind_numeral(b, i) && !bind_mark(b, i, ';'))
        i++;
    for (; i < b->n && n < ORDER_MAX && (bind_numeral(b, i) || goes_between(b, i)); i++)
        if (bind_numeral(b, i))
            numbers[n++] = i;
    return n;
}

size_t order_all(const struct binder *b, size_t from, size_t numbers[ORDER_MAX]) {
    size_t n = 0;
    for (size_t i = from; i < b->n && n < ORDER_MAX && !bind_mark(b, i, ';'); i++)
        if (bind_numeral(b, i))
            numbers[n++] = i;
    return n;
}

int order_change(const struct binder *b, size_t word) {
    while (word > 0 && (bind_word(b, word - 1, WORD_COMPARE) || bind_role(b, word - 1, ROLE_PERIOD)))
        word--;
    return word > 0 && bind_role(b, word - 1, ROLE_CHANGE) ? bind_at(b, word - 1)->phrase->as.sign : 0;
}

static bool is_percent(const struct binder *b, size_t number) {
    return bind_at(b, number)->number.form == FORM_PERCENT;
}

/* Which of the n_known each of the numbers repeats: the last ones. */
static bool matches(const struct binder *b, const struct measured *known, size_t n_known,
                    const size_t *numbers, size_t n, const struct measured **out) {
    bool alike = n_known >= n;
    for (size_t k = 0; alike && k < n; k++) {
        out[k] = &known[n_known - n + k];
        alike = out[k]->share == is_percent(b, numbers[k]);
    }
    if (alike)
        return true;
    for (size_t k = 1; k < n; k++)
        if (is_percent(b, numbers[k]) != is_percent(b, numbers[0]))
            return false;
    for (size_t i = n_known; i-- > 0 && n > 0;)
        if (known[i].share == is_percent(b, numbers[0]))
            out[--n] = &known[i];
    return n == 0;
}

bool order_measured(const struct binder *b, const size_t *numbers, size_t n, const struct measured **out) {
    const struct context *context = b->reader->context;
    return matches(b, context->measured, context->n_measured, numbers, n, out) ||
           matches(b, context->older, context->n_older, numbers, n, out);
}
