/* scan.c - a passage into tokens: the pack's phrases where they match, between them numbers, marks and other words. */
#include "extract/internal.h"
#include "extract/letter.h"
#include <stdlib.h>
#include <string.h>

/* So often may a limit be hit in one text before its phrases are no longer looked for. */
#define LIMITS_MAX 50
#define TOKENS_MAX 4000 /* of one sentence; a longer one is cut, for binding looks back over all of it */

static inline struct token *add(struct reader *reader, enum role role, uint32_t at, uint32_t end) {
    static const struct token empty; /* copied sooner than made */
    struct tokens *tokens = &reader->tokens;
    MEM_ROOM(tokens->items, tokens->n, tokens->cap);
    struct token *token = &tokens->items[tokens->n++];
    *token = empty;
    token->role = role;
    token->at = at;
    token->end = end;
    token->inside = tokens->depth > 0;
    tokens->counts |= role == ROLE_NUMBER || role == ROLE_NUMERAL || role == ROLE_NEGATION;
    return token;
}

/* ---- between the phrases --------------------------------------------------------------------------------------------- */

/* The mark that a piece of punctuation counts as; 0: it says nothing. */
static char mark_of(uint32_t letter) {
    switch (letter) {
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '.':
    case '/':
    case '-': return (char)letter;
    case '[': return '(';
    case ']': return ')';
    case '+':
    case '&': return '+';
    case 0x2013:
    case 0x2014: return '-';
    case '!':
    case '?':
    case 0x2026: return '.';
    case '\n': return 0;
    case '"':
    case 0x201C:
    case 0x201D: return '"';
    default: return 0;
    }
}

static bool word_letter(uint32_t letter) {
    return text_is_letter(letter) || is_digit(letter) || letter == '_' || letter == '@';
}

/* A word whose letters end at `at`, with digits and hyphened digits that belong to it: COVID-19, km2. */
static uint32_t word_over(struct str s, uint32_t at, uint32_t to) {
    size_t next = at;
    while (next < to) {
        size_t before = next;
        size_t quick = digit_at(s, next) ? 1 : letter_step(s, next);
        next += quick;
        if (quick)
            continue;
        uint32_t letter = text_next(s, &next);
        bool joint = (letter == '-' || letter == '.') && next < to && is_digit(s.at[next]);
        if (!word_letter(letter) && !joint)
            return (uint32_t)before;
    }
    return (uint32_t)next;
}

/* Most words end where their letters do, before a blank or a comma. */
static inline uint32_t word_end(struct str s, uint32_t at, uint32_t to) {
    return at < to && (s.at[at] == ' ' || s.at[at] == ',') ? at : word_over(s, at, to);
}

/* `letters`: how far they go from `at`, or less. */
static inline uint32_t add_word(struct reader *reader, uint32_t at, uint32_t letters, uint32_t to) {
    struct tokens *tokens = &reader->tokens;
    uint32_t end = word_end(reader->source->folded, letters, to);
    struct token *last = tokens->n ? &tokens->items[tokens->n - 1] : NULL;
    if (last && last->role == ROLE_OTHER) {
        last->end = end;
        last->words++;
    } else {
        add(reader, ROLE_OTHER, at, end)->words = 1;
    }
    return end;
}

/* Looks ahead: the scan goes on where it is. */
static bool phrase_begins(struct reader *reader, uint32_t at, uint32_t to) {
    struct match match;
    size_t here = reader->matcher.units.here;
    enum found found =
        program_match(reader->pack->program, &reader->matcher, reader->source->folded, at, to, &match);
    reader->matcher.units.here = here;
    return found == FOUND_PHRASE;
}

/* The first and the last that are named. */
static void read_years(struct str text, int years[2]) {
    int n = 0;
    for (size_t i = 0; i + 4 <= text.len; i++) {
        struct str year = str_cut(text, i, i + 4);
        bool alone = i == 0 || text.at[i - 1] < '0' || text.at[i - 1] > '9';
        bool ends = i + 4 == text.len || text.at[i + 4] < '0' || text.at[i + 4] > '9';
        if (alone && ends && (str_starts(year, STR("19")) || str_starts(year, STR("20"))) &&
            year.at[2] >= 48 && year.at[2] <= 57 && year.at[3] >= 48 && year.at[3] <= 57)
            years[n == 0 ? n++ : 1] = (year.at[0] - 48) * 1000 + (year.at[1] - 48) * 100 +
                                      (year.at[2] - 48) * 10 + (year.at[3] - 48);
    }
}

