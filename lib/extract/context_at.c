/* context_at.c - place, period, group and topic at one number: what its sentence says beside or before it, else what the
 * scopes around it hand on. */
#include "extract/context.h"

#define CLAUSE_LOOK 12 /* tokens: how far behind its number the year of a clause may stand */

/* ---- periods ----------------------------------------------------------------------------------------------------------- */

/* "Đầu nhiệm kỳ (năm 2015), ...": the bracket says nothing else. */
static bool fills_bracket(const struct tokens *tokens, size_t i) {
    return i > 0 && i + 1 < tokens->n && token_is_mark(&tokens->items[i - 1], '(') &&
           token_is_mark(&tokens->items[i + 1], ')') && (i < 2 || tokens->items[i - 2].role != ROLE_UNIT);
}

/* Is it a period that a number may be of: not the base of a comparison, nor the year of a goal? */
static bool is_period(const struct token *token) {
    return token->role == ROLE_PERIOD && !token->base && !token->aimed;
}

/* Is there a year to the left, before any other number? */
static bool dated_before(const struct tokens *tokens, size_t i) {
    while (i-- > 0 && tokens->items[i].role != ROLE_NUMBER)
        if (is_period(&tokens->items[i]))
            return true;
    return false;
}

/* "37 lớp với 2.960 lượt", "3 lớp cho 120 người". */
static bool is_with(const struct token *token) {
    return token_is_word(token, WORD_IS) || token->role == ROLE_FRAME;
}

/* "40% cán bộ đạt chuẩn vào năm 2010, ...": the year that ends the number's own clause. */
static const struct token *period_of_clause(const struct tokens *tokens, size_t noun_end) {
    bool crossed = false; /* over who is in the classes that are counted */
    for (size_t k = noun_end + 1; k < tokens->n && k < noun_end + CLAUSE_LOOK; k++) {
        const struct token *token = &tokens->items[k], *next = token + 1;
        bool fellow =
            token->role == ROLE_NUMBER && !crossed && (k == noun_end + 1 || is_with(&tokens->items[k - 1]));
        crossed = crossed || fellow;
        if (token->role == ROLE_MARK || (token->role == ROLE_NUMBER && !fellow) ||
            token->role == ROLE_CHANGE || token_is_word(token, WORD_TO) || token_is_word(token, WORD_AND))
            return NULL;
        if (token->role == ROLE_PERIOD && !token->base && token->period.to)
            return k + 1 == tokens->n || next->role == ROLE_MARK || next->role == ROLE_PERIOD ? token : NULL;
    }
    return NULL;
}

/* "80 người (40%) năm 2016": the year behind the bracket with the share is that of both; NULL: none stands there. */
static const struct token *over_share(const struct tokens *tokens, size_t noun_end) {
    size_t end = noun_end + 1;
    if (end < tokens->n && token_is_mark(&tokens->items[end], '('))
        end += end + 1 < tokens->n && tokens->items[end + 1].role == ROLE_NUMBER ? 2 : 0;
    else if (!tokens->items[noun_end].inside)
        return NULL;
    if (end + 1 >= tokens->n || !token_is_mark(&tokens->items[end], ')') ||
        tokens->items[end + 1].role != ROLE_PERIOD || tokens->items[end + 1].base)
        return NULL;
    return &tokens->items[end + 1];
}

/* The period that holds at number `i`: one right behind it or its noun, else one that ends its clause,
 * else the last one before it. */
