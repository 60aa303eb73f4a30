/* trace.c - what led to a figure, or away from one, in words of the text: the label and its noun, what the sentence, the
 * paragraph and the headings handed on. Nothing is decided here: it looks again at what bind.c and context_at.c decided. */
#include "extract/internal.h"

#define LOOK_MAX 60 /* tokens: as far as bind.c looks for a label */
#define FAR      10 /* unknown words that keep a label from its number, see side.c */

/* ---- words ------------------------------------------------------------------------------------------------------------ */

static struct str words_of(struct reader *reader, uint32_t at, uint32_t end) {
    return arena_str(&reader->sightings->arena, str_cut(reader->source->nfc.text, at, end));
}

static struct clue clue_said(struct reader *reader, struct said said) {
    struct clue clue = {.origin = said.origin};
    uint32_t column;
    if (said.end > said.at) {
        clue.words = words_of(reader, said.at, said.end);
        source_position(reader->source, source_span(reader->source, said.at, said.end).at, &clue.line,
                        &column);
    }
    return clue;
}

static struct clue clue_tokens(struct reader *reader, size_t first, size_t last) {
    const struct token *tokens = reader->tokens.items;
    return clue_said(reader, (struct said){tokens[first].at, tokens[last].end, ORIGIN_SENTENCE});
}

static struct clue clue_token(struct reader *reader, size_t i, size_t number) {
    struct clue clue = clue_tokens(reader, i, i);
    clue.behind = i > number;
    return clue;
}

/* ---- what was taken ---------------------------------------------------------------------------------------------------- */

/* The number that has the label to itself, where this one only shares it. */
static const struct binding *lender_of(const struct bindings *bindings, const struct binding *binding) {
    for (const struct binding *other = binding; binding->shared && other-- > bindings->items;)
        if (other->label == binding->label && !other->shared)
            return other;
    return NULL;
}

static void trace_label(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                        struct trace *trace) {
    const struct binding *lender = lender_of(bindings, binding);
    size_t label = binding->label;
    if (label != SIZE_MAX)
        trace->label = clue_token(reader, label, binding->number);
    else if (binding->asked)
        trace->label = clue_said(reader, reader->context->asked_said);
    else if (lender && lender->noun > lender->number)
        trace->label = clue_tokens(reader, lender->number + 1, lender->noun);
    if (lender) {
        const struct token *number = &reader->tokens.items[lender->number];
        trace->label.origin = ORIGIN_NUMBER;
        trace->lender = words_of(reader, number->at, number->end);
    }
    if (binding->noun > binding->number) {
        trace->counted = clue_tokens(reader, binding->number + 1, binding->noun);
        trace->counted.behind = true;
    }
}

/* The nearest token before `number` of that role, back to the sentence's start. */
static size_t before(const struct reader *reader, size_t number, enum role role) {
    for (size_t i = number; i-- > 0 && number - i < LOOK_MAX;)
        if (reader->tokens.items[i].role == role)
            return i;
    return SIZE_MAX;
}

/* The verb that the reading asks for: left of the number, or between it and a label to its right. */
static size_t frame_of(const struct reader *reader, const struct binding *binding,
                       const struct reading *reading) {
    const struct token *tokens = reader->tokens.items;
    size_t number = binding->number, label = binding->label;
    features wanted = reading->when & (binding->own | binding->frame);
    if (label != SIZE_MAX)
        wanted &= ~tokens[label].gives;
    for (size_t i = number + 1; label != SIZE_MAX && i < label; i++)
        if (tokens[i].role == ROLE_FRAME && (tokens[i].gives & wanted))
            return i;
    size_t frame = before(reader, number, ROLE_FRAME);
    return frame != SIZE_MAX && (tokens[frame].gives & wanted) ? frame : SIZE_MAX;
}