/* "so với 2019": a year without its word. */
static void name_year(struct reader *reader, struct token *token) {
    const struct token *last = token - 1;
    int years[2] = {0, 0};
    if (reader->tokens.n < 2 || last->role != ROLE_WORD || last->phrase->as.word != WORD_COMPARE ||
        token->end - token->at != 4)
        return;
    read_years(str_cut(reader->source->folded, token->at, token->end), years);
    if (!years[0])
        return;
    token->role = ROLE_PERIOD;
    token->shape = SHAPE_YEAR;
    token->period.from = token->period.to = (int16_t)years[0];
}

/* A number, or a code that begins with digits (30a) as a word; "22người" is a number and its unit. */
static uint32_t add_number(struct reader *reader, uint32_t at, uint32_t to) {
    struct str folded = reader->source->folded;
    struct numeral number;
    uint32_t end = numeral_read(folded, at, to, reader->style, &number);
    size_t next = end;
    bool glued = end < to && text_is_letter(text_next(folded, &next));
    if (end == at || (glued && !phrase_begins(reader, end, to)))
        return add_word(reader, at, at, to);
    struct token *token = add(reader, ROLE_NUMBER, at, end);
    token->number = number;
    name_year(reader, token);
    return end;
}

/* Tokens know whether they stand in brackets; the brackets themselves do not. */
static void add_mark(struct reader *reader, char mark, uint32_t at, uint32_t end) {
    struct tokens *tokens = &reader->tokens;
    if (mark == ')' && tokens->depth > 0)
        tokens->depth--;
    add(reader, ROLE_MARK, at, end)->mark = mark;
    if (mark == '(')
        tokens->depth++;
}

/* A unit that begins no phrase; returns the end of what it is of. */
static uint32_t add_other(struct reader *reader, const struct text_unit *unit, uint32_t to) {
    if (unit->kind == UNIT_WORD)
        return add_word(reader, unit->at, unit->end, to);
    if (unit->kind == UNIT_DIGITS)
        return add_number(reader, unit->at, to);
    size_t next = unit->at;
    char mark = mark_of(text_next(reader->source->folded, &next));
    if (mark)
        add_mark(reader, mark, unit->at, unit->end);
    return unit->end;
}

/* ---- phrases ----------------------------------------------------------------------------------------------------------- */

static bool capital(struct str nfc, struct str folded, uint32_t at) {
    size_t next = at;
    text_next(nfc, &next);
    return memcmp(nfc.at + at, folded.at + at, next - at) != 0;
}

/* Does a word of it begin with a capital? "thành phố Hồ Chí Minh" does, "hòa bình" does not. */
static bool has_capital(struct str nfc, struct str folded, uint32_t at, uint32_t end) {
    for (uint32_t i = at; i < end; i++)
        if ((i == at || folded.at[i - 1] == ' ') && capital(nfc, folded, i))
            return true;
    return false;
}

/* The class word and the name, without what stands between: "xã biên giới Tân Bình". */
static struct str named_place(struct reader *reader, const struct phrase *phrase, uint32_t at, uint32_t end,
                              uint32_t name) {
    struct str nfc = reader->source->nfc.text, class_word = phrase->as.place;
    struct str said = str_cut(reader->source->folded, at, end);
    bool epithet = str_starts(said, class_word) && said.len > class_word.len + 1;
    if (place_in_capitals(str_cut(nfc, at, name)))
        return arena_printf(reader->arena, "%.*s %.*s", STR_ARG(class_word),
                            STR_ARG(text_name(reader->arena, str_trim(str_cut(nfc, end, name)))));
    if (!epithet)
        return str_cut(nfc, at, name);
    return arena_printf(reader->arena, "%.*s %.*s", STR_ARG(class_word),
                        STR_ARG(str_trim(str_cut(nfc, end, name))));
}

static uint32_t add_place(struct reader *reader, const struct phrase *phrase, uint32_t at, uint32_t end,
                          uint32_t to) {
    uint32_t name = place_end(reader, end, to);
    if (name > end && place_is_person(reader, at, end, name)) {
        add(reader, ROLE_GLUE, at, name)->phrase = phrase;
        return name;
    }
    struct token *token =
        add(reader, name > end ? ROLE_PLACE : ROLE_PLACE_CLASS, at, name > end ? name : end);
    token->phrase = phrase;
    token->gives = name > end ? 0 : phrase->gives;
    if (name > end)
        token->place = place_name(reader->arena, named_place(reader, phrase, at, end, name));
    return token->end;
}

/* "năm trước": one; "cách đây ba năm": as many as it says. */
static int years_ago(const struct phrase *phrase, struct str text) {
    return phrase->traits & TRAIT_COUNTED ? numeral_said(text) : 1;
}

