/* emit_notes.c - what stands below: footnotes, the notes of a table, and what the marks of doubt, the stars and the dash mean. */
#include "doc/emit.h"
#include <string.h>

/* ---- notes of the author ----------------------------------------------------------------------------------------------- */

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

void emit_note(struct emit *emit, struct node *parent, const struct value *text) {
    if (in_footnote(parent)) { /* a note has no notes */
        emit_text(emit, parent, STR(" ("));
        emit_value(emit, parent, text);
        emit_text(emit, parent, STR(")"));
        return;
    }
    if (emit->below && emit->n_below < 26 * 27) {
        struct node *mark = emit_node(emit, parent, NODE_SUPERSCRIPT);
        emit_text(emit, mark, below_mark(emit, below_note(emit, text)));
        return;
    }
    struct node *node = emit_footnote(emit, parent);
    bool marks = emit->marks;
    emit->marks = false;
    emit_value(emit, node, text);
    emit->marks = marks;
}

/* ---- notes that explain marks ------------------------------------------------------------------------------------------- */

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
