/* emit.c - from values to nodes. */
#include "doc/emit.h"
#include "doc/reference.h"
#include <stdlib.h>
#include <string.h>

void emit_start(struct emit *emit, struct build *build, uint32_t line, bool marks) {
    *emit = (struct emit){.build = build, .line = line, .marks = marks, .digits = -1};
}

void emit_fini(struct emit *emit) {
    free(emit->stated);
    free(emit->shown);
    free(emit->doubtful);
    free(emit->cautions);
    free(emit->below_notes);
    free(emit->remarks);
    free(emit->breaks);
}

static bool has(const uint32_t *numbers, uint32_t n, uint32_t number) {
    for (uint32_t i = 0; i < n; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

static void put(uint32_t **numbers, uint32_t *n, size_t *cap, uint32_t number) {
    mem_grow((void **)numbers, cap, (size_t)*n + 1, sizeof **numbers);
    (*numbers)[(*n)++] = number;
}

void emit_expect(struct emit *emit, const struct value *value) {
    if (value->type == VALUE_PHRASE)
        for (uint32_t i = 0; i < value->as.phrase.n; i++)
            emit_expect(emit, value->as.phrase.parts[i]);
    if (value->type != VALUE_FACT || value->as.fact.fact.n_from != 1)
        return;
    put(&emit->stated, &emit->n_stated, &emit->stated_cap,
        evidence_figure(emit->build, value->as.fact.fact.from[0]));
}

/* Text behind text is one node. */
void emit_text(struct emit *emit, struct node *parent, struct str text) {
    struct node *last = parent->last;
    if (!text.len)
        return;
    if (last && last->type == NODE_TEXT)
        last->as.text = arena_printf(emit->build->arena, "%.*s%.*s", STR_ARG(last->as.text), STR_ARG(text));
    else
        node_text(emit->build->arena, parent, text)->line = emit->line;
}

static struct node *emit_node(struct emit *emit, struct node *parent, enum node_type type) {
    struct node *node = node_add(parent, node_new(emit->build->arena, type));
    node->line = emit->line;
    return node;
}

/* ---- a number and its sources ------------------------------------------------------------------------------------------ */

/* The entries of `numbers` that are to be shown behind this number, in place; returns how many. */
static uint32_t choose_marks(struct emit *emit, uint32_t *numbers, uint32_t n, bool computed) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (has(emit->shown, emit->n_shown, numbers[i]) ||
            (computed && has(emit->stated, emit->n_stated, numbers[i])))
            continue;
        put(&emit->shown, &emit->n_shown, &emit->shown_cap, numbers[i]);
        numbers[kept++] = numbers[i];
    }
    return kept;
}

#define MARKS_RUN 3 /* so many entries one after the other are one mark: [2-11] */

uint32_t emit_run_end(const uint32_t *numbers, uint32_t n, uint32_t from) {
    uint32_t to = from + 1;
    while (to < n && numbers[to] == numbers[to - 1] + 1)
        to++;
    return to - from < MARKS_RUN ? from + 1 : to;
}

struct str emit_mark_text(struct emit *emit, uint32_t from, uint32_t to) {
    if (from == to)
        return arena_printf(emit->build->arena, "[%u]", (unsigned)from);
    return arena_printf(emit->build->arena, "[%u-%u]", (unsigned)from, (unsigned)to);
}

/* The first mark stands in the number, whose link it shares; the others have links of their own. */
static void emit_marks(struct emit *emit, struct node *figure, struct node *parent, const uint32_t *numbers,
                       uint32_t n, uint32_t first) {
    for (uint32_t i = 0, end; i < n; i = end) {
        end = emit_run_end(numbers, n, i);
        struct str text = emit_mark_text(emit, numbers[i], numbers[end - 1]);
        if (i == 0 && numbers[0] == first) {
            emit_text(emit, emit_node(emit, figure, NODE_SUPERSCRIPT), text);
            continue;
        }
        struct node *superscript = emit_node(emit, parent, NODE_SUPERSCRIPT);
        struct node *link = emit_node(emit, superscript, NODE_LINK);
        link->as.anchor = evidence_entry(emit->build, numbers[i])->anchor;
        emit_text(emit, link, text);
    }
}

