/* explain_say.c - a trace in sentences for people who know neither rules nor patterns, or as rows for programs. Each sentence
 * names the words of the text that decided, and where they stand. */
#include "explain.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN    160 /* [bytes] of the sentence to each side of the number, */
#define WORD_MAX 60  /* and of a word that they end in */

static const struct sheet_column columns[] = {
    {"source", NULL, false}, {"line", NULL, true},      {"column", NULL, true}, {"start", NULL, true},
    {"end", NULL, true},     {"quote", NULL, false},    {"part", NULL, false},  {"value", NULL, false},
    {"from", NULL, false},   {"from_line", NULL, true}, {"words", NULL, false}, {"says", NULL, false},
};

/* ---- rows and sentences ------------------------------------------------------------------------------------------------- */

const struct clue no_clue = {ORIGIN_NONE, {"", 0}, 0, false};

void say(struct saying *saying, const char *part, struct str value, const struct clue *clue,
         const char *format, ...) {
    struct buf says = BUF_EMPTY;
    va_list args;
    va_start(args, format);
    buf_vprintf(&says, format, args);
    va_end(args);
    const struct sighting *sighting = saying->about->sighting;
    if (saying->call->form == SHEET_TABLE) {
        buf_puts(&saying->call->out, "  ");
        buf_str(&saying->call->out, buf_view(&says));
        buf_char(&saying->call->out, '\n');
    } else {
        struct sheet *sheet = &saying->sheet;
        sheet_text(sheet, str_of(saying->about->source->path));
        sheet_int(sheet, sighting->line);
        sheet_int(sheet, saying->column);
        sheet_int(sheet, sighting->where.at);
        sheet_int(sheet, (int64_t)sighting->where.at + sighting->where.len);
        sheet_text(sheet, sighting->quote);
        sheet_text(sheet, str_of(part));
        sheet_text(sheet, value);
        sheet_text(sheet, str_of(origin_name(clue->origin)));
        if (clue->line)
            sheet_int(sheet, clue->line);
        else
            sheet_decimal(sheet, DECIMAL_MISSING);
        sheet_text(sheet, clue->words);
        sheet_text(sheet, buf_view(&says));
    }
    buf_fini(&says);
}

struct str place_of(struct arena *arena, const struct clue *clue) {
    unsigned line = clue->line;
    switch (clue->origin) {
    case ORIGIN_SENTENCE:
    case ORIGIN_NUMBER: return str_of(_("in the same sentence"));
    case ORIGIN_PARAGRAPH: return arena_printf(arena, _("earlier in the paragraph, line %u"), line);
    case ORIGIN_EARLIER: return arena_printf(arena, _("in an earlier paragraph, line %u"), line);
    case ORIGIN_INTRO: return arena_printf(arena, _("in the line that opens the list, line %u"), line);
    case ORIGIN_HEADING: return arena_printf(arena, _("in the heading on line %u"), line);
    case ORIGIN_TITLE: return arena_printf(arena, _("in the opening of the text, line %u"), line);
    case ORIGIN_HEAD: return arena_printf(arena, _("in the head of the table, line %u"), line);
    case ORIGIN_ROW: return str_of(_("in the same row"));
    case ORIGIN_ABOVE: return arena_printf(arena, _("in a row above, line %u"), line);
    default: return STR("");
    }
}

/* ---- a figure ------------------------------------------------------------------------------------------------------------ */

static void print_value(struct buf *out, const struct figure *figure) {
    struct decimal value = figure->value;
    bool change = figure->kind == FIGURE_CHANGE, down = decimal_sign(value) < 0;
    if (change)
        buf_puts(out, down ? _("down by ") : _("up by "));
    number_paper(out, down ? decimal_neg(value) : value);
    if (figure->kind == FIGURE_RATIO) {
        buf_puts(out, _(" out of "));
        number_paper(out, figure->about->of);
    }
    buf_printf(out, strcmp(figure->about->unit, "%") == 0 ? "%s" : " %s", figure->about->unit);
}

static void say_figure(struct saying *saying, const struct figure *figure) {
    struct buf value = BUF_EMPTY;
    bool vietnamese = saying->call->vietnamese;
    print_value(&value, figure);
    struct span whole = saying->about->sighting->whole;
    if (whole.len > saying->about->sighting->where.len)
        buf_printf(&value, " = %.*s", STR_ARG(figure_quote(saying->about->figures, figure)));
    say(saying, "figure", str_of(figure->indicator->id), &no_clue,
        figure->about->planned ? _("It is read as a plan or an order: %s (%s), %.*s.")
                               : _("It is read as: %s (%s), %.*s."),
        vietnamese ? figure->indicator->label : figure->indicator->label_en, figure->indicator->id,
        STR_ARG(buf_view(&value)));
    buf_fini(&value);
}

