/* trace_aside.c - what led away from a figure: the words that set a number aside, or how near others came to naming it. */
#include "extract/clue.h"
#include <string.h>

#define FAR    10 /* unknown words that keep a label from its number, see side.c */
#define BESIDE 80 /* [bytes] that are quoted as standing beside a number */

/* ---- the words beside a number ------------------------------------------------------------------------------------------- */

/* What the number counts that this one goes on about: "12 chi bộ xuất sắc, 45 tốt". */
static struct clue alien_clue(struct reader *reader, const struct binding *binding) {
    const struct token *tokens = reader->tokens.items;
    for (size_t i = binding->number; i-- > 1;)
        if ((tokens[i].role == ROLE_OTHER || tokens[i].role == ROLE_FOREIGN) &&
            tokens[i - 1].role == ROLE_NUMBER)
            return clue_token(reader, i, binding->number);
    return (struct clue){0};
}

static bool is_unknown(const struct token *token) {
    return token->role == ROLE_OTHER || token->role == ROLE_FOREIGN;
}

/* Roles that say nothing of what is counted, between a number and the words beside it. */
static bool is_small(const struct token *token) {
    return token->role == ROLE_WORD || token->role == ROLE_QUALIFIER || token->role == ROLE_CHANGE ||
           token->role == ROLE_PLACE || token->role == ROLE_PERIOD || token->role == ROLE_WHOLE;
}

/* From the end of token `from` to that of token `to`, with the words between that say nothing. */
static struct clue clue_behind(struct reader *reader, size_t from, size_t to) {
    const struct token *tokens = reader->tokens.items;
    struct clue clue = clue_token(reader, to, from);
    struct str text = str_trim(str_cut(reader->source->nfc.text, tokens[from].end, tokens[to].end));
    bool words = true;
    for (size_t i = from + 1; i < to; i++)
        words = words && tokens[i].role == ROLE_WORD;
    if (words && text.len < BESIDE)
        clue.words = arena_str(&reader->sightings->arena, text);
    return clue;
}

/* The first token behind the noun, past small words; SIZE_MAX: a mark or a number stands there. */
static size_t beside_right(const struct reader *reader, const struct binding *binding) {
    size_t i = binding->noun + 1;
    while (i < reader->tokens.n && is_small(&reader->tokens.items[i]))
        i++;
    return i < reader->tokens.n && reader->tokens.items[i].role != ROLE_MARK &&
                   reader->tokens.items[i].role != ROLE_NUMBER
               ? i
               : SIZE_MAX;
}

/* The same in front of it. */
static size_t beside_left(const struct reader *reader, const struct binding *binding) {
    size_t i = binding->number;
    while (i > 0 && is_small(&reader->tokens.items[i - 1]))
        i--;
    return i > 0 && reader->tokens.items[i - 1].role != ROLE_MARK &&
                   reader->tokens.items[i - 1].role != ROLE_NUMBER
               ? i - 1
               : SIZE_MAX;
}

/* "điều động 12 người", "12 cán bộ vắng mặt": the words right before or behind that narrow a count. */
static struct clue narrow_clue(struct reader *reader, const struct binding *binding) {
    const struct token *tokens = reader->tokens.items;
    size_t right = beside_right(reader, binding), left = beside_left(reader, binding);
    while (left != SIZE_MAX && left > 0 && tokens[left].role == ROLE_GROUP)
        left--;
    bool near =
        right == binding->noun + 1; /* else small words stand between, and what is left may be nearer */
    if (right != SIZE_MAX && (near || left == SIZE_MAX || !is_unknown(&tokens[left])) &&
        (is_unknown(&tokens[right]) || tokens[right].role == ROLE_LABEL || tokens[right].role == ROLE_VETO))
        return clue_behind(reader, binding->noun, right);
    return left != SIZE_MAX && tokens[left].role != ROLE_MARK ? clue_token(reader, left, binding->number)
                                                              : (struct clue){0};
}

