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

/* Puts more text into a node, with room for as much again: a phrase may have thousands of parts. */
static void lengthen(struct emit *emit, struct node *node, struct str more) {
    struct str text = node->as.text;
    if (text.at != emit->longer_text || text.len + more.len > emit->longer_room) {
        emit->longer_room = 2 * (text.len + more.len);
        emit->longer_text = arena_raw(emit->build->arena, emit->longer_room + 1, 1);
        memcpy(emit->longer_text, text.at, text.len);
    }
    memcpy(emit->longer_text + text.len, more.at, more.len);
    emit->longer_text[text.len + more.len] = '\0';
    node->as.text = (struct str){emit->longer_text, text.len + more.len};
}

/* Text behind text is one node. */
void emit_text(struct emit *emit, struct node *parent, struct str text) {
    struct node *last = parent->last;
    if (!text.len)
        return;
    if (last && last->type == NODE_TEXT)
        lengthen(emit, last, text);
    else
        node_text(emit->build->arena, parent, text)->line = emit->line;
}

struct node *emit_node(struct emit *emit, struct node *parent, enum node_type type) {
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

void emit_value(struct emit *emit, struct node *parent, const struct value *value) {
    switch (value->type) {
    case VALUE_TEXT: emit_text(emit, parent, value->as.text); break;
    case VALUE_PLACE: emit_text(emit, parent, value->as.place); break;
    case VALUE_FACT: emit_fact(emit, parent, value); break;
    case VALUE_COMPARISON: emit_comparison(emit, parent, value); break;
    case VALUE_PHRASE: emit_phrase(emit, parent, value); break;
    case VALUE_FOOTNOTE: emit_note(emit, parent, value->as.footnote); break;
    case VALUE_TARGET:
        reference_target(emit->build, parent, value->as.reference.name, STR(""), emit->line);
        break;
    case VALUE_REFERENCE: reference_add(emit->build, parent, value, emit->line); break;
    default: break;
    }
}