static void trace_beside(struct reader *reader, const struct binding *binding, const struct reading *reading,
                         struct trace *trace) {
    const struct token *tokens = reader->tokens.items;
    size_t number = binding->number;
    size_t change = before(reader, number, ROLE_CHANGE), frame = frame_of(reader, binding, reading);
    if (number > 0 && tokens[number - 1].role == ROLE_QUALIFIER)
        trace->qualifier = clue_token(reader, number - 1, number);
    for (size_t i = number + 1; i <= binding->noun; i++)
        if (tokens[i].role == ROLE_QUALIFIER)
            trace->qualifier = clue_token(reader, i, number);
    if (binding->change && change != SIZE_MAX)
        trace->change = clue_token(reader, change, number);
    if (frame != SIZE_MAX)
        trace->frame = clue_token(reader, frame, number);
}

/* The token before `number` whose words say the feature, or only imply it. */
static size_t sayer(const struct reader *reader, size_t number, features one, bool implied) {
    const struct token *tokens = reader->tokens.items;
    for (size_t i = number; i-- > 0 && number - i < LOOK_MAX;)
        if ((implied ? tokens[i].sets : tokens[i].gives) & one)
            return i;
    return SIZE_MAX;
}

/* Who says a feature that the label does not have. */
static struct clue handed_on(struct reader *reader, size_t number, features one) {
    const struct tokens *tokens = &reader->tokens;
    size_t said_by = sayer(reader, number, one, false);
    if (said_by == SIZE_MAX)
        said_by = sayer(reader, number, one, true);
    if (said_by != SIZE_MAX)
        return clue_token(reader, said_by, number);
    struct said said = context_said(reader, one);
    if (said.origin != ORIGIN_NONE)
        return clue_said(reader, said);
    for (size_t i = number + 1; i < tokens->n && i - number < LOOK_MAX; i++)
        if ((tokens->items[i].gives | tokens->items[i].sets) & one)
            return clue_token(reader, i, number);
    return (struct clue){0};
}

/* What was handed on and mattered: what the reading asks for beside the label, or the topic that keeps others away. */
static features field_of(const struct pack *pack, const struct binding *binding,
                         const struct verdict *verdict) {
    const struct reading *reading = verdict->reading;
    if (!reading)
        return 0;
    features open = reading->when & ~binding->own & ~binding->frame & pack->lasting[LASTING_PARAGRAPH];
    if (!open && !(binding->own & pack->topics) && (reading->unless & pack->topics))
        open = verdict->setting.inherited & pack->topics;
    return open & -open;
}

static void trace_setting(struct reader *reader, const struct binding *binding, const struct verdict *verdict,
                          struct trace *trace) {
    const struct setting *setting = &verdict->setting;
    trace->place = clue_said(reader, setting->place_said);
    trace->period = clue_said(reader, setting->period_said);
    trace->group = clue_said(reader, setting->group_said);
    if (binding->change)
        trace->base = clue_said(reader, setting->base_said);
    if (!setting->period.from && !setting->period.to && reader->source->date.year)
        trace->period = (struct clue){.origin = ORIGIN_SOURCE};
    features field = field_of(reader->pack, binding, verdict);
    if (field)
        trace->field = handed_on(reader, binding->number, field);
}

/* ---- what was not taken ------------------------------------------------------------------------------------------------ */

static bool names_thing(const struct reader *reader, size_t i) {
    const struct token *token = &reader->tokens.items[i];
    features strict = token->gives & reader->pack->strict;
    return token->role == ROLE_LABEL || (token->role == ROLE_UNIT && strict);
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
    trace->why = WHY_APART;
    trace->label = clue_token(reader, label, number);
    if (owner && owner->number != number) {
        trace->apart = APART_TAKEN;
        trace->between = words_of(reader, tokens[owner->number].at, tokens[owner->number].end);
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
        trace->between = words_of(reader, token->at, token->end);
        return;
    }
    if (words)
        trace->apart = APART_WORDS;
    if (words)
        trace->between = words_of(reader, tokens[from].end, tokens[to].at);
}

