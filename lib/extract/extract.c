/* extract.c - a text from its passages to figures and sightings. */
#include "extract/internal.h"
#include <stdlib.h>
#include <string.h>

#define TOKENS_USUAL 64 /* of a passage */

/* ---- sightings --------------------------------------------------------------------------------------------------------- */

/* Adds `what`, which has its fate and why, with where it is. */
static void sight(struct reader *reader, uint32_t at, uint32_t end, struct sighting what) {
    struct sightings *sightings = reader->sightings;
    if (!sightings)
        return;
    struct span where = source_span(reader->source, at, end);
    uint32_t line, column;
    source_position(reader->source, where.at, &line, &column);
    MEM_ROOM(sightings->items, sightings->n, sightings->cap);
    what.where = where;
    what.line = line;
    what.quote = arena_str(&sightings->arena, str_cut(reader->source->nfc.text, at, end));
    what.rule = what.rule ? arena_strdup(&sightings->arena, what.rule) : NULL;
    sightings->items[sightings->n++] = what;
}

/* The numbers inside a phrase are set aside by its name: dates, decrees, "dưới 35 tuổi". Where sightings are asked for. */
static void sight_inside(struct reader *reader, const struct token *token, const char *rule) {
    struct str text = reader->source->nfc.text;
    uint32_t at = token->at, end = token->end;
    while (at < end) {
        uint32_t from = at;
        while (at < end &&
               (is_digit(text.at[at]) || (at > from && (text.at[at] == '.' || text.at[at] == ',') &&
                                          at + 1 < end && is_digit(text.at[at + 1]))))
            at++;
        if (at > from)
            sight(reader, from, at,
                  (struct sighting){.fate = FATE_SET_ASIDE,
                                    .why = trace_why_inside(token),
                                    .rule = rule,
                                    .means = token->phrase ? token->phrase->means : (struct meaning){0},
                                    .trace = trace_token(reader, token)});
        else
            at++;
    }
}

static int compare_sightings(const void *left, const void *right) {
    const struct sighting *a = left, *b = right;
    if (a->where.at != b->where.at)
        return a->where.at < b->where.at ? -1 : 1;
    return a->where.len < b->where.len ? -1 : a->where.len > b->where.len;
}

/* ---- figures ----------------------------------------------------------------------------------------------------------- */

static enum figure_kind kind_of(const struct token *number, const struct binding *binding) {
    if (binding->change)
        return FIGURE_CHANGE;
    switch (number->number.form) {
    case FORM_PERCENT: return FIGURE_PERCENT;
    case FORM_RATIO: return FIGURE_RATIO;
    default: return FIGURE_COUNT;
    }
}

/* Of which kinds a reading must take one. */
static unsigned kinds_of(enum figure_kind kind, const struct binding *binding) {
    bool adds = kind == FIGURE_PERCENT && binding->shared;
    return FIGURE_BIT((unsigned)kind) | (adds ? FIGURE_BIT(KIND_SHARE) : 0);
}

/* The last unit behind the number that has a name of its own, else the reading's. */
static const char *unit_of(const struct reader *reader, const struct binding *binding,
                           const struct reading *reading) {
    const struct token *number = &reader->tokens.items[binding->number];
    if (number->number.form == FORM_PERCENT)
        return "%";
    for (size_t i = binding->number + 1; i <= binding->noun && i < reader->tokens.n; i++)
        if (reader->tokens.items[i].role == ROLE_UNIT && reader->tokens.items[i].phrase->as.unit)
            return reader->tokens.items[i].phrase->as.unit;
    return reading->unit;
}

static bool sound(const struct token *number, enum figure_kind kind, const struct binding *binding) {
    if (kind == FIGURE_COUNT)
        return binding->zero || number->number.whole;
    if (kind == FIGURE_RATIO)
        return decimal_sign(number->number.of) > 0;
    return true;
}

static void emit(struct reader *reader, const struct binding *binding, const struct setting *setting,
                 const struct reading *reading, enum figure_kind kind) {
    const struct token *number = &reader->tokens.items[binding->number];
    struct statement figure = {
        .indicator = reading->indicator,
        .kind = kind,
        .value = binding->zero ? decimal_int(0) : number->number.value,
        .of = kind == FIGURE_RATIO ? number->number.of : DECIMAL_MISSING,
        .unit = unit_of(reader, binding, reading),
        .qualifier = binding->qualifier,
        .place = setting->place,
        .group = setting->group,
        .period = setting->period,
        .rule = reading->name,
        .quote = str_cut(reader->source->nfc.text, number->at, number->end),
        .where = source_span(reader->source, number->at, number->end),
        .planned = reading->ahead && (binding->frame & reader->pack->ahead) != 0,
    };
    uint32_t column;
    if (kind == FIGURE_CHANGE) {
        figure.base = setting->base;
        if (binding->change < 0)
            figure.value = decimal_neg(figure.value);
    }
    source_position(reader->source, figure.where.at, &figure.line, &column);
    figures_add(reader->figures, &figure);
}

