/* explain_why.c - why a number was not read as a figure, in sentences: it is none, it was not taken for one, it was not read, or
 * not understood. */
#include "explain.h"

static void say_apart(struct saying *saying, const struct trace *trace) {
    const struct clue *label = &trace->label;
    struct str by = trace->between;
    say(saying, "nearest", label->words, label,
        label->behind ? _("The nearest words that name something are \"%.*s\", behind the number.")
                      : _("The nearest words that name something are \"%.*s\", in front of the number."),
        STR_ARG(label->words));
    switch (trace->apart) {
    case APART_NUMBER:
        say(saying, "apart", by, &no_clue, _("They were not taken for it: the number %.*s stands between."),
            STR_ARG(by));
        break;
    case APART_TAKEN:
        say(saying, "apart", by, &no_clue, _("They were not taken for it: they belong to the number %.*s."),
            STR_ARG(by));
        break;
    case APART_STOP:
        say(saying, "apart", by, &no_clue,
            _("They were not taken for it: a new part of the sentence begins between."));
        break;
    case APART_MATTER:
        say(saying, "apart", by, &no_clue,
            _("They were not taken for it: \"%.*s\" between them is of another matter."), STR_ARG(by));
        break;
    case APART_WORDS:
        say(saying, "apart", by, &no_clue,
            _("They were not taken for it: no rule knows what \"%.*s\" between them means."), STR_ARG(by));
        break;
    case APART_SIDE:
        say(saying, "apart", by, &no_clue,
            _("They were not taken for it: put like this, they need not be about this number."));
        break;
    default:
        say(saying, "apart", by, &no_clue,
            _("They were not taken for it: what they name is not counted in such numbers."));
    }
}

/* What a reason is told with. */
struct reason {
    struct saying *saying;
    struct arena *arena;
    const struct trace *trace;
    const char *rule;
};

/* What the rule says that its numbers are; NULL: it does not. */
static const char *meaning_of(const struct saying *saying) {
    const struct meaning *means = &saying->about->sighting->means;
    return saying->call->vietnamese ? means->vi : means->en;
}

/* Digits that count nothing. */
static bool say_no_figure(const struct reason *reason) {
    struct saying *saying = reason->saying;
    const struct trace *trace = reason->trace;
    const struct clue *clue = &trace->cause;
    struct str cause = clue->words, value = str_of(why_name(trace->why));
    const char *rule = reason->rule, *means = meaning_of(saying);
    switch (trace->why) {
    case WHY_INSIDE:
        if (means)
            say(saying, "why", value, clue, _("It is no figure: \"%.*s\" is %s (rule %s)."), STR_ARG(cause),
                means, rule);
        else
            say(saying, "why", value, clue,
                _("It is no figure: it is part of \"%.*s\", which as a whole measures nothing (rule %s)."),
                STR_ARG(cause), rule);
        break;
    case WHY_TIME:
        say(saying, "why", value, clue,
            _("It is no figure: it says of when the figures are, \"%.*s\" (rule %s)."), STR_ARG(cause), rule);
        break;
    case WHY_NAME:
        say(saying, "why", value, clue,
            _("It is no figure of its own: it belongs to the name of what is measured, \"%.*s\" (rule %s)."),
            STR_ARG(cause), rule);
        break;
    case WHY_CODE:
        if (str_equal(cause, saying->about->sighting->quote))
            say(saying, "why", value, clue,
                _("It is no figure: so many digits in a row are a code, or a slip of the keyboard."));
        else
            say(saying, "why", value, clue, _("It is no figure: the digits are part of the word \"%.*s\"."),
                STR_ARG(cause));
        break;
    default: return false;
    }
    return true;
}

/* It counts, but something else than the results of this staff, or of another time. */
static bool say_not_meant(const struct reason *reason) {
    struct saying *saying = reason->saying;
    const struct trace *trace = reason->trace;
    const struct clue *clue = &trace->cause;
    struct str cause = clue->words, value = str_of(why_name(trace->why));
    struct arena *arena = reason->arena;
    const char *rule = reason->rule, *means = meaning_of(saying);
    switch (trace->why) {
    case WHY_VETO:
        if (means)
            say(saying, "why", value, clue, _("It is not taken as a figure: \"%.*s\" makes it %s (rule %s)."),
                STR_ARG(cause), means, rule);
        else
            say(saying, "why", value, clue,
                _("It is not taken as a figure: by \"%.*s\" it is no result of this staff (rule %s)."),
                STR_ARG(cause), rule);
        break;
    case WHY_FIELD:
        say(saying, "why", value, clue,
            _("It is not taken as a figure: by \"%.*s\" it is about another field than the staff of this pack."),
            STR_ARG(cause));
        break;
    case WHY_TARGET:
        say(saying, "why", value, clue,
            _("It is not taken as a figure: it is for \"%.*s\" (said %.*s), which lies after the day of the report; so it is a "
              "goal and no result."),
            STR_ARG(cause), STR_ARG(place_of(arena, clue)));
        break;
    case WHY_OUTLOOK:
        say(saying, "why", value, clue,
            _("It is not taken as a figure: by \"%.*s\" (said %.*s) it is of what is still to come; so it is a goal and no "
              "result."),
            STR_ARG(cause), STR_ARG(place_of(arena, clue)));
        break;
    case WHY_UNTOLD:
        if (cause.len)
            say(saying, "why", value, clue,
                _("It is not taken as a figure: it is of \"%.*s\", and nobody names the years of that."),
                STR_ARG(cause));
        else
            say(saying, "why", value, clue,
                _("It is not taken as a figure: it is of the beginning or the end of a term whose years nobody names."));
        break;
    case WHY_NARROWED:
        if (!cause.len)
            say(saying, "why", value, clue,
                _("It is not taken as a figure: by the words around it, it is about only some of the staff or about others, for whom "
                  "there is no indicator."));
        else
            say(saying, "why", value, clue,
                _("It is not taken as a figure: by \"%.*s\" it is about only some of the staff or about others, for whom there is "
                  "no indicator."),
                STR_ARG(cause));
        break;
    default: return false;
    }
    return true;
}