static const struct token *period_token(const struct tokens *tokens, size_t i, size_t noun_end) {
    if (!tokens->dated)
        return NULL;
    const struct token *next = noun_end + 1 < tokens->n ? &tokens->items[noun_end + 1] : NULL;
    if (next && next->dated && !next->base)
        return next; /* also "270 cán bộ hiện có" */
    const struct token *behind = over_share(tokens, noun_end);
    if (behind)
        return behind;
    if (noun_end + 3 < tokens->n && token_is_mark(next, '(') && next[1].role == ROLE_PERIOD &&
        !next[1].base && token_is_mark(next + 2, ')')) /* "58,6% (năm 2016)" */
        return next + 1;
    const struct token *own = dated_before(tokens, i) ? NULL : period_of_clause(tokens, noun_end);
    if (own)
        return own;
    bool inside = tokens->items[i].inside; /* what a bracket says stays in it: "(năm 2015: 12 người); 30" */
    const struct token *now = NULL; /* "hiện có" ends what the paragraph said, not the sentence's own date */
    for (size_t back = 0; i-- > 0 && back < CONTEXT_LOOK; back++) {
        const struct token *token = &tokens->items[i];
        if (!token->dated || token->base || token->aimed ||
            (token->inside && !inside && !fills_bracket(tokens, i)))
            continue;
        if (token->role == ROLE_PERIOD)
            return token;
        now = now ? now : token;
    }
    return now;
}

/* The year that a change is against: named behind the number before the next one ("tăng 5% so với năm 2015, ..."), else
 * the last one before it. "so với đầu nhiệm kỳ" is a comparison with no year: then there is none. `named`: it compares. */
static const struct token *base_token(const struct tokens *tokens, size_t i, bool *named) {
    bool compared = false;
    *named = tokens_have(tokens, ROLE_PERIOD) || tokens_say(tokens, WORD_COMPARE);
    if (!*named)
        return NULL;
    for (size_t k = i + 1; k < tokens->n && k < i + CONTEXT_LOOK; k++) {
        const struct token *token = &tokens->items[k];
        if (token->role == ROLE_PERIOD && token->base)
            return token;
        compared = compared || token_is_word(token, WORD_COMPARE);
        if (token_is_mark(token, ';') || (token->role == ROLE_NUMBER && compared))
            break;
    }
    if (compared)
        return NULL;
    for (size_t k = i, back = 0; k-- > 0 && back < CONTEXT_LOOK; back++)
        if (tokens->items[k].role == ROLE_PERIOD && tokens->items[k].base)
            return &tokens->items[k];
    *named = false;
    return NULL;
}

static bool starts_within(const struct tokens *tokens) {
    for (size_t i = 0; i < tokens->n && i < 2; i++)
        if (token_is_word(&tokens->items[i], WORD_WITHIN))
            return true;
    return false;
}

/* "Nữ chiếm 20%": names neither staff nor a place of its own. */
static bool goes_on(const struct tokens *tokens) {
    for (size_t i = 0; i < tokens->n; i++)
        if ((tokens->items[i].role == ROLE_GROUP && (tokens->items[i].gives | tokens->items[i].sets)) ||
            tokens->items[i].place.len)
            return false;
    return true;
}

static bool hands_on(const struct reader *reader, const struct around *around) {
    const struct scope *scope = around->scope;
    bool said = around->origin == ORIGIN_PARAGRAPH || around->origin == ORIGIN_INTRO;
    return !scope->framed || (said && starts_within(&reader->tokens)) ||
           (scope->elected && goes_on(&reader->tokens));
}

static void inherit_period(const struct reader *reader, struct setting *setting) {
    struct around around[CONTEXT_AROUND];
    context_around(reader->context, around);
    for (size_t i = 0; i < CONTEXT_AROUND; i++) {
        const struct scope *scope = around[i].scope;
        if (!scope->has_period)
            continue;
        if (!hands_on(reader, &around[i])) {
            if (!setting->spanned) {
                setting->spanned = true;
                setting->span = scope->period;
                setting->span_said = context_said_in(scope->period_said, around[i].origin);
            }
            continue;
        }
        setting->period = scope->period;
        setting->period_said = context_said_in(scope->period_said, around[i].origin);
        return;
    }
}

