/* answer.c - today's answers. What a figure can print is worked out once for the dossiers that ask for it one after
 * the other. */
#include "batch/answer.h"
#include "batch/dossier.h"
#include "batch/kit_files.h"
#include "batch/settings.h"
#include <stdlib.h>
#include <string.h>

static void add_date(struct hash *hash, struct date date) {
    hash_number(hash, (uint64_t)(date.year * 10000 + date.month * 100 + date.day));
}

static void add_decimal(struct hash *hash, struct decimal value) {
    hash_number(hash, (uint64_t)value.units);
    hash_number(hash, (uint64_t)value.scale);
}

static void add_period(struct hash *hash, struct period period) {
    hash_number(hash, (uint64_t)(uint16_t)period.from << 16 | (uint16_t)period.to);
    add_date(hash, period.as_of);
}

/* Its position among the sources is no part of it: a file may be added before it. */
uint64_t answer_source(const struct source *source) {
    struct hash hash = HASH_START;
    hash_str(&hash, str_of(source->path));
    hash_number(&hash, source->kind);
    hash_str(&hash, source->place);
    add_date(&hash, source->date);
    return hash_end(&hash);
}

static const struct source *source_of_figure(const struct uses *uses, const struct figure *figure) {
    const struct workspace *workspace = uses->workspace;
    return figure->where.source < workspace->n_loaded ? workspace->loaded[figure->where.source] : NULL;
}

/* What stands around the number in the file: its sentence, or its row. */
static void add_context(struct hash *hash, const struct source *source, const struct figure *figure) {
    size_t mark = 0, mark_len = 0;
    hash_number(hash, (unsigned char)source->delimiter);
    hash_str(hash, source_context(source, figure->where.at, figure->where.len, &mark, &mark_len));
    hash_number(hash, (uint64_t)mark << 32 | (uint32_t)mark_len);
}

static uint64_t number_of_about(const struct about *about) {
    struct hash hash = HASH_START;
    hash_str(&hash, about->place);
    hash_str(&hash, about->within);
    hash_str(&hash, about->code);
    hash_str(&hash, about->group);
    add_period(&hash, about->period);
    add_period(&hash, about->base);
    add_decimal(&hash, about->of);
    hash_str(&hash, str_of(about->unit));
    hash_str(&hash, str_of(about->rule));
    hash_number(&hash, (uint64_t)about->line << 2 | about->total << 1 | about->planned);
    return hash_end(&hash);
}

static uint64_t about_says(const struct uses *uses, const struct about *about) {
    struct uses_about *slot = &uses->said.abouts[(uintptr_t)about / sizeof *about % USES_ABOUTS];
    if (slot->about != about)
        *slot = (struct uses_about){about, number_of_about(about)};
    return slot->number;
}

static uint64_t work_out(const struct uses *uses, const struct figure *figure) {
    const struct source *source = source_of_figure(uses, figure);
    struct hash hash = HASH_START;
    hash_number(&hash, figure->indicator ? figure->indicator->index : MAP_NONE);
    hash_number(&hash, (uint64_t)figure->kind << 16 | (uint64_t)figure->qualifier << 8 | figure->doubtful);
    add_decimal(&hash, figure->value);
    hash_number(&hash, about_says(uses, figure->about));
    struct str quote = figure_quote(&uses->figures, figure);
    hash_str(&hash, quote);
    if (source && memchr(quote.at, source->delimiter, quote.len)) /* the annex shows it otherwise */
        hash_number(&hash, (unsigned char)source->delimiter);
    if (source) {
        hash_number(&hash, uses->of_source[figure->where.source]);
        if (source->kind == SOURCE_TEXT) {
            uint32_t line = 0, column = 0;
            source_position(source, figure->where.at, &line, &column);
            hash_number(&hash, (uint64_t)line << 32 | column);
            add_context(&hash, source, figure);
        }
    }
    return hash_end(&hash);
}

static uint64_t said_by(struct uses *uses, const struct figure *figure) {
    size_t slot = figure->id & (uses->said.n - 1);
    if (uses->said.ids[slot] != (uint32_t)figure->id + 1) {
        uses->said.ids[slot] = (uint32_t)figure->id + 1;
        uses->said.numbers[slot] = work_out(uses, figure);
    }
    return uses->said.numbers[slot];
}

static void add_figure(struct answer *answer, const struct figure *figure) {
    struct uses *uses = answer->uses;
    hash_number(&answer->hash, said_by(uses, figure));
}

/* ---- one function a kind of question ------------------------------------------------------------------------------ */

static uint32_t chain(const struct answer *answer, uint32_t place, uint32_t indicator) {
    return figures_chain(&answer->uses->figures, place, indicator);
}

