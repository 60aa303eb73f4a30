/* strand.c - periods that go on where a paragraph has ended.
 *
 * A span is the time of what happens in it: "Giai đoạn 2016 - 2020, đã mở 40 lớp ... . Cử 45 cán bộ đi học." Staff as they are
 * have no span, they have a day; so a span goes on for classes, turns and inspections, until a year outside it or "hiện nay"
 * stands before one of them, and staff do not take it. Ratings are of a year's work and posts are given for a year: those without
 * one are of the year of the ones before them, where that was one year only. A heading ends all three. */
#include "extract/context.h"

static bool is_span(struct period period) {
    return period.from && period.from != period.to;
}

/* STRANDS: it goes on in none. */
static enum strand_kind strand_of(const struct reader *reader, const struct reading *reading) {
    const struct pack *pack = reader->pack;
    if (reading->when & pack->ratings)
        return STRAND_RATED;
    if (reading->when & pack->post)
        return STRAND_ASSIGNED;
    return (reading->when & pack->happens) && !reading->ahead ? STRAND_HAPPENED : STRANDS;
}

static void give(struct setting *setting, struct period period, struct said said) {
    setting->period = period;
    setting->period_said = said;
}

void strand_take(const struct reader *reader, const struct reading *reading, struct setting *setting) {
    enum strand_kind kind = strand_of(reader, reading);
    enum origin origin = setting->period_said.origin;
    bool happens = (reading->when & reader->pack->happens) != 0;
    if (origin == ORIGIN_SENTENCE)
        return;
    if (happens && setting->spanned && origin != ORIGIN_PARAGRAPH) {
        give(setting, setting->span, setting->span_said);
        return;
    }
    if (kind == STRANDS)
        return;
    const struct strand *strand = &reader->context->strands[kind];
    if (origin == ORIGIN_NONE && strand->known)
        give(setting, strand->period, strand->said);
}

/* The years of a span, told one by one, leave it as it is. */
static bool lies_within(const struct strand *strand, struct period period) {
    return is_span(strand->period) && period.from >= strand->period.from && period.to <= strand->period.to;
}

void strand_keep(struct reader *reader, const struct reading *reading, const struct setting *setting) {
    struct context *context = reader->context;
    enum strand_kind kind = strand_of(reader, reading);
    struct period period = setting->period;
    if (kind != STRAND_HAPPENED)
        context->elected |= is_span(period) && setting->period_said.origin == ORIGIN_SENTENCE;
    if (kind == STRANDS)
        return;
    struct strand *strand = &context->strands[kind];
    if (kind == STRAND_HAPPENED && strand->known && period.from && lies_within(strand, period))
        return;
    bool other = strand->known && (strand->period.from != period.from || strand->period.to != period.to);
    strand->mixed = kind != STRAND_HAPPENED && (strand->mixed || other);
    strand->known = period.from != 0 && !strand->mixed && (kind != STRAND_HAPPENED || is_span(period));
    strand->period = period;
    strand->said = setting->period_said;
    strand->said.origin = ORIGIN_EARLIER;
    strand->depth = context->depth;
}

void strand_open(struct reader *reader) {
    const struct tokens *tokens = &reader->tokens;
    struct strand *strand = &reader->context->strands[STRAND_HAPPENED];
    if (!tokens->dated || tokens_have(tokens, ROLE_NUMBER) || !tokens_have(tokens, ROLE_FRAME))
        return;
    const struct token *token = tokens->items;
    if (token->role != ROLE_PERIOD || token->base || token->shape != SHAPE_SPAN || !is_span(token->period) ||
        (reader->source->date.year && token->period.to > reader->source->date.year))
        return;
    *strand = (struct strand){.known = true,
                              .period = token->period,
                              .said = context_said_in(context_said_here(token), ORIGIN_EARLIER),
                              .depth = reader->context->depth};
}

void strand_end(struct context *context, uint32_t level) {
    for (int kind = 0; kind < STRANDS; kind++)
        if (level <= context->strands[kind].depth)
            context->strands[kind] = (struct strand){0};
    context->depth = level;
}
