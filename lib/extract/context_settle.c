/* context_settle.c - which places and periods of a sentence count, before its numbers are bound. */
#include "extract/context.h"

#define PLACE_MOST 96 /* [bytes] of a name that is looked for with other capitals */

/* ---- places ------------------------------------------------------------------------------------------------------------ */

static enum place_level level_of(const struct reader *reader, struct str place) {
    return place_level(place, reader->source->place);
}

/* "toàn huyện": the source's own place where it is one, else the last that was named. */
static struct str whole_place(const struct reader *reader, struct str class_word) {
    struct str own = reader->source->place;
    if (level_of(reader, class_word) == PLACE_NATION)
        return class_word;
    if (str_starts(own, class_word))
        return own;
    for (int level = PLACE_COMMUNE; level > PLACE_UNKNOWN; level--)
        if (str_starts(reader->context->named[level], class_word))
            return reader->context->named[level];
    return own;
}

/* "(xã Mỹ Sơn 02, xã Mỹ Hòa 01)": each has its number. */
static bool is_key(const struct tokens *tokens, size_t i) {
    for (i++; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        if (token->role != ROLE_QUALIFIER && !token_is_mark(token, ':') && !token_is_word(token, WORD_HAVE) &&
            !token_is_word(token, WORD_IS))
            return token->role == ROLE_NUMBER;
    }
    return false;
}

/* "tại các xã Gia Lâm, Thạch Bình, ...": the first of several, and none is what figures are about. */
static bool is_plural(const struct reader *reader, size_t i) {
    return reader->tokens.items[i].role == ROLE_PLACE && !is_key(&reader->tokens, i) &&
           naming_word_before(reader, NAMING_SEVERAL, reader->tokens.items[i].at);
}

/* "Tại huyện Cam Lộ, xã Thanh An ...": the larger one stands first, and the smaller one is spoken of. */
static bool lies_in_last(const struct tokens *tokens, size_t i, struct str own) {
    const struct token *last =
        i >= 2 && token_is_mark(&tokens->items[i - 1], ',') ? &tokens->items[i - 2] : NULL;
    return last && last->role == ROLE_PLACE && last->place.len &&
           place_level(last->place, own) < place_level(tokens->items[i].place, own) &&
           place_level(last->place, own) != PLACE_UNKNOWN;
}

/* Behind a place and a comma, or in brackets, a place only says where the first one lies. */
static bool is_container(const struct tokens *tokens, size_t i, bool listed, struct str own) {
    if (tokens->items[i].inside)
        return !is_key(tokens, i);
    if (tokens->items[i].itself || listed || lies_in_last(tokens, i, own))
        return false;
    if (i >= 2 && token_is_mark(&tokens->items[i - 1], ',') && tokens->items[i - 2].role == ROLE_PLACE)
        return true;
    return i >= 1 && tokens->items[i - 1].role == ROLE_PLACE && tokens->items[i - 1].place.len != 0;
}

/* Two words at least: one alone is too often no place ("Bình", "Trung"). */
static void know_place(struct context *context, struct str place) {
    if (context->n_known == KNOWN || str_find(place_bare(place), STR(" "), 0) == STR_NONE)
        return;
    for (size_t i = 0; i < context->n_known; i++)
        if (str_equal(context->known[i], place))
            return;
    context->known[context->n_known++] = place;
}

/* "huyện Bình liêu": the source's own place, whatever letters are capitals. */
static bool is_own_place(const struct reader *reader, const struct token *token) {
    char folded[PLACE_MOST];
    struct str own = reader->source->place;
    if (own.len == 0 || own.len > sizeof folded || token->role != ROLE_PLACE)
        return false;
    fold_into(own, folded);
    struct str text = str_cut(reader->source->folded, token->at, reader->source->folded.len);
    size_t end = own.len;
    return str_starts(text, (struct str){folded, own.len}) && token->end < token->at + own.len &&
           (end >= text.len || !text_is_letter(text_next(text, &end)));
}

static void settle_place(struct reader *reader, size_t i, bool listed) {
    struct context *context = reader->context;
    struct token *token = &reader->tokens.items[i];
    if (token->role == ROLE_WHOLE) {
        token->place = whole_place(reader, token->phrase->as.place);
        return;
    }
    enum place_level level = level_of(reader, token->place);
    bool own = place_equal(token->place, reader->source->place) || is_own_place(reader, token);
    if (own)
        token->place = reader->source->place;
    else if (is_container(&reader->tokens, i, listed, reader->source->place) ||
             (!listed && is_plural(reader, i)))
        token->place = STR("");
    else if (level != PLACE_UNKNOWN && level < context->level && !is_key(&reader->tokens, i))
        token->place = STR("");
    if (token->place.len)
        context->named[level] = token->place;
    if (token->place.len && (level > context->level || level == PLACE_UNKNOWN) && !own)
        know_place(context, token->place);
}

/* ---- periods ----------------------------------------------------------------------------------------------------------- */

/* Is the period at `i` what a comparison starts from? */
static bool is_base(const struct tokens *tokens, size_t i) {
    for (size_t back = 0; i-- > 0 && back < 3; back++) {
        const struct token *token = &tokens->items[i];
        if (token_is_word(token, WORD_COMPARE) || token_has_trait(token, TRAIT_COMPARES))
            return true;
        bool same = back == 0 && token->role == ROLE_PERIOD && token->base; /* "so với cùng kỳ năm 2020" */
        if (!same && token->role != ROLE_OTHER && token->role != ROLE_LABEL && token->role != ROLE_FRAME &&
            !token_is_mark(token, '('))
            return false;
    }
    return false;
}

