/* signature.c - the foot of a report that stands alone: "Nơi nhận" on the left, post, room for the signature and name on
 * the right (cells 7a-7c and 9b of NĐ 30/2020, PL I, II). One slab, never alone on a page. */
#include "layout/block.h"

static mpt set_recipients(struct galley *g, const struct signature *sign, mpt width) {
    if (sign->n_recipients == 0)
        return 0;
    mpt y = block_text(g, STR("Nơi nhận:"), ROLE_RECIPIENTS, TAG_P, 0, 0, width);
    uint32_t outer = g->tag;
    g->tag = galley_tag(g, TAG_L);
    for (uint32_t i = 0; i < sign->n_recipients; i++) {
        const char *end = i + 1 == sign->n_recipients ? "." : ";";
        struct str line = arena_printf(g->arena, "- %.*s%s", STR_ARG(sign->recipients[i]), end);
        y = block_text(g, line, ROLE_RECIPIENT, TAG_LI, 0, y, width);
    }
    g->tag = outer;
    return y;
}

static mpt set_signer(struct galley *g, const struct signature *sign, mpt x, mpt width) {
    mpt y = 0;
    for (uint32_t i = 0; i < sign->n_post; i++)
        y = block_text(g, sign->post[i], ROLE_POST, TAG_P, x, y, width);
    if (g->doc->signature || g->style->signature.field)
        galley_link(g, PAGE_SIGNATURE, galley_tag(g, TAG_FORM), x, y, x + width,
                    y + g->style->signature.room);
    y += g->style->signature.room;
    return block_text(g, sign->name, ROLE_SIGNER, TAG_P, x, y, width);
}

void signature_set(struct galley *g, const struct node *node) {
    const struct style *s = g->style;
    const struct signature *sign = node->as.signature;
    mpt left = (mpt)((int64_t)g->measure * s->signature.left / 100);
    mpt right = (mpt)((int64_t)g->measure * s->signature.right / 100);
    galley_open(g, s->signature.before, COST_FORBID);
    mpt left_end = set_recipients(g, sign, left);
    mpt right_end = set_signer(g, sign, g->measure - right, right);
    galley_close(g, left_end > right_end ? left_end : right_end, 0);
}
