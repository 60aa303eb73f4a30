/* uses.c - questions to text and back, and today's answers as a number. See uses.h for what it is good for. */
#include "batch/uses.h"
#include "batch/answer.h"
#include <stdlib.h>
#include <string.h>

/* The text: the style, then for each place or unit that was asked about its name and the questions, packed without it. No name has
 * a control character in it, so that none is taken for a mark. */
#define GROUP_MARK '\x1e'
#define ITEM_MARK  '\x1f'
#define OWN_MARK   '\x1d' /* in place of the dossier's own place */
#define NONE_MARK  '\x1c' /* the questions without a place */
#define UNIT_MARK  '\x1b' /* before the name of a unit, see units_say.h */
#define READS_MAX  256u   /* texts that are kept read */

void uses_init(struct uses *uses, const struct workspace *workspace, uint64_t checks) {
    *uses = (struct uses){.workspace = workspace, .figures = workspace->figures, .checks = checks};
    uses->figures.log = NULL;
    uses->figures.asked = NULL;
    for (uses->said.n = 64; uses->said.n < USES_KEPT && uses->said.n < workspace->figures.n;)
        uses->said.n *= 2;
    uses->said.ids = mem_new(uses->said.n, sizeof *uses->said.ids);
    uses->said.numbers = mem_new(uses->said.n, sizeof *uses->said.numbers);
    uses->said.abouts = mem_new(USES_ABOUTS, sizeof *uses->said.abouts);
    uses->sketches = mem_new(workspace->n_loaded + 1, sizeof *uses->sketches);
    uses->links = mem_new(workspace->n_tables + 1, sizeof *uses->links);
    units_say_init(&uses->units, &uses->figures);
    uses->of_source = mem_new(workspace->n_loaded + 1, sizeof *uses->of_source);
    for (size_t i = 0; i < workspace->n_loaded; i++)
        uses->of_source[i] = answer_source(workspace->loaded[i]);
}

struct uses_read {
    struct str style;
    struct uses_group {
        struct str name;
        bool own;
        uint32_t place; /* index in figures->places; of the own one: found for each dossier */
        /* index in the table of units; MAP_NONE: it is about none, or one that is there no more */
        uint32_t unit;
        uint32_t first, n;
    } * groups;
    size_t n_groups;
    uint32_t *items;        /* question 4 bits, year 12, indicator 16 */
    enum excerpt_step step; /* with evidence: of its excerpts, the last that was needed */
};

const struct sketch *uses_sketch(struct uses *uses, uint32_t source) {
    struct sketch *sketch = &uses->sketches[source];
    const struct workspace *workspace = uses->workspace;
    if (!sketch->source)
        sketch_make(sketch, &uses->figures, workspace->loaded[source], workspace->read_by[source]);
    return sketch;
}

const struct links *uses_links(struct uses *uses, size_t table) {
    struct links *links = &uses->links[table];
    if (!links->table)
        links_make(links, uses->workspace->tables[table]);
    return links;
}

void uses_fini(struct uses *uses) {
    for (size_t i = 0; uses->links && i < uses->workspace->n_tables; i++)
        links_fini(&uses->links[i]);
    free(uses->links);
    units_say_fini(&uses->units);
    free(uses->of_source);
    free(uses->said.ids);
    free(uses->said.numbers);
    free(uses->said.abouts);
    for (size_t i = 0; uses->sketches && i < uses->workspace->n_loaded; i++)
        sketch_fini(&uses->sketches[i]);
    free(uses->sketches);
    free(uses->reads);
    map_fini(&uses->by_text);
    arena_fini(&uses->arena);
}

/* ---- writing ------------------------------------------------------------------------------------------------------ */

/* Whom a question is about: the dossier's own place, nobody, a place by its index in places, or a unit by its own. */
enum asked_whom { OWN, NOBODY, PLACE, UNIT };

struct asked_item {
    uint64_t whom; /* enum asked_whom 32 bits, index 32 */
    uint32_t rest;
};

