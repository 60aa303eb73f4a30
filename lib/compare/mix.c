/* mix.c - the classes of a family in two years.
 *
 * All shares of one year come from one basis, a source and a group: classes of a narrative report ("công chức cấp xã") and
 * of a table ("cán bộ, công chức") are shares of different wholes, and a mix patched together from both would still look
 * like one. The bases of two years are chosen together: own statements before rows of totals, exact before vague, then two
 * of one group before two of different groups, then those that state most classes, then the first. */
#include "compare/compare.h"
#include "compare/fact.h"
#include <string.h>

/* Sources times groups of one place and year that are looked at; further ones are never chosen. */
#define BASES_MAX 16

/* ---- the basis ----------------------------------------------------------------------------------------------------- */

struct basis {
    const struct figure *figure;     /* the first figure of its source and group */
    uint32_t classes;                /* how many classes it states */
    const struct indicator *counted; /* the class that was counted last */
};

static bool same_basis(const struct figure *a, const struct figure *b) {
    return a->where.source == b->where.source && group_equal(a->about->group, b->about->group);
}

static void add_basis(struct basis *bases, uint32_t *n, const struct figure *figure) {
    uint32_t i = 0;
    while (i < *n && !same_basis(bases[i].figure, figure))
        i++;
    if (i == BASES_MAX)
        return;
    if (i == *n)
        bases[(*n)++] = (struct basis){.figure = figure};
    bases[i].classes += bases[i].counted != figure->indicator;
    bases[i].counted = figure->indicator;
}

/* Every basis of a family in a year. */
struct bases {
    struct basis items[BASES_MAX];
    uint32_t n;
};

static void find_bases(struct bases *bases, const struct ask *ask, const struct family *family) {
    bases->n = 0;
    for (uint32_t i = 0; i < family->n; i++) {
        uint32_t at = figures_first_in(ask->figures, family->members[i], ask->place, ask->year);
        for (; at != MAP_NONE; at = ask->figures->next[at]) {
            const struct figure *figure = ask->figures->items[at];
            if (figure->kind != FIGURE_CHANGE && figure_year(ask->figures, figure) == ask->year)
                add_basis(bases->items, &bases->n, figure);
        }
    }
}

static uint32_t is_total(const struct basis *basis) {
    return basis && basis->figure->about->total;
}

static uint32_t is_vague(const struct basis *basis) {
    return basis && basis->figure->qualifier != QUALIFIER_EXACT;
}

/* Lower is better, the first the heaviest. One of the two may be NULL. */
struct choice {
    const struct basis *a, *b;
    uint32_t weights[6];
};

static struct choice weigh(const struct basis *a, const struct basis *b) {
    bool mixed = a && b && !group_equal(a->figure->about->group, b->figure->about->group);
    uint32_t classes = (a ? a->classes : 0) + (b ? b->classes : 0);
    return (struct choice){a,
                           b,
                           {is_total(a) + is_total(b), is_vague(a) + is_vague(b), mixed, UINT32_MAX - classes,
                            a ? a->figure->id : 0, b ? b->figure->id : 0}};
}

static bool lighter(const struct choice *a, const struct choice *b) {
    for (size_t i = 0; i < sizeof a->weights / sizeof a->weights[0]; i++)
        if (a->weights[i] != b->weights[i])
            return a->weights[i] < b->weights[i];
    return false;
}

/* A figure of each basis that the shares are taken from; NULL where a year does not state the family. */
static void choose_bases(struct ask ask, const struct family *family, int year_a, int year_b,
                         const struct figure *chosen[2]) {
    struct bases a, b;
    ask.year = year_a;
    find_bases(&a, &ask, family);
    ask.year = year_b;
    find_bases(&b, &ask, family);
    struct choice best = {0};
    for (uint32_t i = 0; i < (a.n ? a.n : 1); i++)
        for (uint32_t k = 0; k < (b.n ? b.n : 1); k++) {
            struct choice choice = weigh(a.n ? &a.items[i] : NULL, b.n ? &b.items[k] : NULL);
            if ((!best.a && !best.b) || lighter(&choice, &best))
                best = choice;
        }
    chosen[0] = best.a ? best.a->figure : NULL;
    chosen[1] = best.b ? best.b->figure : NULL;
}