static struct period held_span(const struct context *context) {
    return context->spoken.from ? context->spoken : context->span;
}

static struct period one_year(int year) {
    return year == YEAR_NOW ? (struct period){0}
                            : (struct period){.from = (int16_t)year, .to = (int16_t)year};
}

/* A span of years to come is of goals: nothing has risen in it yet. */
static bool lies_behind(const struct reader *reader, struct period span) {
    return !reader->source->date.year || span.to <= reader->source->date.year;
}

/* "trong giai đoạn 2010-2015 tăng từ 12 lên 30 (tăng 18)": the levels are of its ends, the change is between them. So
 * are they of two years that were named before: "năm 2010 ..., năm 2013 ... Cũng trong thời gian này giảm từ X xuống Y". */
static void settle_span(const struct reader *reader, struct setting *setting, const struct binding *binding,
                        struct period held) {
    struct period span = setting->period;
    bool between = binding->change && binding->shared;
    if (binding->change && !setting->compared && !setting->base.from && setting->years[0] &&
        setting->years[0] < setting->years[1] && setting->period.to == one_year(setting->years[1]).to)
        setting->base = one_year(setting->years[0]); /* "năm 2020 có 231 người, năm 2024 còn 219, giảm 12" */
    bool is_span = span.from && span.to && span.from != span.to;
    if (between && is_span && (setting->compared || !lies_behind(reader, span)))
        return; /* "nhiệm kỳ 2020 - 2025 ..., tăng 3% so với nhiệm kỳ trước": not between its ends */
    int start = is_span ? span.from : setting->years[0], end = is_span ? span.to : setting->years[1];
    if (!is_span && setting->base.from && !setting->beside) { /* "so với năm 2015, tăng từ 11 lên 19" */
        if (binding->start)
            setting->period = setting->base;
        return;
    }
    bool now = setting->period_said.origin == ORIGIN_SENTENCE && !setting->period.from && !setting->period.to;
    if (now && !binding->start) /* "hiện chỉ còn 43 người" */
        return;
    if ((!start || !end) && lies_behind(reader, held)) {
        start = held.from;
        end = held.to;
    }
    if (start > end && end) { /* named in the other order: "năm 2021 ..., so với năm 2015" */
        int later = start;
        start = end;
        end = later;
    }
    if (!start || !end || setting->beside)
        return;
    if (binding->start)
        setting->period = one_year(start);
    else if (binding->end || (between && is_span))
        setting->period = one_year(end);
    if (between && is_span && !setting->base.from)
        setting->base = one_year(start);
}

/* Does that give another year than the words around the number say? */
static bool settle_years(const struct reader *reader, struct setting *setting,
                         const struct binding *binding) {
    struct period said = setting->period;
    settle_span(reader, setting, binding, held_span(reader->context));
    return !period_equal(said, setting->period);
}

/* Of a year that has not come yet at the source's date. */
static bool lies_ahead(const struct reader *reader, const struct setting *setting) {
    int year = reader->source->date.year;
    return year && (setting->period.from > year || (setting->until && setting->period.to > year));
}

/* Why a number that was understood is no figure; NULL: it was not understood. */
static const char *why_not(const struct reader *reader, const struct binding *binding) {
    if (binding->own & reader->pack->strict)
        return "uncatalogued"; /* "từ 31 đến 40 tuổi: 12": its label is in no indicator */
    if (binding->narrowed)
        return "narrowed"; /* "12 công chức vắng mặt": some of the staff, by what no phrase knows */
    const struct token *number = &reader->tokens.items[binding->number];
    if (binding->shared && number->number.form == FORM_PERCENT && binding->own)
        return "share"; /* "công chức 40 người, chiếm 51%": a share of the staff in all */
    return number->number.range ? "range" : NULL;
}

/* "Hiện nay có 240 người" in a plan: how it is, as is what is said of a year that has gone by. */
static bool tells_now(const struct reader *reader, const struct setting *setting) {
    enum origin origin = setting->period_said.origin;
    if (origin != ORIGIN_SENTENCE && origin != ORIGIN_PARAGRAPH)
        return false;
    return !setting->period.to || setting->period.to < reader->source->date.year;
}

/* A goal and no result: of a year to come or under a heading of what is to come; what is assigned or planned may be of a
 * next year, but a change "đến năm 2030" is a goal even so; "sẽ" makes all but what it starts from a goal. */