void emit_doubt(struct emit *emit, const struct fact *fact) {
    for (uint32_t i = 0; i < fact->n_from; i++)
        if (fact->from[i]->doubtful) {
            MEM_ROOM(emit->doubtful, emit->n_doubtful, emit->doubtful_cap);
            emit->doubtful[emit->n_doubtful++] = fact->from[i];
        }
}

void emit_sort_numbers(uint32_t *numbers, uint32_t n) {
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = i; k > 0 && numbers[k] < numbers[k - 1]; k--) {
            uint32_t number = numbers[k];
            numbers[k] = numbers[k - 1];
            numbers[k - 1] = number;
        }
}

void emit_remark(struct emit *emit, const struct fact *fact) {
    if (!fact->note)
        return;
    MEM_ROOM(emit->remarks, emit->n_remarks, emit->remarks_cap);
    emit->remarks[emit->n_remarks++] = *fact;
}

void emit_gap(struct emit *emit, const char *note) {
    MEM_ROOM(emit->breaks, emit->n_breaks, emit->breaks_cap);
    emit->breaks[emit->n_breaks++] = note;
}

/* Whether the mark of doubt is to stand behind what is made from unlike things: in sentences, cards and cells, but not where
 * the head of the column has it. */
static bool warns(const struct emit *emit) {
    return (emit->marks || emit->below) && !emit->marked;
}

/* Remembers the note: as a caution where the fact is made from unlike things (true), else as a remark. */
static bool emit_noted(struct emit *emit, const struct fact *fact) {
    bool unlike = fact_cautious(fact);
    if (unlike)
        emit_caution(emit, fact->note);
    else
        emit_remark(emit, fact);
    return unlike;
}

/* `printed` as a number that rests on `fact`, and its unit. The mark of doubt stands behind the unit, so that nothing
 * parts the two: 45,1 điểm phần trăm ⚠. */
static void emit_figure(struct emit *emit, struct node *parent, const struct fact *fact, struct str printed,
                        struct str unit) {
    struct build *build = emit->build;
    uint32_t numbers[EMIT_NUMBERS];
    uint32_t n = evidence_of(build, fact, numbers, EMIT_NUMBERS);
    emit_sort_numbers(numbers, n);
    struct node *figure = emit_node(emit, parent, NODE_FIGURE);
    figure->as.figure.anchor = build_anchor(build);
    figure->as.figure.doubtful = fact->doubtful && !emit->marked;
    if (n)
        figure->as.figure.evidence = evidence_entry(build, numbers[0])->anchor;
    for (uint32_t i = 0; i < n; i++)
        evidence_back(build, numbers[i], figure->as.figure.anchor);
    emit_text(emit, figure, printed);
    if (fact->doubtful)
        emit_doubt(emit, fact);
    bool unlike = emit_noted(emit, fact);
    if (fact->note && !unlike && !emit->starred)
        emit_text(emit, figure, STR(EMIT_STAR));
    if (figure->as.figure.doubtful) {
        emit_text(emit, figure, unit);
        emit_text(emit, figure, STR("\xC2\xA0⚠"));
    }
    if (emit->marks && n) {
        uint32_t first = numbers[0];
        uint32_t shown = choose_marks(emit, numbers, n, n > 1 || fact->derived);
        emit_marks(emit, figure, parent, numbers, shown, first);
    }
    if (!figure->as.figure.doubtful)
        emit_text(emit, parent, unit);
    if (unlike && warns(emit) && !fact->doubtful)
        emit_text(emit, parent, STR("\xC2\xA0⚠"));
}

static struct str kept(struct emit *emit, struct buf *text) {
    struct str s = arena_str(emit->build->arena, buf_view(text));
    buf_fini(text);
    return s;
}

/* With the column's digits: zeros are added, digits never dropped. */
static struct value padded(const struct emit *emit, const struct value *value) {
    struct value copy = *value;
    if (emit->bare)
        copy.form = FORM_BARE;
    struct decimal *number = &copy.as.fact.fact.value;
    if (!decimal_missing(*number) && emit->digits > number->scale)
        *number = decimal_round(*number, emit->digits);
    return copy;
}

