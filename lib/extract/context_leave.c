/* context_leave.c - what a sentence, an item or a heading hands on to those that follow. */
#include "extract/context.h"

#define OPENING       3 /* tokens: what stands so near the head of a sentence opens it */
#define PLACES_LISTED 3 /* so many in one sentence are a list, none of them its subject */

/* "Bảng 2.3. Trình độ của công chức năm 2018": its year is that of what stands below, as a heading's is. */
static bool is_caption(const struct reader *reader, const struct passage *passage) {
    return naming_at(reader, LINE_CAPTION, passage->at, passage->at + passage->len) > 0;
}

static bool is_heading_period(bool heading, const struct token *token) {
    return heading ? token->shape == SHAPE_YEAR || token->shape == SHAPE_UNTIL || token->shape == SHAPE_SPAN
                   : true;
}

/* What opens the sentence, or stands before its first number, is handed on. */
static void leave_period(const struct reader *reader, struct scope *scope, bool heading) {
    const struct tokens *tokens = &reader->tokens;
    const struct token *found = NULL;
    bool number = false, opening = false;
    for (size_t i = 0; i < tokens->n && !number; i++) {
        const struct token *token = &tokens->items[i];
        number = token->role == ROLE_NUMBER;
        bool relative =
            token->shape == SHAPE_NEXT || token->shape == SHAPE_PREVIOUS || token->shape == SHAPE_THIS;
        if (!token->dated || token->base || token->untold || token->inside || relative ||
            !is_heading_period(heading, token) || (scope->has_period && token_has_trait(token, TRAIT_APART)))
            continue;
        bool own = !found || token->role == ROLE_PERIOD;
        if (own && (!found || !heading)) /* a heading's first: "năm 2021 và phương hướng năm 2022" */
            found = token;
        opening = i < OPENING || (i + 1 < tokens->n && token_is_mark(&tokens->items[i + 1], ','));
    }
    bool introduces = tokens->n && token_is_mark(&tokens->items[tokens->n - 1], ':');
    if (!found || !(number || opening || introduces || heading))
        return;
    scope->has_period = true;
    scope->period = found->period;
    scope->period_said = context_said_here(found);
    bool span = found->shape == SHAPE_SPAN || found->shape == SHAPE_SINCE || found->shape == SHAPE_HELD;
    bool elects = token_has_trait(found, TRAIT_TERM) && !number &&
                  !heading; /* "Đại hội nhiệm kỳ ... đã xong. Trong số ..." */
    scope->framed = span && !introduces && !elects;
    scope->as_of = found->shape == SHAPE_UNTIL;
    scope->elected = reader->context->elected;
}

/* "giai đoạn 2016 - 2020" in a heading or a sentence before: the years that "tăng từ X lên Y" is between where no others
 * are named. */
static void leave_span(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    bool heads = passage->kind == PASSAGE_HEADING || context->titled;
    struct period *span = heads ? &context->span : &context->spoken;
    int year = reader->source->date.year;
    bool named = false;
    for (size_t i = 0; reader->tokens.dated && i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_PERIOD && !token->base && !token->aimed &&
            (token->shape == SHAPE_YEAR || token->shape == SHAPE_UNTIL) &&
            (!year || token->period.to <= year))
            context->year = token->period;
        bool to_come = year && token->period.from >= year;
        if (token->role != ROLE_PERIOD || token->shape != SHAPE_SPAN || (named && (heads || to_come)))
            continue; /* "... nhiệm kỳ 2015 - 2020, phương hướng nhiệm kỳ 2020 - 2025" */
        named = true;
        *span = token->period;
        if (token_has_trait(token, TRAIT_TERM))
            context->term = token->period;
        if (!year || token->period.to <= year)
            context->told = token->period;
    }
}