/* The words beside the number that no rule knows: behind it, else before. */
static struct clue unknown_clue(struct reader *reader, const struct binding *binding) {
    const struct token *tokens = reader->tokens.items;
    size_t right = beside_right(reader, binding), left = beside_left(reader, binding);
    if (binding->alien && !binding->foreign) {
        struct clue clue = alien_clue(reader, binding);
        if (clue.words.len)
            return clue;
    }
    bool before = left != SIZE_MAX && is_unknown(&tokens[left]);
    bool near = right == binding->noun + 1 || !before; /* else the words in front stand nearer */
    if (right != SIZE_MAX && near && (binding->foreign || is_unknown(&tokens[right])))
        return clue_behind(reader, binding->noun, right);
    return before ? clue_token(reader, left, binding->number) : (struct clue){0};
}

/* ---- not understood ------------------------------------------------------------------------------------------------------ */

/* What the pack knows to be in no indicator is no help, nor is "số lượng" alone. */
static bool names_thing(const struct reader *reader, size_t i) {
    const struct token *token = &reader->tokens.items[i];
    features strict = token->gives & reader->pack->strict;
    return !(token->gives & reader->pack->elsewhere) && token->gives != reader->pack->total &&
           (token->role == ROLE_LABEL || (token->role == ROLE_UNIT && strict));
}

/* The nearest token to one side that names something; SIZE_MAX: none. */
static size_t nearest(const struct reader *reader, size_t number, int step) {
    size_t i = number;
    for (unsigned steps = 0; steps < LOOK_MAX; steps++) {
        if ((step < 0 && i == 0) || (step > 0 && i + 1 >= reader->tokens.n))
            return SIZE_MAX;
        i = step < 0 ? i - 1 : i + 1;
        if (names_thing(reader, i))
            return i;
    }
    return SIZE_MAX;
}

static size_t gap(const struct reader *reader, size_t a, size_t b) {
    const struct token *tokens = reader->tokens.items;
    return a < b ? tokens[b].at - tokens[a].end : tokens[a].at - tokens[b].end;
}

static const struct binding *owner_of(const struct bindings *bindings, size_t label) {
    for (size_t i = 0; i < bindings->n; i++)
        if (bindings->items[i].label == label ||
            (label > bindings->items[i].number && label <= bindings->items[i].noun))
            return &bindings->items[i];
    return NULL;
}

/* What stands between a number and the label that it did not take. */
static void trace_apart(struct reader *reader, const struct bindings *bindings, size_t number, size_t label,
                        struct trace *trace) {
    const struct token *tokens = reader->tokens.items;
    size_t from = number < label ? number : label, to = number < label ? label : number;
    const struct binding *owner = owner_of(bindings, label);
    unsigned words = 0;
    trace->label = clue_token(reader, label, number);
    if (owner && owner->number != number) {
        trace->apart = APART_TAKEN;
        trace->between = clue_words(reader, tokens[owner->number].at, tokens[owner->number].end);
        return;
    }
    trace->apart = owner ? APART_KIND : APART_SIDE;
    for (size_t i = from + 1; i < to; i++) {
        const struct token *token = &tokens[i];
        words += token->role == ROLE_OTHER ? token->words : 0;
        bool number_between = token->role == ROLE_NUMBER;
        bool stop = token->role == ROLE_MARK && (token->mark == ';' || token->mark == '.');
        bool matter = token->role == ROLE_FOREIGN || token->role == ROLE_VETO;
        if (!number_between && !stop && !matter && words < FAR)
            continue;
        trace->apart = number_between ? APART_NUMBER
                       : stop         ? APART_STOP
                       : matter       ? APART_MATTER
                                      : APART_WORDS;
        trace->between = clue_words(reader, token->at, token->end);
        return;
    }
    if (words)
        trace->apart = APART_WORDS;
    if (words)
        trace->between = clue_words(reader, tokens[from].end, tokens[to].at);
}

void trace_unread(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                  struct trace *trace) {
    size_t left = nearest(reader, binding->number, -1), right = nearest(reader, binding->number, 1);
    bool half = binding->label != SIZE_MAX || binding->own;
    trace->why = half ? WHY_HALF : WHY_NO_WORDS;
    trace->cause = unknown_clue(reader, binding);
    if (half) {
        trace_label(reader, bindings, binding, trace);
        if (trace->label.words.len)
            return;
    }
    if (left == SIZE_MAX && right == SIZE_MAX)
        return;
    trace->why = WHY_APART;
    bool take_left = right == SIZE_MAX || (left != SIZE_MAX && gap(reader, left, binding->number) <=
                                                                   gap(reader, right, binding->number));
    trace_apart(reader, bindings, binding->number, take_left ? left : right, trace);
}