/* "trong 5 năm": how many; 0 where it does not say. */
static int years_held(const struct reader *reader, const struct token *token) {
    int years = token_has_trait(token, TRAIT_COUNTED)
                    ? numeral_said(str_cut(reader->source->folded, token->at, token->end))
                    : 0;
    return years > 0 ? years : 0;
}

/* Is it so many years long, from one to the other or with both? */
static bool lasts(struct period span, int years) {
    return span.to - span.from == years || span.to - span.from == years - 1;
}

/* "trong giai đoạn này", "trong 5 năm": the span that a heading or the title names, else the last that the text has told of and
 * that is so long. */
static struct period span_held(const struct reader *reader, const struct token *token) {
    const struct context *context = reader->context;
    int years = years_held(reader, token);
    if (context->span.from && (years == 0 || lasts(context->span, years)))
        return context->span;
    return years == 0 || lasts(context->told, years) ? context->told : (struct period){0};
}

/* "đầu nhiệm kỳ": the first year of the span that the sentence, a heading or the title named. */
static void settle_end(struct reader *reader, size_t i) {
    struct token *token = &reader->tokens.items[i];
    struct context *context = reader->context;
    struct period span = context->spoken.from ? context->spoken : context->span;
    for (size_t k = 0; k < reader->tokens.n; k++)
        if (reader->tokens.items[k].role == ROLE_PERIOD && reader->tokens.items[k].shape == SHAPE_SPAN)
            span = reader->tokens.items[k].period;
    if (token->base) /* "so với đầu nhiệm kỳ" */
        span = context->term;
    if (token->period.from) /* "đầu nhiệm kỳ 2016 - 2021 ..., cuối nhiệm kỳ" */
        span = context->spoken = token->period;
    int year = token->shape == SHAPE_FIRST ? span.from : span.to;
    token->period.from = token->period.to = (int16_t)year;
    token->untold = (!year || span.from == span.to) && !token->base;
    token->shape = SHAPE_YEAR;
}

/* What is asked for of the sentence as a whole. */
static void note_all(struct tokens *tokens) {
    uint32_t roles = 0, words = 0;
    features says = 0;
    bool dated = false, placed = false;
    for (size_t i = 0; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        dated |= token->dated;
        placed |= token->place.len > 0;
        roles |= UINT32_C(1) << token->role;
        words |= token->role == ROLE_WORD ? UINT32_C(1) << token->phrase->as.word : 0;
        says |= token->gives | token->sets;
    }
    tokens->dated = dated;
    tokens->placed = placed;
    tokens->roles = roles;
    tokens->words = words;
    tokens->says = says;
}

/* "nhiệm kỳ trước là 12,9%": of the term before the one that the sentence, a heading or the title named. What is held against it
 * is held against no year. */
static void settle_before(struct reader *reader, struct token *token) {
    const struct context *context = reader->context;
    struct period span = context->spoken.from ? context->spoken
                         : context->term.from ? context->term
                                              : context->span;
    const struct tokens *tokens = &reader->tokens;
    for (const struct token *other = tokens->items; other < token; other++)
        if (other->role == ROLE_PERIOD && other->shape == SHAPE_SPAN)
            span = other->period;
    int years = span.to - span.from;
    token->untold = !token->base && years <= 0;
    token->period = (struct period){0};
    if (!token->base && years > 0)
        token->period = (struct period){.from = (int16_t)(span.from - years), .to = span.from};
    token->shape = SHAPE_SPAN;
}

static void settle_period(struct reader *reader, size_t i) {
    struct token *token = &reader->tokens.items[i];
    token->base = is_base(&reader->tokens, i);
    if (token->shape == SHAPE_SAME) {
        token->period = reader->context->year;
        token->base = !token->period.from;
    } else if (token->shape == SHAPE_HELD) {
        token->period = span_held(reader, token);
        token->base = !token->period.from; /* nobody named the years: it says nothing */
    } else if (token->shape == SHAPE_FIRST || token->shape == SHAPE_LAST) {
        settle_end(reader, i);
    } else if (token->shape == SHAPE_BEFORE) {
        settle_before(reader, token);
    }
}

void context_settle(struct reader *reader) {
    struct tokens *tokens = &reader->tokens;
    bool listed = false; /* "ở xã A, xã B lần lượt là": side by side */
    for (size_t i = 0; tokens->counts && i < tokens->n; i++)
        listed = listed || token_is_word(&tokens->items[i], WORD_IN_ORDER);
    for (size_t i = 0; i < tokens->n; i++) {
        struct token *token = &tokens->items[i];
        if (token->role == ROLE_PLACE || token->role == ROLE_WHOLE)
            settle_place(reader, i, listed);
        else if (token->role == ROLE_PERIOD)
            settle_period(reader, i);
        token->dated = token->role == ROLE_PERIOD || (token->sets & reader->pack->now);
        if (token->role != ROLE_PERIOD)
            token->shape = SHAPE_NOW;
    }
    note_all(tokens);
}
