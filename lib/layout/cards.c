/* cards.c - key figures side by side: a ruled row, a hairline between two cards; more than fit in a row go on in further
 * rows of equal columns. */
#include "layout/block.h"

static enum role_name role_of(const struct node *paragraph) {
    switch (paragraph->as.role) {
    case CARD_VALUE: return ROLE_CARD_VALUE;
    case CARD_CHANGE: return ROLE_CARD_CHANGE;
    case CARD_LABEL: break;
    }
    return ROLE_CARD_LABEL;
}

static mpt set_card(struct galley *g, const struct node *card, mpt x, mpt width) {
    mpt y = g->style->cards.pad_y;
    for (const struct node *p = card->first; p; p = p->next) {
        const struct role *role = &g->style->roles[role_of(p)];
        struct run run = inline_node(g, p, role, galley_tag(g, TAG_P));
        y += p == card->first ? 0 : role->before;
        y = block_column(g, run, role, role->set, x, y, width);
    }
    return y + g->style->cards.pad_y;
}

/* Sets up to `n` cards from `card` on; returns the first that is left. */
static const struct node *set_row(struct galley *g, const struct node *card, uint32_t n, struct place place) {
    const struct style *s = g->style;
    mpt column = place.width / (mpt)n, bottom = 0;
    uint32_t k = 0;
    for (; card && k < n; card = card->next, k++) {
        mpt pad = k ? s->cards.pad_x : 0;
        mpt y = set_card(g, card, place.x + (mpt)k * column + pad, column - pad - s->cards.pad_x);
        bottom = y > bottom ? y : bottom;
    }
    for (uint32_t i = 1; i < k; i++) {
        mpt x = place.x + (mpt)i * column;
        galley_rule(g, x, 0, x, bottom, s->cards.part);
    }
    galley_rule(g, place.x, bottom, place.x + place.width, bottom, card ? s->cards.part : s->cards.edge);
    galley_close(g, bottom, card ? 0 : s->cards.after);
    return card;
}

void cards_set(struct galley *g, const struct node *node, struct place place) {
    const struct style *s = g->style;
    uint32_t n = 0, most = s->cards.most > 0 ? (uint32_t)s->cards.most : 1;
    for (const struct node *card = node->first; card; card = card->next)
        n++;
    if (n == 0)
        return;
    uint32_t rows = (n + most - 1) / most, columns = (n + rows - 1) / rows;
    const struct node *card = node->first;
    while (card) {
        bool first = card == node->first;
        galley_open(g, first ? s->cards.before : 0, first ? COST_NONE : COST_GROUP);
        if (first)
            galley_rule(g, place.x, 0, place.x + place.width, 0, s->cards.edge);
        card = set_row(g, card, columns, place);
    }
}