static void say_label(struct saying *saying, const struct trace *trace) {
    const struct clue *label = &trace->label;
    struct str words = label->words;
    if (label->origin == ORIGIN_NUMBER && words.len)
        say(saying, "label", words, label,
            _("What it measures: \"%.*s\", said with the number %.*s of the same sentence; this one goes on about that."),
            STR_ARG(words), STR_ARG(trace->lender));
    else if (label->origin == ORIGIN_HEAD)
        say(saying, "label", words, label, _("What it measures: its column is headed \"%.*s\" (line %u)."),
            STR_ARG(words), label->line);
    else if (label->origin == ORIGIN_ROW)
        say(saying, "label", words, label, _("What it measures: its row is called \"%.*s\"."),
            STR_ARG(words));
    else if (words.len)
        say(saying, "label", words, label,
            label->behind ? _("What it measures: \"%.*s\", said behind the number.")
                          : _("What it measures: \"%.*s\", said in front of the number."),
            STR_ARG(words));
    if (trace->counted.words.len)
        say(saying, "counted", trace->counted.words, &trace->counted, _("What is counted: \"%.*s\"."),
            STR_ARG(trace->counted.words));
}

void say_frame(struct saying *saying, const struct trace *trace) {
    const struct clue *clue = &trace->frame;
    const char *sense = saying->call->vietnamese ? trace->sense.vi : trace->sense.en;
    if (!clue->words.len)
        return;
    if (sense)
        say(saying, "frame", clue->words, clue, _("By \"%.*s\" it is understood as %s."),
            STR_ARG(clue->words), sense);
    else
        say(saying, "frame", clue->words, clue,
            clue->behind ? _("Because of \"%.*s\" behind it, it is understood in that sense.")
                         : _("Because of \"%.*s\" before it, it is understood in that sense."),
            STR_ARG(clue->words));
}

static void say_senses(struct saying *saying, struct arena *arena, const struct trace *trace) {
    const struct clue *clue = &trace->field;
    if (clue->words.len)
        say(saying, "field", clue->words, clue,
            trace->implied ? _("Of what field: not said; taken as that of \"%.*s\", %.*s.")
                           : _("Of what field: \"%.*s\", %.*s."),
            STR_ARG(clue->words), STR_ARG(place_of(arena, clue)));
    say_frame(saying, trace);
    clue = &trace->qualifier;
    if (clue->words.len)
        say(saying, "qualifier", clue->words, clue,
            _("Because of \"%.*s\" beside it, it is not taken as exact."), STR_ARG(clue->words));
    clue = &trace->change;
    if (clue->words.len)
        say(saying, "change", clue->words, clue,
            _("Because of \"%.*s\" before it, it is a change and not a level."), STR_ARG(clue->words));
}

/* "Mộ Đức" is a district: its class was taken from elsewhere. Bare names of provinces are known. */
static bool class_unsaid(struct str place, struct str words) {
    return words.len && words.len < place.len && !str_starts(place, STR("tỉnh ")) &&
           str_equal(str_cut(place, place.len - words.len, place.len), words);
}

static void say_place(struct saying *saying, struct arena *arena, const struct figure *figure,
                      const struct clue *clue) {
    if (class_unsaid(figure->about->place, clue->words))
        say(saying, "place", figure->about->place, clue,
            _("Unit: %.*s, by \"%.*s\" %.*s; its class is not said there, but taken from the units named before it."),
            STR_ARG(figure->about->place), STR_ARG(clue->words), STR_ARG(place_of(arena, clue)));
    else if (clue->words.len)
        say(saying, "place", figure->about->place, clue, _("Unit: %.*s, by \"%.*s\" %.*s."),
            STR_ARG(figure->about->place), STR_ARG(clue->words), STR_ARG(place_of(arena, clue)));
    else if (figure->about->place.len)
        say(saying, "place", figure->about->place, clue,
            _("Unit: %.*s, whose report this is; no other is named nearer to the number."),
            STR_ARG(figure->about->place));
    else
        say(saying, "place", STR(""), clue,
            _("Unit: not known; the text names none, and whose report it is was not given (--place, or place: in "
              "hoso.yaml)."));
}

/* "2016-2020", "from 2017": in a sentence. */
static void print_years(struct buf *out, struct period period) {
    if (period.from && !period.to)
        buf_printf(out, _("from %d on"), period.from);
    else if (period.from && period.to != period.from)
        buf_printf(out, "%d-%d", period.from, period.to);
    else
        period_print(out, period);
}

