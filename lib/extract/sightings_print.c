/* sightings_print.c - the table of `hoso extract --coverage`, with a word for each number on what it is or why it is no figure. */
#include "extract/extract.h"

static const struct sheet_column columns[] = {
    {"source", N_("source"), false}, {"line", N_("line"), true},
    {"start", NULL, true},           {"end", NULL, true},
    {"quote", N_("quote"), false},   {"fate", N_("fate"), false},
    {"rule", N_("rule"), false},     {"means", N_("what it is"), false},
};

/* For programs. */
static const char *const fate_names[] = {
    [FATE_FIGURE] = "figure", [FATE_SET_ASIDE] = "set-aside", [FATE_UNREAD] = "unread"};

static const char *const fate_words[] = {
    [FATE_FIGURE] = N_("figure"), [FATE_SET_ASIDE] = N_("set aside"), [FATE_UNREAD] = N_("unread")};

static const char *column_word(enum fate fate) {
    return fate == FATE_SET_ASIDE ? _("what the row is about, or its number")
                                  : _("its column is read for no indicator");
}

static const char *row_word(enum fate fate) {
    return fate == FATE_SET_ASIDE ? _("its row is of no unit") : _("its row is not read");
}

static const char *why_word(const struct sighting *s) {
    switch (s->why) {
    case WHY_INSIDE: return _("part of words that measure nothing");
    case WHY_TIME: return _("a time");
    case WHY_NAME: return _("part of the name of what is measured");
    case WHY_VETO: return _("no result of this staff");
    case WHY_FIELD: return _("of another field");
    case WHY_TARGET:
    case WHY_OUTLOOK: return _("a goal and no result");
    case WHY_UNTOLD: return _("of a term whose years nobody names");
    case WHY_RANGE: return _("a range and no single value");
    case WHY_COLUMNS: return _("in a row of numbers without heads");
    case WHY_OTHER: return _("something else is counted");
    case WHY_NARROWED: return _("of some of the staff only");
    case WHY_UNCATALOGUED: return _("in no indicator");
    case WHY_SHARE: return _("a share, by what is not said");
    case WHY_CODE: return _("a code, or part of a word");
    case WHY_COLUMN: return column_word(s->fate);
    case WHY_ROW: return row_word(s->fate);
    case WHY_CELL: return _("no number such as its column holds");
    default: return "";
    }
}

/* A figure's indicator; of others what the rule that set them aside says, else why they were. */
static const char *means(const struct sighting *s, bool vietnamese) {
    if (s->indicator)
        return vietnamese ? s->indicator->label : s->indicator->label_en;
    if (s->means.vi)
        return vietnamese ? s->means.vi : s->means.en;
    return why_word(s);
}

void sightings_print(struct buf *out, enum sheet_form form, const struct figures *figures,
                     const struct sightings *sightings, bool vietnamese) {
    struct sheet sheet;
    sheet_start(&sheet, form, columns, sizeof columns / sizeof *columns, out);
    for (size_t i = 0; i < sightings->n; i++) {
        const struct sighting *s = &sightings->items[i];
        sheet_text(&sheet, str_of(figures->sources[s->where.source]->path));
        sheet_int(&sheet, s->line);
        sheet_int(&sheet, s->where.at);
        sheet_int(&sheet, (int64_t)s->where.at + s->where.len);
        sheet_text(&sheet, s->quote);
        sheet_text(&sheet, str_of(form == SHEET_TABLE ? _(fate_words[s->fate]) : fate_names[s->fate]));
        sheet_text(&sheet, str_of(s->rule));
        sheet_text(&sheet, str_of(means(s, vietnamese)));
    }
    sheet_end(&sheet);
}
