/* trace.c - what led to a figure, or away from one, in words of the text: the label and its noun, what the sentence, the
 * paragraph and the headings handed on. Nothing is decided here: it looks again at what bind.c and context_at.c decided. */
#include "extract/clue.h"

/* ---- what was taken ---------------------------------------------------------------------------------------------------- */

/* The number that has the label to itself, where this one only shares it. */
static const struct binding *lender_of(const struct bindings *bindings, const struct binding *binding) {
    for (const struct binding *other = binding; binding->shared && other-- > bindings->items;)
        if (other->label == binding->label && !other->shared)
            return other;
    return NULL;
}

void trace_label(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
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
        trace->lender = clue_words(reader, number->at, number->end);
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
    if (frame != SIZE_MAX) {
        trace->frame = clue_token(reader, frame, number);
        trace->sense = tokens[frame].phrase->means;
    }
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
    if (verdict->paired) {
        trace->period = (struct clue){0};
        trace->pair = binding->start ? PAIR_FIRST : PAIR_SECOND;
    }
    features field = field_of(reader->pack, binding, verdict);
    if (field)
        trace->field = clue_handed_on(reader, binding->number, field, &trace->implied);
    trace->ahead = setting->until && !reader->source->date.year;
}

/* ---- whole traces -------------------------------------------------------------------------------------------------------- */

static struct trace *trace_new(struct reader *reader) {
    struct sightings *sightings = reader->sightings;
    return sightings && sightings->traced ? ARENA_NEW(&sightings->arena, struct trace) : NULL;
}

struct trace *trace_binding(struct reader *reader, const struct bindings *bindings,
                            const struct binding *binding, const struct verdict *verdict) {
    struct trace *trace = trace_new(reader);
    if (!trace)
        return NULL;
    trace->why = trace_why(verdict);
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

struct trace *trace_token(struct reader *reader, const struct token *token) {
    struct trace *trace = trace_new(reader);
    if (!trace)
        return NULL;
    trace->why = trace_why_inside(token);
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
        [WHY_FIELD] = "other-field",
        [WHY_TARGET] = "target",
        [WHY_OUTLOOK] = "outlook",
        [WHY_UNTOLD] = "untold",
        [WHY_RANGE] = "range",
        [WHY_OTHER] = "other-noun",
        [WHY_NARROWED] = "narrowed",
        [WHY_UNCATALOGUED] = "uncatalogued",
        [WHY_SHARE] = "share",
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
