/* excerpt.c - as little as reads alike: the steps are tried in turn, each as it is and then with a row of column numbers. */
#include "batch/excerpt_pen.h"
#include <string.h>

bool excerpt_cut(struct buf *out, const struct sketch *sketch, const struct excerpt_wish *wish,
                 enum excerpt_step step, bool numbered) {
    if (sketch->people) {
        excerpt_cut_people(out, sketch, NULL);
        return step == EXCERPT_CELLS && !numbered;
    }
    if (sketch->source->kind == SOURCE_TABLE)
        return excerpt_cut_table(out, sketch, wish, step, numbered);
    return !numbered && excerpt_cut_text(out, sketch, wish, step);
}

/* ---- read again ------------------------------------------------------------------------------------------------------- */

static bool same_period(struct period a, struct period b) {
    return period_equal(a, b) && date_compare(a.as_of, b.as_of) == 0;
}

static bool same_number(struct decimal a, struct decimal b) {
    return a.units == b.units && a.scale == b.scale;
}

/* Homonyms are told apart when all sources are read: "xã Thanh An" became "xã Thanh An, huyện B". */
static bool same_about(const struct about *settled, const struct about *read) {
    return str_starts(settled->place, read->place) && str_equal(settled->within, read->within) &&
           str_equal(settled->code, read->code) && str_equal(settled->group, read->group) &&
           same_period(settled->period, read->period) && same_period(settled->base, read->base) &&
           same_number(settled->of, read->of) && strcmp(settled->unit, read->unit) == 0 &&
           strcmp(settled->rule, read->rule) == 0 && settled->line == read->line &&
           settled->total == read->total && settled->planned == read->planned;
}

static bool same_figure(const struct figure *a, const struct figure *b) {
    return a->indicator == b->indicator && a->kind == b->kind && a->qualifier == b->qualifier &&
           same_number(a->value, b->value) && same_about(a->about, b->about);
}

/* What a dossier prints around the number and of its place: the sentence, the row. */
static bool same_context(const struct source *source, const struct figure *figure, const struct source *other,
                         const struct figure *again) {
    uint32_t line, column, other_line, other_column;
    size_t mark, len, other_mark, other_len;
    source_position(source, figure->where.at, &line, &column);
    source_position(other, again->where.at, &other_line, &other_column);
    return line == other_line && column == other_column &&
           str_equal(source_context(source, figure->where.at, figure->where.len, &mark, &len),
                     source_context(other, again->where.at, again->where.len, &other_mark, &other_len)) &&
           mark == other_mark && len == other_len;
}

/* One excerpt while it is tried. */
struct trial {
    struct arena *arena;
    const struct sketch *sketch;
    const struct excerpt_wish *wish;
    struct excerpt *excerpt;
};

static bool same_reading(const struct trial *trial, const struct figure *figure, const struct figures *again,
                         size_t k) {
    const struct figures *figures = trial->sketch->figures;
    const struct source *source = trial->sketch->source;
    bool shown = source->kind == SOURCE_TEXT || trial->excerpt->step >= EXCERPT_ROWS;
    return same_figure(figure, again->items[k]) &&
           str_equal(figure_quote(figures, figure), figure_quote(again, again->items[k])) &&
           (!shown || same_context(source, figure, again->sources[0], again->items[k]));
}

/* All that is used is read again, and nothing that the source does not state. Both are in the order of the source; a figure
 * of the excerpt is the next one of the source that is the same. Fills excerpt->figures. */
static bool agrees(const struct trial *trial, const struct figures *again) {
    const struct sketch *sketch = trial->sketch;
    const struct excerpt_wish *wish = trial->wish;
    struct excerpt *excerpt = trial->excerpt;
    size_t k = 0, used = 0;
    excerpt->figures = ARENA_ARRAY(trial->arena, again->n + 1, struct excerpt_figure);
    for (uint32_t i = sketch->from; i < sketch->to && (k < again->n || used < wish->n); i++) {
        bool wanted = used < wish->n && wish->used[used] == i;
        const struct figure *figure = sketch->figures->items[i];
        if (k < again->n && same_reading(trial, figure, again, k)) {
            const struct span *where = &again->items[k]->where;
            excerpt->figures[k++] = (struct excerpt_figure){i, where->at, where->len};
        } else if (wanted) {
            return false;
        }
        used += wanted;
    }
    excerpt->n = k;
    return k == again->n && used == wish->n;
}

static bool reads_alike(const struct trial *trial) {
    const struct source *original = trial->sketch->source;
    struct diag silent = DIAG_EMPTY;
    struct figures again;
    const struct source_options options = {
        .kind_known = true, .kind = original->kind, .charset = STR("UTF-8")};
    figures_init(&again, trial->sketch->figures->catalogue);
    struct source *source = source_of_with(trial->excerpt->path, 0, trial->excerpt->text, &options, &silent);
    bool alike = source != NULL;
    if (alike) {
        source->place = original->place;
        source->date = original->date;
        source->rules = original->rules;
        again.sources = &source;
        again.n_sources = 1;
        alike = extract_source(source, trial->sketch->pack, &again, NULL, &silent) && agrees(trial, &again);
    }
    figures_fini(&again);
    source_free(source);
    diag_fini(&silent);
    return alike;
}

static bool try_step(struct trial *trial, enum excerpt_step step, bool numbered) {
    struct buf text = BUF_EMPTY;
    bool cut = excerpt_cut(&text, trial->sketch, trial->wish, step, numbered);
    trial->excerpt->step = step;
    trial->excerpt->text = arena_str(trial->arena, text.at ? buf_view(&text) : STR(""));
    buf_fini(&text);
    return cut && reads_alike(trial);
}

static void take_heads(struct trial *trial) {
    const struct sketch *sketch = trial->sketch;
    struct excerpt *excerpt = trial->excerpt;
    struct buf text = BUF_EMPTY;
    excerpt->counted = true;
    excerpt->n = sketch->to - sketch->from;
    excerpt->figures = ARENA_ARRAY(trial->arena, excerpt->n + 1, struct excerpt_figure);
    for (size_t i = 0; i < excerpt->n; i++)
        excerpt->figures[i].id = sketch->from + (uint32_t)i;
    excerpt_cut_people(&text, sketch, excerpt->figures);
    excerpt->text = arena_str(trial->arena, text.at ? buf_view(&text) : STR(""));
    buf_fini(&text);
}

struct excerpt excerpt_make(struct arena *arena, const struct sketch *sketch, const char *path,
                            const struct excerpt_wish *wish) {
    struct excerpt excerpt = {.source = sketch->source, .path = path};
    struct trial trial = {arena, sketch, wish, &excerpt};
    bool found = sketch->people;
    if (found)
        take_heads(&trial);
    for (int step = EXCERPT_CELLS; step < EXCERPT_STEPS && !found; step++)
        found = try_step(&trial, (enum excerpt_step)step, false) ||
                (step < EXCERPT_BESIDE && try_step(&trial, (enum excerpt_step)step, true));
    return excerpt;
}

const struct excerpt_figure *excerpt_find(const struct excerpt *excerpt, uint32_t id) {
    size_t low = 0, high = excerpt->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (excerpt->figures[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < excerpt->n && excerpt->figures[low].id == id ? &excerpt->figures[low] : NULL;
}