static void trace_unread(struct reader *reader, const struct bindings *bindings,
                         const struct binding *binding, struct trace *trace) {
    size_t left = nearest(reader, binding->number, -1), right = nearest(reader, binding->number, 1);
    if (binding->label != SIZE_MAX || binding->own) {
        trace->why = WHY_HALF;
        trace_label(reader, bindings, binding, trace);
        if (trace->label.words.len)
            return;
    }
    if (left == SIZE_MAX && right == SIZE_MAX) {
        trace->why = trace->why == WHY_HALF ? WHY_HALF : WHY_NO_WORDS;
        return;
    }
    bool take_left = right == SIZE_MAX || (left != SIZE_MAX && gap(reader, left, binding->number) <=
                                                                   gap(reader, right, binding->number));
    trace_apart(reader, bindings, binding->number, take_left ? left : right, trace);
}

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

/* What the number counts that this one goes on about: "12 chi bộ xuất sắc, 45 tốt". */
static struct clue alien_clue(struct reader *reader, const struct binding *binding) {
    const struct token *tokens = reader->tokens.items;
    for (size_t i = binding->number; i-- > 1;)
        if ((tokens[i].role == ROLE_OTHER || tokens[i].role == ROLE_FOREIGN) &&
            tokens[i - 1].role == ROLE_NUMBER)
            return clue_token(reader, i, binding->number);
    return (struct clue){0};
}

/* "điều động 12 người", "12 cán bộ nữ": the words right before or behind that narrow a count. */
static struct clue narrow_clue(struct reader *reader, const struct binding *binding) {
    const struct token *tokens = reader->tokens.items;
    size_t i = binding->noun + 1, before = binding->number;
    while (i < reader->tokens.n && (tokens[i].role == ROLE_PLACE || tokens[i].role == ROLE_PERIOD ||
                                    tokens[i].role == ROLE_WHOLE || tokens[i].role == ROLE_WORD))
        i++;
    if (i < reader->tokens.n &&
        (tokens[i].role == ROLE_OTHER || tokens[i].role == ROLE_FOREIGN || tokens[i].role == ROLE_LABEL))
        return clue_token(reader, i, binding->number);
    while (before > 0 && (tokens[before - 1].role == ROLE_QUALIFIER ||
                          tokens[before - 1].role == ROLE_GROUP || tokens[before - 1].role == ROLE_WORD))
        before--;
    return before > 0 && tokens[before - 1].role != ROLE_MARK
               ? clue_token(reader, before - 1, binding->number)
               : (struct clue){0};
}

/* The words behind the number that no rule knows. */
static struct clue unknown_clue(struct reader *reader, const struct binding *binding) {
    size_t i = binding->noun + 1;
    if (binding->alien && !binding->foreign)
        return alien_clue(reader, binding);
    while (i < reader->tokens.n && reader->tokens.items[i].role != ROLE_OTHER &&
           reader->tokens.items[i].role != ROLE_FOREIGN && i - binding->noun < LOOK_MAX)
        i++;
    return i < reader->tokens.n && i - binding->noun < LOOK_MAX ? clue_token(reader, i, binding->number)
                                                                : (struct clue){0};
}

static void trace_aside(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                        const struct verdict *verdict, struct trace *trace) {
    struct str rule = str_of(verdict->rule ? verdict->rule : "");
    trace_label(reader, bindings, binding, trace);
    if (str_equal(rule, STR("other-noun"))) {
        trace->why = WHY_OTHER;
        trace->cause = unknown_clue(reader, binding);
    } else if (str_equal(rule, STR("other-field"))) {
        trace->why = WHY_VETO;
        trace->cause = handed_on(reader, binding->noun + 1, reader->pack->field);
    } else if (str_equal(rule, STR("target"))) {
        trace->why = WHY_TARGET;
        trace->cause = trace->period;
    } else if (str_equal(rule, STR("untold"))) {
        trace->why = WHY_UNTOLD;
        trace->cause = trace->period;
    } else if (str_equal(rule, STR("range"))) {
        trace->why = WHY_RANGE;
    } else if (str_equal(rule, STR("columns"))) {
        trace->why = WHY_COLUMNS;
    } else if (str_equal(rule, STR("narrowed"))) {
        trace->why = WHY_NARROWED;
        trace->cause = narrow_clue(reader, binding);
    } else if (str_equal(rule, STR("uncatalogued"))) {
        trace->why = WHY_UNCATALOGUED;
    } else {
        trace->why = WHY_VETO;
        trace->cause = veto_clue(reader, binding);
    }
}