static void put_chain(struct answer *answer, const struct answer_question *q) {
    const struct figures *figures = &answer->uses->figures;
    for (uint32_t i = chain(answer, q->place, q->indicator); i != MAP_NONE; i = figures->next[i]) {
        const struct figure *figure = figures->items[i];
        if (q->year && figure_year(figures, figure) != q->year)
            continue;
        add_figure(answer, figure);
        if (q->question == ASKED_ORDER) {
            MEM_ROOM(answer->order, answer->n_order, answer->order_cap);
            answer->order[answer->n_order++] = figure->where.source;
        }
    }
}

static void put_shape(struct answer *answer, const struct answer_question *q) {
    const struct figures *figures = &answer->uses->figures;
    for (uint32_t k = 0; k < figures->catalogue->n; k++)
        for (uint32_t i = chain(answer, q->place, k); i != MAP_NONE; i = figures->next[i]) {
            const struct figure *figure = figures->items[i];
            hash_number(&answer->hash, (uint64_t)k << 8 | figure->kind << 1 | figure->about->planned);
            add_period(&answer->hash, figure->about->period);
            if (figure->where.source < answer->uses->workspace->n_loaded)
                hash_number(&answer->hash, answer->uses->of_source[figure->where.source]);
        }
}

static void add_finding(struct answer *answer, const struct finding *finding) {
    struct hash *hash = &answer->hash;
    hash_number(hash,
                (uint64_t)finding->level << 32 | (uint64_t)finding->doubts << 16 | (uint16_t)finding->year);
    hash_number(hash, finding->times);
    hash_str(hash, str_of(finding->check));
    hash_str(hash, str_of(finding->message_vi));
    hash_str(hash, str_of(finding->message_en));
    hash_str(hash, finding->place);
    for (uint32_t i = 0; i < finding->n_figures; i++)
        add_figure(answer, finding->figures[i]);
}

static void put_findings(struct answer *answer, const struct answer_question *q) {
    size_t n = 0;
    const struct finding *findings =
        findings_of(&answer->uses->workspace->findings, &answer->uses->figures, q->name, &n);
    for (size_t i = 0; i < n; i++) {
        bool asked = q->question == ASKED_DOUBTS ? findings[i].doubts
                     : q->indicator && findings[i].level != (enum finding_level)(q->indicator - 1)
                         ? false
                         : !q->year || !findings[i].year || findings[i].year == q->year;
        if (asked)
            add_finding(answer, &findings[i]);
    }
}

static void put_texts(struct answer *answer, const struct answer_question *q) {
    const struct figures *figures = &answer->uses->figures;
    const struct workspace *workspace = answer->uses->workspace;
    for (size_t i = 0; i < workspace->n_loaded; i++) {
        const struct source *source = workspace->loaded[i];
        if (source->kind != SOURCE_TEXT || !place_equal(source->place, q->name))
            continue;
        for (size_t k = 0; k < figures->n; k++)
            if (figures->items[k]->where.source == i)
                add_figure(answer, figures->items[k]);
    }
}

static void put_communes(struct answer *answer, const struct answer_question *q) {
    const struct figures *figures = &answer->uses->figures;
    struct str *places = mem_new(figures->n_places + 1, sizeof *places);
    size_t n = compare_communes(figures, q->name, places, figures->n_places);
    hash_number(&answer->hash, n);
    for (size_t i = 0; i < n; i++)
        hash_str(&answer->hash, places[i]);
    free(places);
}

static void put_places(struct answer *answer) {
    struct arena arena = ARENA_EMPTY;
    const struct str *places;
    uint32_t n = dossier_places(&arena, answer->uses->workspace, answer->dossier->place, &places);
    hash_number(&answer->hash, n);
    for (uint32_t i = 0; i < n; i++)
        hash_str(&answer->hash, places[i]);
    arena_fini(&arena);
}

static void put_all(struct answer *answer) {
    const struct figures *figures = &answer->uses->figures;
    uint64_t *known = &answer->uses->of_all;
    struct hash before = answer->hash;
    if (!*known) {
        answer->hash = HASH_START;
        for (size_t i = 0; i < figures->n; i++)
            add_figure(answer, figures->items[i]);
        *known = hash_end(&answer->hash);
        answer->hash = before;
    }
    hash_number(&answer->hash, *known);
}

/* ---- */

void answer_attached(struct answer *answer) {
    answer->gathered = mem_new(1, sizeof *answer->gathered);
    gather_start(answer->gathered, answer->uses->workspace, &answer->uses->figures, answer->dossier);
    hash_number(&answer->hash, answer->uses->checks);
}