/* A refusal says why; that nobody states it is said by the dash alone. */
static void emit_missing(struct emit *emit, struct node *parent, const struct fact *fact) {
    emit_text(emit, parent, STR("–"));
    if (fact->note && !emit->starred)
        emit_text(emit, parent, STR(EMIT_STAR));
    emit->dash |= !fact->note;
    emit_remark(emit, fact);
}

static void emit_fact(struct emit *emit, struct node *parent, const struct value *value) {
    if (value_missing(value)) {
        emit_missing(emit, parent, &value->as.fact.fact);
        return;
    }
    struct value shown = padded(emit, value);
    struct buf before = BUF_EMPTY, number = BUF_EMPTY, after = BUF_EMPTY;
    value_before(&before, &shown);
    value_number(&number, &shown);
    value_after(&after, &shown);
    emit_text(emit, parent, kept(emit, &before));
    struct str printed = kept(emit, &number);
    emit_figure(emit, parent, &value->as.fact.fact, printed, kept(emit, &after));
}

void emit_caution(struct emit *emit, const char *note) {
    MEM_ROOM(emit->cautions, emit->n_cautions, emit->cautions_cap);
    emit->cautions[emit->n_cautions++] = note;
}

/* ▲ 45,1 or ▼ 2,2 in the colours of a rise and a fall. */
static void emit_arrow(struct emit *emit, struct node *parent, struct fact size) {
    int sign = decimal_sign(size.value);
    size.value = decimal_abs(size.value);
    if (sign) {
        parent = emit_node(emit, parent, sign > 0 ? NODE_UP : NODE_DOWN);
        emit_text(emit, parent, sign > 0 ? STR("▲ ") : STR("▼ "));
    }
    struct value number = {.type = VALUE_FACT, .form = FORM_BARE, .as.fact.fact = size};
    emit_fact(emit, parent, &number);
}

/* tăng 45,1 điểm phần trăm; không thay đổi. */
static void emit_change(struct emit *emit, struct node *parent, const struct comparison *comparison) {
    struct fact size = comparison->difference;
    struct str word = str_of(comparison_word(comparison));
    if (decimal_sign(size.value) == 0) {
        emit_figure(emit, parent, &size, word, STR(""));
        return;
    }
    emit_text(emit, parent, word);
    emit_text(emit, parent, STR(" "));
    size.value = decimal_abs(size.value);
    struct value number = {.type = VALUE_FACT, .form = FORM_FULL, .as.fact.fact = size};
    emit_fact(emit, parent, &number);
}

/* A dash; where both years state something, or one of them cannot be made, the note says why there is no number. */
static void emit_refused(struct emit *emit, struct node *parent, const struct comparison *comparison) {
    const struct fact *a = &comparison->a, *b = &comparison->b;
    bool stated = !decimal_missing(a->value) && !decimal_missing(b->value);
    bool refused = comparison->note && (stated || a->note || b->note);
    emit_text(emit, parent, refused ? STR("–" EMIT_STAR) : STR("–"));
    if (refused)
        emit_gap(emit, comparison->note);
    emit->dash |= !refused;
}

/* Where the two sides are not quite the same thing the mark shows it; a note follows in any case. */
static void emit_comparison(struct emit *emit, struct node *parent, const struct value *value) {
    const struct comparison *comparison = &value->as.comparison;
    if (value_missing(value)) {
        emit_refused(emit, parent, comparison);
        return;
    }
    if (value->form == FORM_BARE)
        emit_arrow(emit, parent, comparison->difference);
    else
        emit_change(emit, parent, comparison);
    if (!comparison_cautious(comparison))
        return;
    if (warns(emit) && !comparison->difference.doubtful)
        emit_text(emit, parent, STR("\xC2\xA0⚠"));
    emit_caution(emit, comparison->note);
}

static void emit_phrase(struct emit *emit, struct node *parent, const struct value *value) {
    if (value->as.phrase.style != NODE_DOCUMENT)
        parent = emit_node(emit, parent, value->as.phrase.style);
    for (uint32_t i = 0; i < value->as.phrase.n; i++)
        emit_value(emit, parent, value->as.phrase.parts[i]);
}