/* Nobody says what it counts, or nothing that the catalogue has. */
static bool say_not_known(const struct reason *reason) {
    struct saying *saying = reason->saying;
    const struct trace *trace = reason->trace;
    const struct clue *clue = &trace->cause;
    struct str cause = clue->words, value = str_of(why_name(trace->why));
    struct str label = trace->label.words;
    switch (trace->why) {
    case WHY_RANGE:
        say(saying, "why", value, clue, _("It is not taken as a figure: it is one end of a range."));
        break;
    case WHY_COLUMNS:
        say(saying, "why", value, clue,
            _("It is not taken as a figure: it stands in a row of numbers, and no words say what their columns are."));
        break;
    case WHY_OTHER:
        if (!cause.len)
            say(saying, "why", value, clue,
                _("It is not taken as a figure: it counts something that no indicator is about."));
        else
            say(saying, "why", value, clue,
                _("It is not taken as a figure: it goes with \"%.*s\", which no indicator is about."),
                STR_ARG(cause));
        break;
    case WHY_UNCATALOGUED:
        say(saying, "why", value, &trace->label,
            _("It is not taken as a figure: it is about \"%.*s\", and no indicator is about just that."),
            STR_ARG(label.len ? label : trace->counted.words));
        say_frame(saying, trace);
        break;
    case WHY_SHARE:
        say(saying, "why", value, &trace->label,
            _("It is not taken as a figure: it is a share of \"%.*s\", and no words say by what."),
            STR_ARG(label.len ? label : trace->counted.words));
        break;
    default: return false;
    }
    return true;
}

/* A cell of a table. */
static bool say_not_read(const struct reason *reason) {
    struct saying *saying = reason->saying;
    const struct trace *trace = reason->trace;
    const struct clue *clue = &trace->cause;
    struct str value = str_of(why_name(trace->why)), label = trace->label.words;
    switch (trace->why) {
    case WHY_COLUMN:
        say(saying, "why", value, &trace->label,
            _("It is not read: its column, \"%.*s\", is read for no indicator."), STR_ARG(label));
        break;
    case WHY_ROW:
        say(saying, "why", value, clue,
            _("It is not read: its row as a whole is not; it is no unit's row of figures, or a message says what is wrong with it."));
        break;
    case WHY_CELL:
        say(saying, "why", value, &trace->label,
            _("It is not read: it is no number such as its column, \"%.*s\", holds; correct the cell."),
            STR_ARG(label));
        break;
    default: return false;
    }
    return true;
}

static void say_not_understood(const struct reason *reason) {
    struct saying *saying = reason->saying;
    const struct trace *trace = reason->trace;
    const struct clue *clue = &trace->cause;
    struct str value = str_of(why_name(trace->why)), label = trace->label.words;
    if (trace->why == WHY_NO_WORDS)
        say(saying, "why", value, &no_clue,
            _("It was not understood: no words of its sentence name anything that is measured."));
    else if (trace->why == WHY_HALF)
        say(saying, "why", value, &trace->label,
            _("It was not understood: \"%.*s\" beside it says whom or of what field, but not what is measured of them."),
            STR_ARG(label.len ? label : trace->counted.words));
    else
        say(saying, "why", value, &no_clue,
            _("It was not understood: nothing that is measured was found for it."));
    if (clue->words.len)
        say(saying, "beside", clue->words, clue,
            _("Right beside it stands \"%.*s\", which no rule ties to an indicator."), STR_ARG(clue->words));
    if (trace->why == WHY_APART)
        say_apart(saying, trace);
}

static void say_why(const struct reason *reason) {
    if (!say_no_figure(reason) && !say_not_meant(reason) && !say_not_known(reason) && !say_not_read(reason))
        say_not_understood(reason);
}

/* No rule would help: another number, or a mark, keeps words apart that are known. */
static bool known_words(const struct trace *trace) {
    return trace && trace->why == WHY_APART && !trace->cause.words.len &&
           (trace->apart == APART_NUMBER || trace->apart == APART_TAKEN || trace->apart == APART_STOP);
}

void explain_none(struct saying *saying, struct arena *arena) {
    static const struct trace none = {.why = WHYS};
    const struct sighting *sighting = saying->about->sighting;
    say_why(&(struct reason){saying, arena, sighting->trace ? sighting->trace : &none,
                             sighting->rule ? sighting->rule : ""});
    if (sighting->fate == FATE_UNREAD && saying->about->source->kind == SOURCE_TEXT)
        say(saying, "advice", STR(""), &no_clue,
            known_words(sighting->trace)
                ? _("The words are known, but stand apart from the number; if it should be read, see to the sentence and "
                    "its marks.")
                : _("If it should be read, add these words to a rule pack of your workspace (templates/rules)."));
}