/* ---- one year ------------------------------------------------------------------------------------------------------ */

/* Shares and heads of one year, class by class. */
struct side {
    struct ask ask; /* beside: the basis */
    struct fact *shares, *counts;
    struct fact total, whole;
    uint32_t stated; /* shares that are not missing */
};

/* The staff that the shares are of. */
static struct fact whole_of(const struct side *side, const struct family *family) {
    const struct indicator *indicator =
        catalogue_find(side->ask.figures->catalogue, str_of(family->members[0]->whole));
    const struct figure *figure = side->ask.beside ? ask_whole(&side->ask, side->ask.beside) : NULL;
    if (figure == NULL)
        return fact_missing(indicator, side->ask.place, side->ask.year, indicator ? indicator->unit : "");
    return fact_of(side->ask.arena, side->ask.figures, figure, figure->value, figure->about->unit);
}

static struct fact total_of(const struct side *side, const struct family *family) {
    struct fact total = fact_missing(NULL, side->ask.place, side->ask.year, COMPARE_UNIT_SHARE);
    bool first = true;
    for (uint32_t i = 0; i < family->n; i++) {
        if (decimal_missing(side->shares[i].value))
            continue;
        total = first ? side->shares[i] : fact_add(side->ask.arena, total, side->shares[i]);
        first = false;
    }
    total.indicator = NULL;
    total.derived = !first;
    return total;
}

/* Where every class is a count and they make the whole, the shares are rounded so that they make 100,0. */
static void make_hundred(struct side *side, const struct family *family) {
    struct decimal sum = decimal_int(0);
    struct decimal *exact = ARENA_ARRAY(side->ask.arena, family->n, struct decimal);
    for (uint32_t i = 0; i < family->n; i++) {
        if (!side->shares[i].derived)
            return;
        sum = decimal_add(sum, side->counts[i].value);
        exact[i] = decimal_percent(side->counts[i].value, side->whole.value, 6);
    }
    if (!decimal_equal(sum, side->whole.value) || decimal_sign(sum) == 0)
        return;
    apportion(exact, family->n, decimal_int(100), 1);
    for (uint32_t i = 0; i < family->n; i++)
        side->shares[i].value = exact[i];
}

static void finish_side(struct side *side, const struct family *family) {
    make_hundred(side, family);
    side->total = total_of(side, family);
    if (side->stated == 0 && family->n)
        fact_note(&side->total, (struct note){side->shares[0].note, side->shares[0].note_en});
}

static struct side side_of(struct arena *arena, const struct figures *figures, const struct family *family,
                           struct str place, int year, const struct figure *basis) {
    struct side side = {.ask = {arena, figures, place, year, basis, {0}}};
    side.shares = ARENA_ARRAY(arena, family->n, struct fact);
    side.counts = ARENA_ARRAY(arena, family->n, struct fact);
    for (uint32_t i = 0; i < family->n; i++) {
        const struct indicator *member = family->members[i];
        bool any = side.ask.beside != NULL;
        side.shares[i] =
            any ? ask_share(&side.ask, member) : fact_missing(member, place, year, COMPARE_UNIT_SHARE);
        side.counts[i] = any ? ask_count(&side.ask, member) : fact_missing(member, place, year, member->unit);
        side.stated += !decimal_missing(side.shares[i].value);
    }
    side.whole = whole_of(&side, family);
    finish_side(&side, family);
    return side;
}