static bool is_target(const struct reader *reader, const struct verdict *verdict, enum figure_kind kind,
                      features inherited, features frame) {
    bool ahead = lies_ahead(reader, &verdict->setting);
    if (verdict->reading->ahead)
        return kind == FIGURE_CHANGE && ahead && verdict->setting.until;
    return ahead || ((inherited & reader->pack->outlook) && !tells_now(reader, &verdict->setting)) ||
           (frame & reader->pack->intended);
}

/* Teachers, doctors, members of associations: said by what the number counts, else handed on. */
static bool is_other_field(const struct reader *reader, const struct binding *binding, features own,
                           features inherited) {
    features set = own;
    for (size_t i = binding->number + 1; i <= binding->noun && i < reader->tokens.n; i++)
        set = features_over(reader->pack, set, reader->tokens.items[i].sets);
    return features_over(reader->pack, inherited, set) & reader->pack->field;
}

/* Reads a binding. */
static struct verdict judge(struct reader *reader, const struct binding *binding) {
    const struct pack *pack = reader->pack;
    const struct token *number = &reader->tokens.items[binding->number];
    struct verdict verdict = {.rule = binding->aside};
    if (binding->aside)
        return verdict;
    enum figure_kind kind = kind_of(number, binding);
    verdict.setting = context_at(reader, binding->number, binding->noun);
    if (binding->later && verdict.setting.period_said.origin != ORIGIN_SENTENCE)
        verdict.setting.period = (struct period){0};
    if (binding->group)
        verdict.setting.group = context_group_name(reader, &reader->tokens.items[binding->group - 1]);
    if (binding->place)
        verdict.setting.place = reader->tokens.items[binding->place - 1].place;
    if (binding->year)
        verdict.setting.period = one_year(binding->year);
    else
        verdict.paired = settle_years(reader, &verdict.setting, binding);
    if ((verdict.setting.inherited & pack->past) && verdict.setting.period_said.origin == ORIGIN_TITLE &&
        lies_ahead(reader, &verdict.setting))
        verdict.setting.period = (struct period){0}; /* "I. Thực trạng" in the plan of a year to come */
    features own = binding->own | binding->frame;
    features inherited = verdict.setting.inherited | verdict.setting.group_gives;
    if (own & pack->topics) /* what the label says itself stands above what was handed on */
        inherited &= ~pack->topics;
    if (!number->number.range && sound(number, kind, binding))
        verdict.reading = reading_find(pack, own, inherited, kinds_of(kind, binding));
    if (verdict.reading && !binding->year)
        strand_take(reader, verdict.reading, &verdict.setting);
    const struct reading *reading = verdict.reading;
    if (!reading || (reading->bare && (binding->narrowed || binding->zero))) {
        verdict.rule = why_not(reader, binding);
    } else if (!(reading->when & pack->post) &&
               is_other_field(reader, binding, own, verdict.setting.inherited)) {
        verdict.rule = "other-field"; /* posts are of any field */
    } else if (verdict.setting.untold && !binding->year && !verdict.setting.period.from) {
        verdict.rule = "untold";
    } else if (is_target(reader, &verdict, kind, inherited, binding->start ? 0 : binding->frame)) {
        verdict.rule = "target";
    } else {
        emit(reader, binding, &verdict.setting, reading, kind);
        strand_keep(reader, reading, &verdict.setting);
        verdict.rule = reading->name;
        verdict.figure = true;
    }
    return verdict;
}

/* ---- passages ----------------------------------------------------------------------------------------------------------- */

/* Only a unit that names the thing itself is handed on, never a level: the last one that became a figure. */
static void keep_counted(struct reader *reader, const struct binding *binding, const char *rule) {
    const struct pack *pack = reader->pack;
    if (rule && !binding->aside && (binding->own & pack->post) == pack->post)
        reader->context->counted = binding->own & pack->post;
}

/* For "con số này" in a later sentence; the first figure of a sentence drops those of the one before. */
static void keep_measured(struct reader *reader, const struct binding *binding,
                          const struct reading *reading) {
    struct context *context = reader->context;
    if (binding->change || (context->measuring && context->n_measured == MEASURED))
        return;
    if (!context->measuring) {
        memcpy(context->older, context->measured, sizeof context->older);
        context->n_older = context->n_measured;
        context->n_measured = 0;
    }
    context->measuring = true;
    context->measured[context->n_measured++] = (struct measured){
        .own = binding->own,
        .frame = binding->frame,
        .handed = reading->when & reader->pack->lasting[LASTING_PARAGRAPH],
        .share = reader->tokens.items[binding->number].number.form == FORM_PERCENT,
        .value = reader->tokens.items[binding->number].number.value,
    };
}

/* What the word that sets the number aside makes of it. */
static struct meaning veto_meaning(const struct reader *reader, const struct binding *binding) {
    for (size_t i = 0; binding->aside && i < reader->tokens.n; i++) {
        const struct phrase *phrase = reader->tokens.items[i].phrase;
        if (phrase && phrase->name == binding->aside)
            return phrase->means;
    }
    return (struct meaning){0};
}