/* What a heading holds the figures below it against. */
static void leave_base(const struct tokens *tokens, struct scope *scope) {
    for (size_t i = 0; tokens->dated && i < tokens->n; i++)
        if (tokens->items[i].role == ROLE_PERIOD && tokens->items[i].base && tokens->items[i].period.from) {
            scope->base = tokens->items[i].period;
            scope->base_said = context_said_here(&tokens->items[i]);
        }
}

/* Passages have no blanks at their ends. */
static bool ends_with(const struct reader *reader, const struct passage *passage, char sign) {
    return passage->len > 0 && reader->source->nfc.text.at[passage->at + passage->len - 1] == sign;
}

/* Notes who said each feature, where traces are asked for. */
static void leave_said(struct reader *reader, struct scope *scope, const struct token *token, features set) {
    if (!set || !reader->sightings || !reader->sightings->traced)
        return;
    if (!scope->features_said)
        scope->features_said = ARENA_ARRAY(reader->arena, FEATURES_MAX, struct said);
    for (features left = set; left; left &= left - 1)
        scope->features_said[__builtin_ctzll(left)] = context_said_here(token);
}

/* More than a date, a name or a place. */
static bool says_anything(const struct tokens *tokens) {
    return tokens_have(tokens, ROLE_LABEL) || tokens_have(tokens, ROLE_GROUP) ||
           tokens_have(tokens, ROLE_UNIT) || tokens_have(tokens, ROLE_FRAME);
}

/* A cell of a table that was pasted line by line: its label, or a number alone. */
static bool is_label_line(const struct tokens *tokens) {
    return tokens->n == 1 && tokens->items[0].role == ROLE_LABEL;
}

static bool is_number_line(const struct tokens *tokens) {
    return tokens->n == 1 && tokens->items[0].role == ROLE_NUMBER;
}

/* "Thạc sĩ", "29", "1,7%" in lines of their own: one count and one share are of the label above them. Two labels one
 * below the other are heads, and name nothing that follows. */
static bool leave_cell(struct reader *reader) {
    struct context *context = reader->context;
    const struct token *token = reader->tokens.items;
    bool label = is_label_line(&reader->tokens), headed = context->celled && context->cell_forms == 0;
    if (label) {
        context->asked = headed ? 0 : token->gives & (reader->pack->strict | reader->pack->total);
        context->asked_said = (struct said){token->at, token->end, ORIGIN_INTRO};
        context->cell_forms = 0;
    } else if (context->celled && is_number_line(&reader->tokens)) {
        context->cell_forms |= 1u << token->number.form;
        label = true;
    }
    context->celled = label;
    return label;
}

/* "Tỷ lệ nữ trong cấp ủy:" is the label of the numbers in the items below. */
static void leave_label(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    if (leave_cell(reader))
        return;
    if (!context->open || tokens_have(&reader->tokens, ROLE_NUMBER)) {
        context->asked = passage->kind == PASSAGE_ITEM ? context->asked : 0;
        return;
    }
    context->asked = 0;
    context->asked_said = (struct said){0};
    for (size_t i = 0; i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role != ROLE_LABEL || !(token->gives & (reader->pack->strict | reader->pack->total)))
            continue;
        context->asked = token->gives;
        context->asked_said = (struct said){token->at, token->end, ORIGIN_INTRO};
    }
}

/* "Năm 2016 tỉnh đánh giá ra sao?": what the question is about, so is the answer. */
static void leave_question(struct reader *reader, const struct passage *passage) {
    bool asks = ends_with(reader, passage, '?');
    reader->context->asked_period = (struct period){0};
    for (size_t i = 0; asks && i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_PERIOD && token->shape == SHAPE_YEAR && !token->base)
            reader->context->asked_period = token->period;
    }
}

/* "Thanh tra công vụ tại huyện Văn Chấn" over a province's report. */
static void leave_subject(struct reader *reader) {
    struct context *context = reader->context;
    for (size_t i = 0; i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role != ROLE_PLACE || !token->place.len ||
            place_level(token->place, reader->source->place) <= context->level ||
            place_equal(token->place, reader->source->place) || place_equal(token->place, context->subject))
            continue;
        context->subjects = context->subjects || context->subject.len;
        context->subject = context->subjects ? STR("") : token->place;
        context->subject_said = context_said_in(context_said_here(token), ORIGIN_TITLE);
    }
}