static void say_period(struct saying *saying, struct arena *arena, const struct figure *figure,
                       const struct trace *trace) {
    const struct clue *clue = &trace->period;
    struct buf period = BUF_EMPTY;
    print_years(&period, figure->about->period);
    struct str value = buf_view(&period);
    if (value.len && clue->words.len)
        say(saying, "period", value, clue, _("Year: %.*s, by \"%.*s\" %.*s."), STR_ARG(value),
            STR_ARG(clue->words), STR_ARG(place_of(arena, clue)));
    else if (value.len && trace->pair)
        say(saying, "period", value, clue,
            trace->pair == PAIR_FIRST ? _("Year: %.*s, the earlier of the two years that are compared.")
                                      : _("Year: %.*s, the later of the two years that are compared."),
            STR_ARG(value));
    else if (value.len && clue->origin == ORIGIN_TITLE)
        say(saying, "period", value, clue, _("Year: %.*s, by the title or the name of the table."),
            STR_ARG(value));
    else if (value.len)
        say(saying, "period", value, clue, _("Year: %.*s."), STR_ARG(value));
    else if (saying->about->source->date.year)
        say(saying, "period", value, clue,
            _("Year: none is said for this number; the year of the report holds, %d."),
            saying->about->source->date.year);
    else
        say(saying, "period", value, clue,
            _("Year: not known; the text names none, and the day of the report was not given (--date, or date: in "
              "hoso.yaml)."));
    buf_fini(&period);
}

/* Only the day of the report tells a goal from a result. */
static void say_ahead(struct saying *saying, const struct trace *trace) {
    struct str words = trace->period.words;
    if (trace->ahead && words.len)
        say(saying, "ahead", words, &trace->period,
            _("The day of the report was not given: if it was written before \"%.*s\", this is a goal and no result; "
              "give --date."),
            STR_ARG(words));
}

static void say_base(struct saying *saying, struct arena *arena, const struct figure *figure,
                     const struct clue *clue) {
    struct buf base = BUF_EMPTY;
    if (figure->kind != FIGURE_CHANGE)
        return;
    print_years(&base, figure->about->base);
    struct str value = buf_view(&base);
    if (value.len && clue->words.len)
        say(saying, "base_period", value, clue, _("Compared with: %.*s, by \"%.*s\" %.*s."), STR_ARG(value),
            STR_ARG(clue->words), STR_ARG(place_of(arena, clue)));
    else if (value.len)
        say(saying, "base_period", value, clue, _("Compared with: %.*s, the beginning of the years named."),
            STR_ARG(value));
    else
        say(saying, "base_period", value, clue, _("Compared with: the text names no year."));
    buf_fini(&base);
}

/* Units and inspections are of no staff. */
static bool counts_staff(const struct figure *figure) {
    const char *unit = figure->indicator->unit;
    return strcmp(unit, "xã") != 0 && strcmp(unit, "cuộc") != 0;
}

static void say_group(struct saying *saying, struct arena *arena, const struct figure *figure,
                      const struct clue *clue) {
    if (!counts_staff(figure))
        return;
    if (figure->about->group.len && clue->words.len)
        say(saying, "group", figure->about->group, clue, _("Staff: \"%.*s\", %.*s."), STR_ARG(clue->words),
            STR_ARG(place_of(arena, clue)));
    else if (figure->about->group.len)
        say(saying, "group", figure->about->group, clue, _("Staff: \"%.*s\"."),
            STR_ARG(figure->about->group));
    else if (strcmp(figure->indicator->unit, "người") == 0)
        say(saying, "group", figure->about->group, clue, _("Staff: the text does not say whom it counts."));
}

/* ---- with a workspace: what rests on the figure ------------------------------------------------------------------------------ */

static const struct figure *of_workspace(const struct explained *about, const struct figure *figure) {
    const struct figures *all = &about->workspace->figures;
    for (size_t i = 0; i < all->n; i++) {
        const struct figure *other = all->items[i];
        if (other->where.at == figure->where.at && other->indicator == figure->indicator &&
            strcmp(all->sources[other->where.source]->path, about->source->path) == 0)
            return other;
    }
    return NULL;
}

static bool rests_on(const struct finding *finding, const struct figure *figure) {
    for (uint32_t i = 0; i < finding->n_figures; i++)
        if (finding->figures[i] == figure)
            return true;
    return false;
}

static void say_findings(struct saying *saying, const struct figure *figure) {
    const struct findings *findings = &saying->about->workspace->findings;
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->level == FINDING_PASS || !rests_on(finding, figure))
            continue;
        say(saying, "finding", str_of(finding->check), &no_clue, _("A check found (%s): %s"), finding->check,
            saying->call->vietnamese ? finding->message_vi : finding->message_en);
    }
}