/* The day that the line, the heading or the title over the sentence tells of, where it does. */
static bool inherit_day(const struct reader *reader, struct setting *setting) {
    struct around around[CONTEXT_AROUND];
    context_around(reader->context, around);
    for (size_t i = 0; i < CONTEXT_AROUND; i++) {
        const struct scope *scope = around[i].scope;
        bool over = around[i].origin != ORIGIN_PARAGRAPH && around[i].origin != ORIGIN_EARLIER;
        if (!scope->has_period || !over)
            continue;
        if (scope->as_of) {
            setting->period = scope->period;
            setting->period_said = context_said_in(scope->period_said, around[i].origin);
        }
        return scope->as_of;
    }
    return false;
}

/* "C. So sánh với năm 2020": what the changes below are against. */
static void inherit_base(const struct reader *reader, struct setting *setting) {
    const struct context *context = reader->context;
    for (int level = SCOPE_LEVELS - 1; level >= 0 && !setting->base.from; level--) {
        setting->base = context->sections[level].base;
        setting->base_said = context_said_in(context->sections[level].base_said, ORIGIN_HEADING);
    }
    if (!setting->base.from)
        setting->base_said = (struct said){0};
}

/* ---- at a number --------------------------------------------------------------------------------------------------------- */

static const struct token *place_token(const struct tokens *tokens, size_t i, size_t noun_end) {
    if (!tokens->placed)
        return NULL;
    for (size_t k = i, back = 0; k-- > 0 && back < CONTEXT_LOOK; back++)
        if (tokens->items[k].place.len && (tokens->items[i].inside || !tokens->items[k].inside))
            return &tokens->items[k];
    for (size_t k = i + 1; k < tokens->n && k <= noun_end + 2; k++) {
        const struct token *token = &tokens->items[k];
        if (token->role == ROLE_MARK || token->role == ROLE_NUMBER)
            break;
        if (token->place.len)
            return token;
    }
    return NULL;
}

static void set_place(const struct reader *reader, size_t i, size_t noun_end, struct setting *setting) {
    struct around around[CONTEXT_AROUND];
    const struct token *token = place_token(&reader->tokens, i, noun_end);
    if (token) {
        setting->place = token->place;
        setting->place_said = context_said_here(token);
        return;
    }
    context_around(reader->context, around);
    for (size_t k = 0; k < CONTEXT_AROUND; k++)
        if (around[k].scope->place.len && around[k].origin != ORIGIN_TITLE) {
            setting->place = around[k].scope->place;
            setting->place_said = context_said_in(around[k].scope->place_said, around[k].origin);
            return;
        }
    if (reader->context->subject.len) {
        setting->place = reader->context->subject;
        setting->place_said = reader->context->subject_said;
        return;
    }
    setting->place = reader->source->place;
    setting->place_said.origin = setting->place.len ? ORIGIN_SOURCE : ORIGIN_NONE;
}

/* A group that says whose the numbers are, not only of which level: "cấp huyện". */
static bool says_whose(const struct token *token) {
    return token->role == ROLE_GROUP && (token->gives | token->sets);
}

/* Beside the number, else the last before it. */
static const struct token *group_token(const struct tokens *tokens, size_t i, size_t noun_end, bool whose) {
    if (!tokens_have(tokens, ROLE_GROUP))
        return NULL;
    for (size_t k = i + 1; k < tokens->n && k <= noun_end + 1; k++)
        if (whose ? says_whose(&tokens->items[k]) : tokens->items[k].role == ROLE_GROUP)
            return &tokens->items[k];
    for (size_t k = i, back = 0; k-- > 0 && back < CONTEXT_LOOK; back++)
        if (whose ? says_whose(&tokens->items[k]) : tokens->items[k].role == ROLE_GROUP)
            return &tokens->items[k];
    return NULL;
}

static void inherit_group(const struct reader *reader, struct setting *setting) {
    struct around around[CONTEXT_AROUND];
    context_around(reader->context, around);
    for (size_t k = 0; k < CONTEXT_AROUND; k++) {
        const struct scope *scope = around[k].scope;
        if (scope->group.len) {
            setting->group = scope->group;
            setting->group_gives = scope->group_gives;
            setting->group_said = context_said_in(scope->group_said, around[k].origin);
            return;
        }
    }
}