/* "1. Xã Hương Sơn": what stands below is of that place. A heading that says more names it in passing. */
static bool is_place_heading(const struct tokens *tokens) {
    bool place = false;
    for (size_t i = 0; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        if (token->place.len ? place : token->role != ROLE_ASIDE && token->role != ROLE_MARK)
            return false;
        place = place || token->place.len;
    }
    return place;
}

/* Staff of another field are what goes on to be spoken of where they open the sentence or are counted: not in "members
 * come from the militia". */
static bool is_spoken_of(const struct reader *reader, const struct passage *passage, size_t i) {
    const struct token *items = reader->tokens.items;
    bool counted = i > 0 && (items[i - 1].role == ROLE_NUMBER || items[i - 1].role == ROLE_UNIT);
    bool counts = i + 1 < reader->tokens.n &&
                  (items[i + 1].role == ROLE_NUMBER || token_is_word(&items[i + 1], WORD_HAVE));
    return i < OPENING || counted || counts || passage->kind == PASSAGE_HEADING || reader->context->titled;
}

void context_leave(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    const struct tokens *tokens = &reader->tokens;
    struct scope *scope = context_own_scope(reader, passage);
    features frames = 0;
    const struct token *last = NULL;
    unsigned places = 0;
    bool counted = false; /* "tổng số" was said: the paragraph goes on about the group behind it */
    for (size_t i = 0; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        if (token_is_silent(token))
            continue;
        features set = (token->gives | token->sets) & reader->pack->lasting[LASTING_PARAGRAPH];
        if ((set & reader->pack->field) && !is_spoken_of(reader, passage, i))
            set &= ~reader->pack->field;
        if (scope == &context->title && !token_has_trait(token, TRAIT_WHOLE))
            set &= ~reader->pack->outlook; /* "Giải pháp nâng cao ...": an article about how it is */
        if (set) {
            leave_said(reader, scope, token, set & ~scope->features);
            scope->features = features_over(reader->pack, scope->features, set);
        }
        if (token->role == ROLE_FRAME && !token->inside && !token->split)
            frames = features_over(reader->pack, frames, token->gives);
        if (token->place.len && !token->inside)
            last = token;
        places += token->role == ROLE_PLACE;
        context_note_year(context->years, token);
        if (token->role == ROLE_LABEL && passage->kind == PASSAGE_SENTENCE)
            counted = (token->gives & reader->pack->total) != 0;
        if (token->role == ROLE_GROUP && (token->gives | token->sets) && (counted || !scope->group.len)) {
            scope->group = context_group_name(reader, token);
            scope->group_gives = token->gives;
            scope->group_said = context_said_here(token);
            counted = false;
        }
    }
    if (context->titled || (!context->body && passage->kind == PASSAGE_HEADING))
        leave_subject(reader);
    bool heads = passage->kind != PASSAGE_HEADING || (!context->titled && is_place_heading(tokens));
    if (last && places < PLACES_LISTED && heads) {
        scope->place = last->place;
        scope->place_said = context_said_here(last);
    }
    if (tokens->dated)
        leave_period(reader, scope, passage->kind == PASSAGE_HEADING || is_caption(reader, passage));
    if (passage->kind == PASSAGE_HEADING)
        leave_base(tokens, scope);
    leave_span(reader, passage);
    strand_open(reader);
    leave_question(reader, passage);
    context->opened = context->opened || says_anything(tokens);
    context->frames = frames;
    context->open = ends_with(reader, passage, ':');
    leave_label(reader, passage);
    lead_leave(reader, passage);
    context->last_end = passage->at + passage->len;
    context->body = context->body || (passage->kind != PASSAGE_HEADING && !context->titled);
}