/* A year in which the place was other units: each class is summed over them, and its share worked out anew. */
static struct side side_over(const struct side *later, const struct family *family,
                             const struct lineage *line, int year) {
    struct side side = {.ask = later->ask};
    side.ask.beside = NULL;
    side.ask.year = year;
    side.ask.group = later->ask.beside ? later->ask.beside->about->group : STR("");
    side.shares = ARENA_ARRAY(side.ask.arena, family->n, struct fact);
    side.counts = ARENA_ARRAY(side.ask.arena, family->n, struct fact);
    for (uint32_t i = 0; i < family->n; i++) {
        side.shares[i] = over_parts(&side.ask, family->members[i], line, true);
        side.counts[i] = over_parts(&side.ask, family->members[i], line, false);
        side.stated += !decimal_missing(side.shares[i].value);
    }
    const struct indicator *whole =
        catalogue_find(side.ask.figures->catalogue, str_of(family->members[0]->whole));
    side.whole = whole ? over_parts(&side.ask, whole, line, false) : fact_missing(NULL, STR(""), year, "");
    finish_side(&side, family);
    return side;
}

/* ---- heads --------------------------------------------------------------------------------------------------------- */

/* Whether the stated shares make 100 as far as their rounding lets one see. */
static bool is_complete(const struct side *side, const struct family *family) {
    int scale = 0;
    for (uint32_t i = 0; i < family->n; i++)
        if (side->shares[i].value.scale > scale)
            scale = side->shares[i].value.scale;
    struct decimal off = decimal_abs(decimal_sub(side->total.value, decimal_int(100)));
    return !decimal_missing(off) &&
           decimal_compare(off, decimal_of(5 * (int64_t)side->stated, scale + 1)) <= 0;
}

/* share x whole with digits enough to see which heads lost most by the cut. */
static struct decimal heads(const struct fact *share, const struct fact *whole) {
    return decimal_div(decimal_mul(share->value, whole->value), decimal_int(100), 6);
}

static struct fact estimate_of(const struct side *side, const struct fact *share, struct decimal value) {
    struct fact estimate = fact_join(side->ask.arena, share, &side->whole, value);
    estimate.unit = side->whole.unit;
    estimate.estimated = true;
    return estimate;
}

static struct fact *estimates(const struct side *side, const struct family *family) {
    struct fact *rows = ARENA_ARRAY(side->ask.arena, family->n, struct fact);
    struct decimal *values = ARENA_ARRAY(side->ask.arena, family->n, struct decimal);
    uint32_t *at = ARENA_ARRAY(side->ask.arena, family->n, uint32_t), n = 0;
    for (uint32_t i = 0; i < family->n; i++) {
        rows[i] = side->counts[i];
        bool can = !decimal_missing(side->shares[i].value) && !decimal_missing(side->whole.value);
        if (!decimal_missing(rows[i].value) || !can)
            continue;
        at[n] = i;
        values[n++] = heads(&side->shares[i], &side->whole);
    }
    if (n == side->stated && n && is_complete(side, family))
        apportion(values, n, side->whole.value, 0);
    for (uint32_t k = 0; k < n; k++)
        rows[at[k]] = estimate_of(side, &side->shares[at[k]], decimal_round(values[k], 0));
    return rows;
}

/* ---- both years ---------------------------------------------------------------------------------------------------- */

/* A label within a sentence: its first letter small. */
static void put_label(struct buf *out, const char *label) {
    struct str s = str_of(label);
    size_t first = 0;
    char small[8];
    text_next(s, &first);
    fold_into(str_cut(s, 0, first), small);
    buf_add(out, small, first);
    buf_str(out, str_cut(s, first, s.len));
}

/* The names of the classes that `side` lacks and `other` has, with commas between. */
static void lacking(struct said *out, const struct side *side, const struct side *other,
                    const struct family *family) {
    for (uint32_t i = 0; i < family->n; i++) {
        if (!decimal_missing(side->shares[i].value) || decimal_missing(other->shares[i].value))
            continue;
        if (out->vi.len)
            said_add(out, ", ", ", ");
        put_label(&out->vi, family->members[i]->label);
        buf_puts(&out->en, family->members[i]->label_en);
    }
}