struct node *emit_footnote(struct emit *emit, struct node *parent) {
    struct node *node = emit_node(emit, parent, NODE_FOOTNOTE);
    node->as.footnote.mark = arena_printf(emit->build->arena, "%u", (unsigned)++emit->build->footnotes);
    return node;
}

/* a) b) ... for the notes under a table: numbers there would be taken for numbers of the cells. */
static struct str below_mark(struct emit *emit, size_t i) {
    return i < 26 ? arena_printf(emit->build->arena, "%c", (int)('a' + i))
                  : arena_printf(emit->build->arena, "%c%c", (int)('a' + i / 26 - 1), (int)('a' + i % 26));
}

/* The same text twice in a table is one note. */
static size_t below_note(struct emit *emit, const struct value *text) {
    struct buf words = BUF_EMPTY, other = BUF_EMPTY;
    size_t i = 0;
    value_print(&words, text);
    for (; i < emit->n_below; i++) {
        buf_clear(&other);
        value_print(&other, emit->below_notes[i]);
        if (str_equal(buf_view(&words), buf_view(&other)))
            break;
    }
    buf_fini(&words);
    buf_fini(&other);
    if (i < emit->n_below)
        return i;
    MEM_ROOM(emit->below_notes, emit->n_below, emit->below_cap);
    emit->below_notes[emit->n_below++] = text;
    return i;
}

static bool in_footnote(const struct node *node) {
    while (node && node->type != NODE_FOOTNOTE)
        node = node->parent;
    return node != NULL;
}

static void emit_note_value(struct emit *emit, struct node *parent, const struct value *value) {
    if (in_footnote(parent)) { /* a note has no notes */
        emit_text(emit, parent, STR(" ("));
        emit_value(emit, parent, value->as.footnote);
        emit_text(emit, parent, STR(")"));
        return;
    }
    if (emit->below && emit->n_below < 26 * 27) {
        struct node *mark = emit_node(emit, parent, NODE_SUPERSCRIPT);
        emit_text(emit, mark, below_mark(emit, below_note(emit, value->as.footnote)));
        return;
    }
    struct node *node = emit_footnote(emit, parent);
    bool marks = emit->marks;
    emit->marks = false;
    emit_value(emit, node, value->as.footnote);
    emit->marks = marks;
}

void emit_value(struct emit *emit, struct node *parent, const struct value *value) {
    switch (value->type) {
    case VALUE_TEXT: emit_text(emit, parent, value->as.text); break;
    case VALUE_PLACE: emit_text(emit, parent, value->as.place); break;
    case VALUE_FACT: emit_fact(emit, parent, value); break;
    case VALUE_COMPARISON: emit_comparison(emit, parent, value); break;
    case VALUE_PHRASE: emit_phrase(emit, parent, value); break;
    case VALUE_FOOTNOTE: emit_note_value(emit, parent, value); break;
    case VALUE_TARGET:
        reference_target(emit->build, parent, value->as.reference.name, STR(""), emit->line);
        break;
    case VALUE_REFERENCE: reference_add(emit->build, parent, value, emit->line); break;
    default: break;
    }
}

/* ---- notes --------------------------------------------------------------------------------------------- */

static bool rests_on(const struct finding *finding, const struct figure *figure) {
    for (uint32_t i = 0; i < finding->n_figures; i++)
        if (finding->figures[i] == figure)
            return true;
    return false;
}

/* Whether the note is new in this section; from now on it is not. */
static bool first_told(struct build *build, const char *note) {
    for (size_t i = 0; i < build->n_explained; i++)
        if (fold_equal(str_of(build->explained[i]), str_of(note)))
            return false;
    MEM_ROOM(build->explained, build->n_explained, build->explained_cap);
    build->explained[build->n_explained++] = note;
    return true;
}

static void add_note(struct emit *emit, struct node *parent, struct str mark, const struct value *text) {
    struct node *note = emit_node(emit, parent, NODE_NOTE);
    emit_text(emit, note, mark);
    emit_value(emit, note, text);
}