/* ---- set aside ------------------------------------------------------------------------------------------------------------ */

/* The word whose veto reaches the number. */
static struct clue veto_clue(struct reader *reader, const struct binding *binding) {
    const struct tokens *tokens = &reader->tokens;
    size_t next = binding->number + 1;
    if (next < tokens->n && tokens->items[next].phrase && tokens->items[next].phrase->name == binding->aside)
        return clue_token(reader, next, binding->number);
    for (size_t i = binding->number; i-- > 0;)
        if (tokens->items[i].phrase && tokens->items[i].phrase->name == binding->aside)
            return clue_token(reader, i, binding->number);
    return (struct clue){0};
}

/* The word that makes it one of a plan. */
static void plan_clue(struct reader *reader, size_t number, struct trace *trace) {
    for (size_t i = number; i-- > 0 && number - i < LOOK_MAX;) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role != ROLE_FRAME || !(token->gives & reader->pack->ahead))
            continue;
        trace->frame = clue_token(reader, i, number);
        trace->sense = token->phrase->means;
        return;
    }
}

/* A year to come, else the heading or the word that looks ahead: "Phương hướng", "sẽ". */
static void target_clue(struct reader *reader, const struct binding *binding, const struct verdict *verdict,
                        struct trace *trace) {
    const struct pack *pack = reader->pack;
    const struct period *period = &verdict->setting.period;
    int year = reader->source->date.year;
    bool implied, frame = (binding->frame & pack->intended) != 0;
    trace->cause = trace->period;
    if (trace->cause.words.len && year && (period->from > year || period->to > year))
        return;
    trace->why = WHY_OUTLOOK;
    trace->cause = clue_handed_on(reader, binding->number, frame ? pack->intended : pack->outlook, &implied);
}

void trace_aside(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                 const struct verdict *verdict, struct trace *trace) {
    bool implied;
    trace_label(reader, bindings, binding, trace);
    switch (trace->why) {
    case WHY_OTHER: trace->cause = unknown_clue(reader, binding); break;
    case WHY_FIELD:
        trace->cause = clue_handed_on(reader, binding->noun + 1, reader->pack->field, &implied);
        break;
    case WHY_TARGET: target_clue(reader, binding, verdict, trace); break;
    case WHY_UNTOLD: trace->cause = trace->period; break;
    case WHY_NARROWED: trace->cause = narrow_clue(reader, binding); break;
    case WHY_VETO: trace->cause = veto_clue(reader, binding); break;
    case WHY_UNCATALOGUED:
        if (binding->frame & reader->pack->ahead)
            plan_clue(reader, binding->number, trace);
        break;
    default: break;
    }
}

/* ---- in a word ------------------------------------------------------------------------------------------------------------- */

enum why trace_why(const struct verdict *verdict) {
    static const struct {
        const char *rule;
        enum why why;
    } known[] = {{"other-noun", WHY_OTHER},  {"other-field", WHY_FIELD}, {"target", WHY_TARGET},
                 {"untold", WHY_UNTOLD},     {"range", WHY_RANGE},       {"columns", WHY_COLUMNS},
                 {"narrowed", WHY_NARROWED}, {"share", WHY_SHARE},       {"uncatalogued", WHY_UNCATALOGUED}};
    if (verdict->figure)
        return WHY_FIGURE;
    if (!verdict->rule)
        return WHYS;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(verdict->rule, known[i].rule) == 0)
            return known[i].why;
    return WHY_VETO;
}

enum why trace_why_inside(const struct token *token) {
    if (token->phrase && token->phrase->means.vi)
        return WHY_INSIDE;
    switch (token->role) {
    case ROLE_OTHER: return WHY_CODE;
    case ROLE_PERIOD: return WHY_TIME;
    case ROLE_LABEL:
    case ROLE_UNIT:
    case ROLE_GROUP: return WHY_NAME;
    default: return WHY_INSIDE;
    }
}