void answer_put(struct answer *answer, const struct answer_question *q) {
    hash_number(&answer->hash, q->question);
    if (answer->gathered)
        gather_question(answer->gathered, q);
    switch (q->question) {
    case ASKED_WHOLE:
    case ASKED_ORDER: put_chain(answer, q); break;
    case ASKED_SHAPE: put_shape(answer, q); break;
    case ASKED_UNITS:
        hash_number(&answer->hash, units_say_place(&answer->uses->units, q->place, q->name));
        break;
    case ASKED_UNIT: hash_number(&answer->hash, units_say(&answer->uses->units, q->unit)); break;
    case ASKED_FINDINGS:
    case ASKED_DOUBTS: put_findings(answer, q); break;
    case ASKED_TEXTS: put_texts(answer, q); break;
    case ASKED_COMMUNES: put_communes(answer, q); break;
    case ASKED_ALL: put_all(answer); break;
    case ASKED_PLACES: put_places(answer); break;
    case ASKED_EXCERPT:
    case ASKED_NOTHING: break;
    }
}

/* ---- evidence ----------------------------------------------------------------------------------------------------- */

/* The figures [from, to) of what was gathered are those of one source: what its excerpt is made of, step by step up to the last
 * that was needed. Which of them is good, and where its figures stand in it, follows from that and from the figures. */
static void add_excerpt(struct answer *answer, size_t from, size_t to) {
    const struct gathered *gathered = answer->gathered;
    uint32_t id = gathered->figures->items[gathered->ids[from]]->where.source;
    const struct sketch *sketch = uses_sketch(answer->uses, id);
    const struct excerpt_wish wish = {gathered->ids + from, to - from};
    struct buf text = BUF_EMPTY;
    for (int step = EXCERPT_CELLS; step <= (int)answer->step; step++) {
        buf_clear(&text);
        excerpt_cut(&text, sketch, &wish, (enum excerpt_step)step, false);
        hash_str(&answer->hash, text.at ? buf_view(&text) : STR(""));
    }
    hash_str(&answer->hash, str_of(sketch->pack ? pack_name(sketch->pack) : ""));
    buf_fini(&text);
}

/* The rows of crosswalks that are carried along. */
static void add_links(struct answer *answer) {
    const struct gathered *gathered = answer->gathered;
    const struct workspace *workspace = answer->uses->workspace;
    size_t n = workspace->settings->crosswalks_count;
    struct arena arena = ARENA_EMPTY;
    struct links_names names = {0};
    if (n == 0)
        return;
    const struct figure **figures = ARENA_ARRAY(&arena, gathered->n, const struct figure *);
    for (size_t i = 0; i < gathered->n; i++)
        figures[i] = gathered->figures->items[gathered->ids[i]];
    links_name_all(&names, &arena, figures, gathered->n, answer->dossier->place);
    for (size_t i = 0; i < n && i < workspace->n_tables; i++) {
        hash_str(&answer->hash, str_of(workspace->tables[i]->path));
        hash_str(&answer->hash, links_excerpt(uses_links(answer->uses, i), &arena, &names));
    }
    links_names_fini(&names);
    arena_fini(&arena);
}

static void add_attached(struct answer *answer) {
    struct gathered *gathered = answer->gathered;
    const struct figures *figures = gathered->figures;
    uint32_t *sources = mem_new(answer->uses->workspace->n_loaded + 1, sizeof *sources);
    size_t n_sources = 0;
    gather_end(gathered);
    for (size_t from = 0, to; from < gathered->n; from = to) {
        uint32_t id = figures->items[gathered->ids[from]]->where.source;
        for (to = from; to < gathered->n && figures->items[gathered->ids[to]]->where.source == id; to++)
            add_figure(answer, figures->items[gathered->ids[to]]);
        if (id >= answer->uses->workspace->n_loaded)
            continue;
        sources[n_sources++] = id;
        add_excerpt(answer, from, to);
    }
    const struct kit_making making = {answer->dossier, answer->style, sources, n_sources};
    hash_number(&answer->hash, answer->uses->files_say(answer->uses->kit, &making));
    free(sources);
    add_links(answer);
    for (size_t i = 0; i < gathered->n_findings; i++)
        add_finding(answer, gathered->findings[i]);
    gather_fini(gathered);
    free(gathered);
    answer->gathered = NULL;
}

/* Which of the sources stands first, second, ... among those that count: others may come between them. */
static void add_order(struct answer *answer) {
    size_t n_sources = answer->uses->workspace->n_loaded;
    uint32_t *ranks = mem_new(n_sources + 1, sizeof *ranks), rank = 0;
    for (size_t i = 0; i < answer->n_order; i++)
        if (answer->order[i] < n_sources)
            ranks[answer->order[i]] = 1;
    for (size_t i = 0; i < n_sources; i++)
        ranks[i] = ranks[i] ? ++rank : 0;
    for (size_t i = 0; i < answer->n_order; i++)
        hash_number(&answer->hash, answer->order[i] < n_sources ? ranks[answer->order[i]] : 0);
    free(ranks);
    free(answer->order);
    answer->order = NULL;
}

uint64_t answer_end(struct answer *answer) {
    if (answer->n_order)
        add_order(answer);
    if (answer->gathered)
        add_attached(answer);
    return hash_end(&answer->hash);
}