/* Where several figures answer the same question another one may be printed. */
static void say_winner(struct saying *saying, const struct figure *figure) {
    const struct figures *all = &saying->about->workspace->figures;
    const struct figure_query query = {.indicator = str_of(figure->indicator->id),
                                       .place = figure->about->place,
                                       .year = figure_year(all, figure),
                                       .group = figure->about->group,
                                       .kinds = FIGURE_BIT((unsigned)figure->kind)};
    const struct figure *winner = figures_lookup(all, &query);
    struct buf name = BUF_EMPTY, value = BUF_EMPTY;
    if (winner && winner != figure) {
        figure_name(&name, all, winner);
        print_value(&value, winner);
        say(saying, "printed", buf_view(&name), &no_clue,
            _("For the same unit, year and staff %.*s says %.*s; that one is printed."),
            STR_ARG(buf_view(&name)), STR_ARG(buf_view(&value)));
    }
    buf_fini(&name);
    buf_fini(&value);
}

static void say_workspace(struct saying *saying, const struct figure *figure) {
    const struct figure *kept = saying->about->workspace ? of_workspace(saying->about, figure) : NULL;
    if (!kept)
        return;
    say_findings(saying, kept);
    say_winner(saying, kept);
}

static void explain_figure(struct saying *saying, struct arena *arena, const struct figure *figure,
                           const struct trace *trace) {
    say_figure(saying, figure);
    say_label(saying, trace);
    say_senses(saying, arena, trace);
    say_place(saying, arena, figure, &trace->place);
    say_period(saying, arena, figure, trace);
    say_ahead(saying, trace);
    say_base(saying, arena, figure, &trace->base);
    say_group(saying, arena, figure, &trace->group);
    say(saying, "rule", str_of(figure->about->rule), &no_clue, _("The rule that read it: %s."),
        figure->about->rule);
    say_workspace(saying, figure);
}

/* ---- numbers ---------------------------------------------------------------------------------------------------------------------- */

/* A byte of a letter that is not its first? */
static bool is_within(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The sentence around the number, which stands in brackets of its own. */
static void print_sentence(struct buf *out, const struct explained *about) {
    size_t mark, mark_len;
    struct span where = about->sighting->where;
    struct str text = source_context(about->source, where.at, where.len, &mark, &mark_len);
    size_t from = mark > SHOWN ? mark - SHOWN : 0;
    size_t to = mark + mark_len + SHOWN < text.len ? mark + mark_len + SHOWN : text.len;
    for (size_t least = from > WORD_MAX ? from - WORD_MAX : 0; from > least && text.at[from - 1] != ' ';)
        from--;
    for (size_t most = to + WORD_MAX; to < text.len && to < most && text.at[to] != ' ';)
        to++;
    while (from < mark && is_within(text.at[from]))
        from++;
    while (to < text.len && is_within(text.at[to]))
        to++;
    buf_puts(out, from ? "  … " : "  ");
    for (size_t i = from; i < to; i++) {
        if (i == mark)
            buf_puts(out, ">>");
        buf_char(out, text.at[i] == '\n' ? ' ' : text.at[i]);
        if (i + 1 == mark + mark_len)
            buf_puts(out, "<<");
    }
    buf_puts(out, to < text.len ? " …\n" : "\n");
}

void saying_start(struct saying *saying, struct call *call) {
    *saying = (struct saying){.call = call};
    if (call->form != SHEET_TABLE)
        sheet_start(&saying->sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
}

/* Is the figure at `where` the one that the number makes, or is a part of? Where cells add up, others may lie between them. */
static bool is_seen(const struct sighting *sighting, struct span where) {
    if (sighting->whole.len)
        return sighting->whole.at == where.at && sighting->whole.len == where.len;
    return where.at <= sighting->where.at && sighting->where.at + sighting->where.len <= where.at + where.len;
}

void saying_number(struct saying *saying, const struct explained *about) {
    const struct sighting *sighting = about->sighting;
    static const struct trace none;
    const struct trace *trace = sighting->trace ? sighting->trace : &none;
    struct arena arena = ARENA_EMPTY;
    uint32_t line;
    bool any = false;
    saying->about = about;
    source_position(about->source, sighting->where.at, &line, &saying->column);
    if (saying->call->form == SHEET_TABLE) {
        struct buf *out = &saying->call->out;
        buf_printf(out, "%s%s:%u:%u: %.*s\n", out->len ? "\n" : "", about->source->path, line, saying->column,
                   STR_ARG(sighting->quote));
        print_sentence(out, about);
    }
    for (size_t i = 0; i < about->figures->n; i++) {
        const struct figure *figure = about->figures->items[i];
        if (!is_seen(sighting, figure->where))
            continue;
        explain_figure(saying, &arena, figure, trace);
        trace = trace->also ? trace->also : trace;
        any = true;
    }
    if (!any)
        explain_none(saying, &arena);
    arena_fini(&arena);
}

void saying_end(struct saying *saying) {
    if (saying->call->form != SHEET_TABLE)
        sheet_end(&saying->sheet);
}