static struct period period_of(const struct reader *reader, const struct phrase *phrase, struct str text) {
    struct period period = {0};
    int years[2] = {0, 0};
    int own = reader->source->date.year;
    read_years(text, years);
    switch (phrase->as.shape) {
    case SHAPE_YEAR:
    case SHAPE_UNTIL: period.from = period.to = (int16_t)(years[1] ? years[1] : years[0]); break;
    case SHAPE_FIRST:
    case SHAPE_LAST:
    case SHAPE_SPAN:
        period.from = (int16_t)years[0];
        period.to = (int16_t)(years[1] ? years[1] : years[0]);
        break;
    case SHAPE_SINCE: period.from = (int16_t)years[0]; break;
    case SHAPE_NEXT: period.from = period.to = (int16_t)(own ? own + 1 : 0); break;
    case SHAPE_PREVIOUS: period.from = period.to = (int16_t)(own ? own - years_ago(phrase, text) : 0); break;
    case SHAPE_THIS: period.from = period.to = (int16_t)own; break;
    case SHAPE_HELD:
    case SHAPE_BEFORE:
    case SHAPE_SAME:
    case SHAPE_NOW: break;
    }
    return period;
}

/* A number in words; returns the end of its "phần trăm" where that follows. */
static uint32_t add_numeral(struct token *token, struct str folded, uint32_t to) {
    int value = number_said(str_cut(folded, token->at, token->end));
    token->role = value >= 0 ? ROLE_NUMBER : ROLE_OTHER;
    token->words = 1;
    token->number = (struct numeral){
        .form = FORM_COUNT, .value = decimal_int(value), .of = DECIMAL_MISSING, .whole = true};
    return token->end = numeral_percent(folded, token->end, to, &token->number);
}

static uint32_t add_phrase(struct reader *reader, const struct match *match, uint32_t to) {
    const struct phrase *phrase = &reader->pack->phrases[match->phrase];
    struct str folded = reader->source->folded, nfc = reader->source->nfc.text;
    enum role role = phrase->role;
    if (role == ROLE_PLACE_CLASS)
        return add_place(reader, phrase, match->at, match->end, to);
    if (role == ROLE_PLACE && !has_capital(nfc, folded, match->at, match->end))
        return add_word(reader, match->at, match->at, match->end);
    struct token *token = add(reader, role, match->at, match->end);
    token->phrase = phrase;
    token->gives = phrase->gives;
    token->sets = phrase->sets;
    if (role == ROLE_PLACE) {
        token->place = phrase->as.place;
    } else if (role == ROLE_PERIOD) {
        token->shape = phrase->as.shape;
        token->period = period_of(reader, phrase, str_cut(folded, match->at, match->end));
    } else if (role == ROLE_NUMERAL) {
        return add_numeral(token, folded, to);
    }
    return match->end;
}

static void report_limit(struct reader *reader, uint32_t at) {
    struct span span = source_span(reader->source, at, at + 1);
    if (reader->limits++ > 0)
        return;
    diag_at(
        reader->diag, DIAG_WARNING, source_where(reader->source, span.at, span.len), "rule-limit",
        _("searching for the pack's phrases took too long here, this word is passed over; simplify the pack's "
          "patterns"));
}

/* The phrase that begins with the unit, else what it is by itself; returns its end. */
static uint32_t add_unit(struct reader *reader, const struct text_unit *unit, uint32_t to) {
    struct program *program = reader->pack->program;
    struct match match;
    enum found found = FOUND_NOTHING;
    if (program_begins(program, &reader->matcher.units) && reader->limits < LIMITS_MAX)
        found = program_match_here(program, &reader->matcher, reader->source->folded, &match);
    if (found == FOUND_PHRASE)
        return add_phrase(reader, &match, to);
    if (found == FOUND_LIMIT)
        report_limit(reader, unit->at);
    return add_other(reader, unit, to);
}

uint32_t scan_passage(struct reader *reader, uint32_t at, uint32_t to) {
    struct str folded = reader->source->folded;
    struct text_units *units = &reader->matcher.units;
    const struct lexicon *words = &reader->pack->program->steps.words;
    reader->tokens.n = reader->tokens.depth = 0;
    reader->tokens.counts = false;
    for (const struct text_unit *unit = units_from(units, words, folded, at, to);
         unit->at < to && reader->tokens.n < TOKENS_MAX; unit = units_next(units, words, folded, at))
        at = add_unit(reader, unit, to);
    return units->items[units->here].at;
}
