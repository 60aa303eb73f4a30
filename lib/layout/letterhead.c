/* letterhead.c - the head of a report that stands alone: cells 1-5a and 9a of NĐ 30/2020, PL I, II. Two columns with a
 * rule under each (under the motto exactly as long as it, under the others 1/3 to 1/2 of the line), then number and date
 * on one line, then kind, subject and addressees. One slab: a page never parts it. */
#include "layout/block.h"

#define NATION STR("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
#define MOTTO  STR("Độc lập - Tự do - Hạnh phúc")

struct column {
    mpt x, width;
};

/* The text, and a rule under its last line of `percent` of that line's length. Returns the y below. */
static mpt ruled(struct galley *g, struct str text, enum role_name name, struct column c, mpt y,
                 int percent) {
    if (text.len == 0)
        return y;
    const struct role *role = &g->style->roles[name];
    struct run run = inline_str(g, text, role, galley_tag(g, TAG_P), true);
    size_t lines = g->n_lines;
    y = block_column(g, run, role, role->set, c.x, y, c.width);
    if (percent == 0 || g->n_lines == lines)
        return y;
    const struct line *last = &g->lines[g->n_lines - 1];
    mpt length = (mpt)((int64_t)last->natural * percent / 100);
    mpt from = c.x + last->x + (last->natural - length) / 2;
    y += g->style->letterhead.rule_gap;
    galley_rule(g, from, y, from + length, y, g->style->letterhead.rule);
    return y;
}

static mpt width_of(struct galley *g, struct str text, enum role_name name) {
    return inline_most(g, inline_str(g, text, &g->style->roles[name], 0, true));
}

static mpt larger(mpt a, mpt b) {
    return a > b ? a : b;
}

/* Cells 1 to 4; returns the y below. */
static mpt set_columns(struct galley *g, const struct letterhead *head) {
    const struct style *s = g->style;
    mpt width = larger(width_of(g, NATION, ROLE_NATION), width_of(g, head->place_date, ROLE_PLACE_DATE));
    if (width > g->measure * 2 / 3)
        width = g->measure * 2 / 3;
    struct column right = {g->measure - width, width}, left = {0, g->measure - width - s->letterhead.gap};
    mpt y = ruled(g, head->parent, ROLE_PARENT, left, 0, 0);
    mpt left_end = ruled(g, head->issuer, ROLE_ISSUER, left, y, s->letterhead.issuer_rule);
    y = ruled(g, NATION, ROLE_NATION, right, 0, 0);
    mpt right_end = ruled(g, MOTTO, ROLE_MOTTO, right, y, 100);
    y = larger(left_end, right_end) + s->letterhead.date_gap;
    left_end = ruled(g, head->number, ROLE_NUMBER, left, y, 0);
    right_end = ruled(g, head->place_date, ROLE_PLACE_DATE, right, y, 0);
    return larger(left_end, right_end);
}

static mpt set_subject(struct galley *g, const struct letterhead *head, mpt y) {
    struct column whole = {0, g->measure};
    if (head->kind.len == 0 && head->n_subject == 0)
        return y;
    y += g->style->letterhead.kind_gap;
    y = ruled(g, head->kind, ROLE_KIND, whole, y, 0);
    for (uint32_t i = 0; i < head->n_subject; i++) {
        bool last = i + 1 == head->n_subject;
        y = ruled(g, head->subject[i], ROLE_SUBJECT, whole, y, last ? g->style->letterhead.subject_rule : 0);
    }
    return y;
}

/* Cell 9a: one addressee on the line of "Kính gửi:", several each on its own with a dash under the colon. */
static mpt set_addressees(struct galley *g, const struct letterhead *head, mpt y) {
    const struct role *role = &g->style->roles[ROLE_ADDRESSEE];
    uint32_t n = head->n_addressees;
    if (n == 0)
        return y;
    y += role->before;
    if (n == 1) {
        struct str line = arena_printf(g->arena, "Kính gửi: %.*s.", STR_ARG(head->addressees[0]));
        struct run run = inline_str(g, line, role, galley_tag(g, TAG_P), false);
        return block_column(g, run, role, SET_CENTER, 0, y, g->measure) + role->after;
    }
    mpt widest = 0, lead = width_of(g, STR("Kính gửi"), ROLE_ADDRESSEE);
    for (uint32_t i = 0; i < n; i++)
        widest = larger(widest, width_of(g, head->addressees[i], ROLE_ADDRESSEE));
    mpt x = larger((g->measure - lead - widest) / 2, 0);
    y = block_text(g, STR("Kính gửi:"), ROLE_ADDRESSEE, TAG_P, x, y, g->measure - x);
    for (uint32_t i = 0; i < n; i++) {
        const char *end = i + 1 == n ? "." : ";";
        struct str line = arena_printf(g->arena, "- %.*s%s", STR_ARG(head->addressees[i]), end);
        y = block_text(g, line, ROLE_ADDRESSEE, TAG_P, x + lead, y, g->measure - x - lead);
    }
    return y + role->after;
}

void letterhead_set(struct galley *g, const struct node *node) {
    const struct letterhead *head = node->as.letterhead;
    galley_open(g, 0, COST_NONE);
    mpt y = set_columns(g, head);
    y = set_subject(g, head, y);
    y = set_addressees(g, head, y);
    galley_close(g, y, g->style->letterhead.after);
}