/* "cấp huyện" names the group, whose staff it is was said before. */
static void set_group(const struct reader *reader, size_t i, size_t noun_end, struct setting *setting) {
    const struct token *named = group_token(&reader->tokens, i, noun_end, false);
    const struct token *whose = group_token(&reader->tokens, i, noun_end, true);
    if (whose)
        setting->group_gives = whose->gives;
    else
        inherit_group(reader, setting);
    if (named) {
        setting->group = context_group_name(reader, named);
        setting->group_said = context_said_here(named);
    }
}

/* What the tokens before `i` hand on; a list that names its topic only with its last item has it from the start. */
static features sentence_features(const struct reader *reader, size_t i) {
    const struct tokens *tokens = &reader->tokens;
    const struct pack *pack = reader->pack;
    features lasting = pack->lasting[LASTING_PARAGRAPH];
    features held = context_features(reader);
    bool spoken = false;
    if (!(tokens->says & (lasting | pack->topics)))
        return held;
    size_t from = i > CONTEXT_LOOK ? i - CONTEXT_LOOK : 0;
    for (size_t k = from; k < i; k++) {
        features set = (tokens->items[k].gives | tokens->items[k].sets) & lasting;
        spoken = spoken || (set & pack->topics);
        held = features_over(pack, held, set);
    }
    for (size_t k = i; k < tokens->n && k < i + CONTEXT_LOOK && !spoken; k++) {
        const struct token *token = &tokens->items[k];
        if (token->sets & pack->topics) {
            held = features_over(pack, held, token->sets & pack->topics);
            spoken = true;
        }
        spoken = spoken || token_is_mark(token, ';') || (token->gives & pack->topics);
    }
    return held;
}

/* The two years named last: in the paragraph, the sentence up to the number, and right behind it. */
static void note_years(const struct reader *reader, size_t i, size_t noun_end, int years[2]) {
    years[0] = reader->context->years[0];
    years[1] = reader->context->years[1];
    if (!tokens_have(&reader->tokens, ROLE_PERIOD))
        return;
    for (size_t k = i > CONTEXT_LOOK ? i - CONTEXT_LOOK : 0; k < i; k++)
        context_note_year(years, &reader->tokens.items[k]);
    if (noun_end + 1 < reader->tokens.n)
        context_note_year(years, &reader->tokens.items[noun_end + 1]);
}

/* "Năm 2015 ..., tăng 5 người so với năm trước": of the year that is spoken of. */
static struct period year_before(struct period spoken, struct period otherwise) {
    int16_t year = (int16_t)(spoken.from - 1);
    return spoken.from && spoken.from == spoken.to ? (struct period){.from = year, .to = year} : otherwise;
}

struct setting context_at(const struct reader *reader, size_t i, size_t noun_end) {
    struct setting setting = {0};
    bool compared = false;
    const struct token *base = base_token(&reader->tokens, i, &compared);
    const struct token *period = period_token(&reader->tokens, i, noun_end);
    set_place(reader, i, noun_end, &setting);
    setting.compared = compared && !(base && base->period.from);
    if (base) {
        setting.base = base->period;
        setting.base_said = context_said_here(base);
    } else if (!compared) {
        inherit_base(reader, &setting);
    }
    if (period && period->role != ROLE_PERIOD && inherit_day(reader, &setting)) {
        /* "hiện có" of the day that the line or the heading above tells of */
    } else if (period) {
        setting.period = period->period;
        setting.period_said = context_said_here(period);
        setting.untold = period->untold;
        setting.until = period->shape == SHAPE_UNTIL;
        setting.beside = period > &reader->tokens.items[noun_end];
    } else {
        inherit_period(reader, &setting);
    }
    if (base && base->shape == SHAPE_PREVIOUS && setting.period_said.origin == ORIGIN_SENTENCE)
        setting.base = year_before(setting.period, base->period);
    note_years(reader, i, noun_end, setting.years);
    set_group(reader, i, noun_end, &setting);
    setting.inherited = sentence_features(reader, i);
    return setting;
}