static int by_whom(const void *a, const void *b) {
    const struct asked_item *x = a, *y = b;
    if (x->whom != y->whom)
        return x->whom < y->whom ? -1 : 1;
    return (x->rest > y->rest) - (x->rest < y->rest);
}

static enum asked_whom whom_of(const struct figures_asking *asking, uint32_t own) {
    switch (asking->question) {
    case ASKED_UNIT: return UNIT;
    case ASKED_ALL:
    case ASKED_PLACES:
    case ASKED_EXCERPT: return NOBODY;
    default: return asking->place == own ? OWN : PLACE;
    }
}

static struct asked_item item_of(const struct figures_asking *asking, uint32_t own) {
    enum asked_whom whom = whom_of(asking, own);
    uint32_t index = whom == PLACE || whom == UNIT ? asking->place : 0;
    return (struct asked_item){(uint64_t)whom << 32 | index, (uint32_t)asking->question << 28 |
                                                                 (uint32_t)asking->year << 16 |
                                                                 asking->indicator};
}

static bool put_name(struct buf *out, struct str name) {
    buf_str(out, name);
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.at[i] < 0x20)
            return false;
    return true;
}

static struct str name_of(const struct figures_asked *asked, const struct uses *uses, uint32_t place) {
    return place < uses->figures.n_places ? uses->figures.places[place]
                                          : asked->names[place - uses->figures.n_places];
}

static bool put_whom(struct buf *out, uint64_t whom, const struct figures_asked *asked, struct uses *uses) {
    buf_char(out, GROUP_MARK);
    switch ((enum asked_whom)(whom >> 32)) {
    case OWN: buf_char(out, OWN_MARK); return true;
    case NOBODY: buf_char(out, NONE_MARK); return true;
    case UNIT: buf_char(out, UNIT_MARK); return put_name(out, units_say_name(&uses->units, (uint32_t)whom));
    case PLACE: break;
    }
    return put_name(out, name_of(asked, uses, (uint32_t)whom));
}

static bool put_items(struct buf *out, const struct asked_item *items, size_t n,
                      const struct figures_asked *asked, struct uses *uses) {
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || items[i].whom != items[i - 1].whom)
            ok &= put_whom(out, items[i].whom, asked, uses);
        buf_printf(out, "%c%x", ITEM_MARK, (unsigned)items[i].rest);
    }
    return ok;
}