static void tell(struct emit *emit, struct node *parent, struct str mark, const char *note) {
    if (first_told(emit->build, note))
        add_note(emit, parent, mark, value_text(emit->build->arena, str_of(note)));
}

#define DOUBT STR("⚠ ")
#define STAR  STR(EMIT_STAR " ")

#define REMARKS_TOLD 40 /* under one table; further ones would be a table of their own */

/* What the stars stand for. Years of which the same is to be said share a note. */
struct starred {
    const char *notes[REMARKS_TOLD];
    size_t n;
};

static struct starred find_starred(struct emit *emit) {
    struct starred out;
    out.n = compare_notes(emit->build->arena, emit->remarks, emit->n_remarks, out.notes, REMARKS_TOLD);
    for (size_t i = 0; i < emit->n_breaks && out.n < REMARKS_TOLD; i++) {
        size_t k = 0;
        while (k < out.n && strcmp(out.notes[k], emit->breaks[i]) != 0)
            k++;
        out.notes[k] = emit->breaks[i];
        out.n += k == out.n;
    }
    return out;
}

/* A caution may say what stars stand for, too: then it is told once, with both marks. */
static void tell_caution(struct emit *emit, struct node *parent, const struct starred *starred,
                         const char *note) {
    size_t within = 0;
    for (size_t i = 0; i < starred->n; i++)
        within += strstr(note, starred->notes[i]) != NULL;
    if (!first_told(emit->build, note))
        return;
    for (size_t i = 0; i < starred->n; i++)
        if (strstr(note, starred->notes[i]))
            first_told(emit->build, starred->notes[i]);
    add_note(emit, parent, within ? STR(EMIT_STAR ", ⚠ ") : DOUBT,
             value_text(emit->build->arena, str_of(note)));
}

#define TOGETHER 3 /* so many notes are one paragraph; more are a list */

static void tell_starred(struct emit *emit, struct node *parent, const struct starred *starred) {
    struct node *note = NULL;
    for (size_t i = 0; i < starred->n; i++) {
        if (!first_told(emit->build, starred->notes[i]))
            continue;
        if (note && starred->n <= TOGETHER) {
            emit_text(emit, note, STR(" "));
            emit_text(emit, note, str_of(starred->notes[i]));
            continue;
        }
        add_note(emit, parent, STAR, value_text(emit->build->arena, str_of(starred->notes[i])));
        note = parent->last;
    }
}

/* The findings that put `figure` in doubt. */
static void tell_doubt(struct emit *emit, struct node *parent, const struct figure *figure) {
    const struct doc_input *input = emit->build->input;
    size_t n = 0;
    const struct finding *findings =
        findings_doubting(input->findings, input->figures, figure->about->place, &n);
    for (size_t i = 0; i < n; i++)
        if (findings[i].doubts && rests_on(&findings[i], figure))
            tell(emit, parent, DOUBT, findings[i].message_vi);
}

void emit_notes(struct emit *emit, struct node *parent, const struct value *note) {
    bool marks = emit->marks;
    emit->marks = emit->below = false;
    for (size_t i = 0; i < emit->n_below; i++) {
        struct node *line = emit_node(emit, parent, NODE_NOTE);
        emit_text(emit, emit_node(emit, line, NODE_SUPERSCRIPT), below_mark(emit, i));
        emit_text(emit, line, STR(" "));
        emit_value(emit, line, emit->below_notes[i]);
    }
    for (size_t i = 0; i < emit->n_doubtful; i++)
        tell_doubt(emit, parent, emit->doubtful[i]);
    struct starred starred = find_starred(emit);
    for (size_t i = 0; i < emit->n_cautions; i++)
        tell_caution(emit, parent, &starred, emit->cautions[i]);
    tell_starred(emit, parent, &starred);
    if (note)
        add_note(emit, parent, STR(""), note);
    if (emit->dash && first_told(emit->build, "–"))
        add_note(emit, parent, STR(""),
                 value_text(emit->build->arena, STR("Dấu “–”: nguồn không nêu số liệu.")));
    emit->marks = marks;
}