/* ---- whole traces -------------------------------------------------------------------------------------------------------- */

static struct trace *trace_new(struct reader *reader) {
    struct sightings *sightings = reader->sightings;
    return sightings && sightings->traced ? ARENA_NEW(&sightings->arena, struct trace) : NULL;
}

const struct trace *trace_binding(struct reader *reader, const struct bindings *bindings,
                                  const struct binding *binding, const struct verdict *verdict) {
    struct trace *trace = trace_new(reader);
    if (!trace)
        return NULL;
    if (!binding->aside)
        trace_setting(reader, binding, verdict, trace);
    if (verdict->figure) {
        trace_label(reader, bindings, binding, trace);
        trace_beside(reader, binding, verdict->reading, trace);
    } else if (verdict->rule) {
        trace_aside(reader, bindings, binding, verdict, trace);
    } else {
        trace_unread(reader, bindings, binding, trace);
    }
    return trace;
}

static enum why why_inside(enum role role) {
    switch (role) {
    case ROLE_OTHER: return WHY_CODE;
    case ROLE_PERIOD: return WHY_TIME;
    case ROLE_LABEL:
    case ROLE_UNIT:
    case ROLE_GROUP: return WHY_NAME;
    default: return WHY_INSIDE;
    }
}

const struct trace *trace_token(struct reader *reader, const struct token *token) {
    struct trace *trace = trace_new(reader);
    if (!trace)
        return NULL;
    trace->why = why_inside(token->role);
    trace->cause = clue_said(reader, (struct said){token->at, token->end, ORIGIN_SENTENCE});
    return trace;
}

/* ---- names ----------------------------------------------------------------------------------------------------------------- */

const char *origin_name(enum origin origin) {
    static const char *const names[ORIGINS] = {
        [ORIGIN_NONE] = "",         [ORIGIN_SENTENCE] = "sentence", [ORIGIN_PARAGRAPH] = "paragraph",
        [ORIGIN_INTRO] = "intro",   [ORIGIN_HEADING] = "heading",   [ORIGIN_TITLE] = "title",
        [ORIGIN_SOURCE] = "source", [ORIGIN_NUMBER] = "number",     [ORIGIN_HEAD] = "head",
        [ORIGIN_ROW] = "row",       [ORIGIN_ABOVE] = "row-above",   [ORIGIN_EARLIER] = "earlier",
    };
    return names[origin];
}

const char *why_name(enum why why) {
    static const char *const names[WHYS] = {
        [WHY_FIGURE] = "figure",
        [WHY_INSIDE] = "inside",
        [WHY_TIME] = "time",
        [WHY_NAME] = "name",
        [WHY_VETO] = "veto",
        [WHY_TARGET] = "target",
        [WHY_UNTOLD] = "untold",
        [WHY_RANGE] = "range",
        [WHY_OTHER] = "other-noun",
        [WHY_NARROWED] = "narrowed",
        [WHY_UNCATALOGUED] = "uncatalogued",
        [WHY_NO_WORDS] = "no-words",
        [WHY_APART] = "apart",
        [WHY_HALF] = "half",
        [WHY_CODE] = "code",
        [WHY_COLUMN] = "column",
        [WHY_ROW] = "row",
        [WHY_CELL] = "cell",
        [WHY_COLUMNS] = "columns",
    };
    return why < WHYS ? names[why] : ""; /* nobody said why: a cell at fault */
}