static void note_lacking(struct said *note, const struct side *side, const struct side *other,
                         const struct family *family) {
    struct said names = {BUF_EMPTY, BUF_EMPTY};
    if (side->stated)
        lacking(&names, side, other, family);
    if (names.vi.len) {
        said_blank(note);
        said_add(note, "Nguồn năm %d không nêu: ", "The sources of %d do not state: ", side->ask.year);
        buf_str(&note->vi, buf_view(&names.vi));
        buf_str(&note->en, buf_view(&names.en));
        said_add(note, ".", ".");
    }
    buf_fini(&names.vi);
    buf_fini(&names.en);
}

static bool differ(const struct side *a, const struct side *b, const struct family *family) {
    for (uint32_t i = 0; i < family->n; i++)
        if (decimal_missing(a->shares[i].value) != decimal_missing(b->shares[i].value) ||
            variants_differ(&a->shares[i], &b->shares[i]))
            return a->stated && b->stated;
    return false;
}

static struct note note_of(struct arena *arena, const struct mix *mix, const struct side *a,
                           const struct side *b, const struct family *family) {
    struct said note = {BUF_EMPTY, BUF_EMPTY};
    said_note(&note, compare_note(arena, &mix->total_a, &mix->total_b, mix->extent));
    note_lacking(&note, a, b, family);
    note_lacking(&note, b, a, family);
    for (uint32_t i = 0; i < family->n; i++)
        if (!decimal_missing(a->shares[i].value) && !decimal_missing(b->shares[i].value))
            say_variants(&note, &a->shares[i], &b->shares[i]);
    return said_keep(arena, &note);
}

/* What the place of the later side was in the earlier year. */
static struct lineage line_of(const struct side *later, const struct figure *earlier, int year_a) {
    const struct figures *figures = later->ask.figures;
    struct date a = earlier ? figure_day(figures, earlier) : (struct date){(int16_t)year_a, 12, 31};
    struct date b = later->ask.beside ? figure_day(figures, later->ask.beside)
                                      : (struct date){(int16_t)later->ask.year, 12, 31};
    if (year_a >= later->ask.year || later->ask.year == 0)
        return (struct lineage){.plain = true};
    return lineage_of(later->ask.arena, figures, later->ask.place, a, b);
}

struct mix compare_mix(struct arena *arena, const struct figures *figures, struct str family_name,
                       struct str place, int year_a, int year_b) {
    const struct family *family = catalogue_family(figures->catalogue, family_name);
    uint32_t n = family ? family->n : 0;
    struct mix mix = {.family = arena_str(arena, family_name).at, .n_rows = n};
    mix.rows = ARENA_ARRAY(arena, n, struct comparison);
    if (n == 0) {
        mix.total_a = mix.whole_a = fact_missing(NULL, place, year_a, "");
        mix.total_b = mix.whole_b = fact_missing(NULL, place, year_b, "");
        return mix;
    }
    const struct figure *bases[2];
    choose_bases((struct ask){.arena = arena, .figures = figures, .place = place}, family, year_a, year_b,
                 bases);
    struct side b = side_of(arena, figures, family, place, year_b, bases[1]);
    struct lineage line = line_of(&b, bases[0], year_a);
    struct side a = line.plain ? side_of(arena, figures, family, place, year_a, bases[0])
                               : side_over(&b, family, &line, year_a);
    for (uint32_t i = 0; i < n; i++)
        mix.rows[i] = compare_facts(arena, a.shares[i], b.shares[i]);
    mix.total_a = a.total;
    mix.total_b = b.total;
    mix.whole_a = a.whole;
    mix.whole_b = b.whole;
    mix.estimate = estimates(&b, family);
    a.total.extent |= line.known ? EXTENT_UNITS : EXTENT_SAME;
    mix.extent =
        compare_extents(&a.total, &b.total) | (differ(&a, &b, family) ? EXTENT_CLASSES : EXTENT_SAME);
    struct note note = note_of(arena, &mix, &a, &b, family);
    mix.note = note.vi;
    mix.note_en = note.en;
    return mix;
}