struct str uses_write(struct arena *arena, const struct figures_asked *asked, struct uses *uses,
                      const struct workspace_dossier *dossier, struct str style) {
    struct buf out = BUF_EMPTY;
    uint32_t own = figures_place(&uses->figures, dossier->place);
    for (size_t i = 0; own == MAP_NONE && i < asked->n_names; i++)
        if (str_equal(asked->names[i], dossier->place))
            own = (uint32_t)(uses->figures.n_places + i);
    struct asked_item *items = mem_new(asked->n + 1, sizeof *items);
    for (size_t i = 0; i < asked->n; i++) {
        struct figures_asking asking = figures_asked_at(asked, i);
        items[i] = item_of(&asking, own);
    }
    qsort(items, asked->n, sizeof *items, by_whom);
    bool ok = put_name(&out, style) && put_items(&out, items, asked->n, asked, uses);
    if (!ok) { /* a name has a mark in it: then all figures are asked for */
        buf_clear(&out);
        buf_printf(&out, "%c%c%c%x", GROUP_MARK, NONE_MARK, ITEM_MARK, (unsigned)ASKED_ALL << 28);
    }
    struct str text = arena_str(arena, buf_view(&out));
    free(items);
    buf_fini(&out);
    return text;
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

/* Up to the next mark; `*at` behind what was taken. */
static struct str take_until_mark(struct str text, size_t *at) {
    size_t from = *at;
    while (*at < text.len && text.at[*at] != GROUP_MARK && text.at[*at] != ITEM_MARK)
        (*at)++;
    return str_cut(text, from, *at);
}

static size_t count_marks(struct str text, char mark) {
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.at[i] == mark;
    return n;
}

static void read_group(struct uses *uses, struct uses_read *read, struct str name, uint32_t first) {
    struct uses_group *group = &read->groups[read->n_groups++];
    char mark = name.len ? name.at[0] : '\0';
    *group = (struct uses_group){name, mark == OWN_MARK, MAP_NONE, MAP_NONE, first, 0};
    if (mark == UNIT_MARK)
        group->unit = units_say_find(&uses->units, str_cut(name, 1, name.len));
    else if (mark != OWN_MARK && mark != NONE_MARK)
        group->place = figures_place(&uses->figures, name);
}

/* Of the sources more is asked for than figures. */
static void note_more(struct uses_read *read, uint32_t item) {
    uint32_t step = item & 0xFFFF;
    if (item >> 28 == ASKED_EXCERPT && step < EXCERPT_STEPS && step > read->step)
        read->step = (enum excerpt_step)step;
}

/* Texts come from the state, whose lines are checked, or from uses_write. */
static void read_text(struct uses *uses, struct uses_read *read, struct str text) {
    size_t n_items = count_marks(text, ITEM_MARK), at = 0;
    uint32_t n = 0;
    read->style = take_until_mark(text, &at);
    read->groups = ARENA_ARRAY(&uses->arena, count_marks(text, GROUP_MARK) + 1, struct uses_group);
    read->items = ARENA_ARRAY(&uses->arena, n_items + 1, uint32_t);
    while (at < text.len) {
        char mark = text.at[at++];
        struct str part = take_until_mark(text, &at);
        if (mark == GROUP_MARK) {
            read_group(uses, read, part, n);
        } else if (read->n_groups) {
            read->items[n] = (uint32_t)strtoul(part.at, NULL, 16);
            note_more(read, read->items[n]);
            read->groups[read->n_groups - 1].n++;
            n++;
        }
    }
}

static const struct uses_read *read_once(struct uses *uses, struct str text) {
    uint32_t known = map_find(&uses->by_text, text);
    if (known == MAP_NONE && uses->n_reads == READS_MAX) {
        map_fini(&uses->by_text);
        arena_reset(&uses->arena);
        uses->n_reads = 0;
    }
    if (known == MAP_NONE) {
        struct str kept = arena_str(&uses->arena, text);
        MEM_ROOM(uses->reads, uses->n_reads, uses->reads_cap);
        known = (uint32_t)uses->n_reads++;
        uses->reads[known] = (struct uses_read){0};
        read_text(uses, &uses->reads[known], kept);
        map_put(&uses->by_text, kept, known);
    }
    return &uses->reads[known];
}

/* ---- answers ------------------------------------------------------------------------------------------------------ */

uint64_t uses_answers(struct uses *uses, struct str text, const struct workspace_dossier *dossier,
                      uint64_t (*style_says)(void *aux, struct str style), void *aux) {
    const struct uses_read *read = read_once(uses, text);
    struct answer answer = {
        .uses = uses, .dossier = dossier, .hash = HASH_START, .style = read->style, .step = read->step};
    uint32_t own = figures_place(&uses->figures, dossier->place);
    if (dossier->evidence)
        answer_attached(&answer);
    hash_number(&answer.hash, read->style.len ? style_says(aux, read->style) : 0);
    for (size_t i = 0; i < read->n_groups; i++) {
        const struct uses_group *group = &read->groups[i];
        for (uint32_t k = group->first; k < group->first + group->n; k++) {
            struct answer_question question = {
                .question = (enum figures_question)(read->items[k] >> 28),
                .year = (int)(read->items[k] >> 16 & 0xFFF),
                .indicator = read->items[k] & 0xFFFF,
                .unit = group->unit,
                .place = group->own ? own : group->place,
                .name = group->own ? dossier->place : group->name,
            };
            answer_put(&answer, &question);
        }
    }
    return answer_end(&answer);
}