/* Of the number that was seen last. */
static void add_reading(const struct reader *reader, struct trace *trace, bool figure) {
    const struct sightings *sightings = reader->sightings;
    if (trace && figure && sightings->n && sightings->items[sightings->n - 1].trace)
        sightings->items[sightings->n - 1].trace->also = trace;
}

static void write_binding(struct reader *reader, const struct bindings *bindings,
                          const struct binding *binding) {
    const struct token *number = &reader->tokens.items[binding->number];
    struct verdict verdict = judge(reader, binding);
    if (verdict.figure) {
        keep_counted(reader, binding, verdict.rule);
        reader->context->communes |= (binding->own & reader->pack->commune) != 0;
        keep_measured(reader, binding, verdict.reading);
    }
    if (!reader->sightings || (binding->zero && !verdict.figure))
        return;
    if (binding->second) {
        add_reading(reader, trace_binding(reader, bindings, binding, &verdict), verdict.figure);
        return;
    }
    sight(reader, number->at, number->end,
          (struct sighting){.fate = verdict.figure ? FATE_FIGURE
                                    : verdict.rule ? FATE_SET_ASIDE
                                                   : FATE_UNREAD,
                            .why = trace_why(&verdict),
                            .rule = verdict.rule,
                            .means = veto_meaning(reader, binding),
                            .indicator = verdict.figure ? verdict.reading->indicator : NULL,
                            .trace = trace_binding(reader, bindings, binding, &verdict)});
}

static void write_sentence(struct reader *reader, const struct bindings *bindings) {
    reader->context->measuring = reader->context->elected = false;
    for (size_t i = 0; i < bindings->n; i++)
        write_binding(reader, bindings, &bindings->items[i]);
    for (size_t i = 0; reader->sightings && i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_OTHER)
            sight_inside(reader, token, "code");
        else if (token->phrase && token->role != ROLE_NUMBER)
            sight_inside(reader, token, token->phrase->name);
        else if (token->role == ROLE_PERIOD) /* a bare year: "so với 2019" */
            sight_inside(reader, token, "year");
    }
}

/* The tokens at hand, from glue to figures. */
static void read_tokens(struct reader *reader, struct bindings *bindings) {
    for (size_t i = 0; reader->sightings && i < reader->tokens.n; i++) { /* before glue is dropped */
        const struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_GLUE)
            sight_inside(reader, token, token->phrase->name);
    }
    place_list(reader);
    year_list(reader);
    label_join(reader);
    context_settle(reader);
    bind_sentence(reader, bindings);
    write_sentence(reader, bindings);
}

static void read_passage(struct reader *reader, const struct passage *passage, struct bindings *bindings) {
    size_t sighted = reader->sightings ? reader->sightings->n : 0;
    context_enter(reader, passage);
    for (uint32_t at = passage->at, to = at + passage->len; at < to;) {
        at = scan_passage(reader, at, to);
        read_tokens(reader, bindings);
    }
    context_leave(reader, passage);
    if (reader->sightings && reader->sightings->n > sighted)
        qsort(reader->sightings->items + sighted, reader->sightings->n - sighted,
              sizeof *reader->sightings->items, compare_sightings);
}

static void extract_text(const struct source *source, const struct pack *pack, struct figures *figures,
                         struct sightings *sightings, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    struct context context = {.paragraph_at = UINT32_MAX, .level = place_level(source->place, STR(""))};
    struct bindings bindings = {0};
    struct reader reader = {.source = source,
                            .pack = pack,
                            .figures = figures,
                            .sightings = sightings,
                            .diag = diag,
                            .arena = &arena,
                            .context = &context,
                            .style = NUMBER_VI};
    matcher_init(&reader.matcher);
    mem_grow((void **)&reader.tokens.items, &reader.tokens.cap, TOKENS_USUAL, sizeof *reader.tokens.items);
    for (size_t i = 0; i < source->n_passages; i++)
        read_passage(&reader, &source->passages[i], &bindings);
    matcher_fini(&reader.matcher);
    free(reader.tokens.items);
    free(bindings.items);
    arena_fini(&arena);
}

bool extract_source(const struct source *source, const struct pack *pack, struct figures *figures,
                    struct sightings *sightings, struct diag *diag) {
    if (source->kind == SOURCE_TABLE)
        return extract_table(source, pack, figures, sightings, diag);
    extract_text(source, pack, figures, sightings, diag);
    return true;
}

/* ---- coverage ------------------------------------------------------------------------------------------------------------ */

void sightings_fini(struct sightings *sightings) {
    free(sightings->items);
    arena_fini(&sightings->arena);
    *sightings = (struct sightings){0};
}
