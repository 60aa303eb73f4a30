/* place.c - the name behind a class word: the words with capitals that follow it. */
#include "extract/internal.h"
#include "extract/letter.h"
#include <string.h>

#define NAME_WORDS 5 /* Bà Rịa - Vũng Tàu counts four; H'Bia one */

static bool is_capital(struct str nfc, uint32_t at, uint32_t to) {
    size_t next = at;
    if (at >= to)
        return false;
    if ((unsigned char)nfc.at[at] < 0x80) /* most words */
        return nfc.at[at] >= 'A' && nfc.at[at] <= 'Z';
    return text_is_capital(text_next(nfc, &next));
}

static bool joins_word(uint32_t letter) {
    return text_is_letter(letter) || letter == '\'' || letter == 0x2019 || is_digit(letter);
}

static uint32_t word_over(struct str nfc, uint32_t at, uint32_t to) {
    size_t next = at;
    while (next < to) {
        size_t before = next;
        char lower = nfc.at[next] | 0x20;
        size_t letter = lower >= 'a' && lower <= 'z' ? 1 : letter_step(nfc, next);
        next += letter;
        if (letter)
            continue;
        if (!joins_word(text_next(nfc, &next)))
            return (uint32_t)before;
    }
    return (uint32_t)next;
}

/* Blanks, and those that Word and web pages put so that a name is not broken: U+00A0. */
static uint32_t over_blanks(struct str nfc, uint32_t at, uint32_t to) {
    while (at < to) {
        bool fixed = nfc.at[at] == '\xC2' && at + 1 < to && nfc.at[at + 1] == '\xA0';
        if (nfc.at[at] != ' ' && !fixed)
            break;
        at += fixed ? 2 : 1;
    }
    return at;
}

/* " - " or "-" between two capitals belongs to the name: Bà Rịa - Vũng Tàu. */
static uint32_t over_hyphen(struct str nfc, uint32_t at, uint32_t to) {
    uint32_t hyphen = over_blanks(nfc, at, to);
    if (hyphen >= to || nfc.at[hyphen] != '-')
        return at;
    uint32_t next = over_blanks(nfc, hyphen + 1, to);
    return is_capital(nfc, next, to) ? next : at;
}

bool place_in_capitals(struct str nfc) {
    for (size_t i = 0; i < nfc.len;) {
        uint32_t letter = text_next(nfc, &i);
        if (text_is_letter(letter) && !text_is_capital(letter))
            return false;
    }
    return true;
}

/* "XÃ MỸ SƠN VÀ XÃ MỸ HÒA", in a title that is all in capitals: the name ends before "VÀ". */
static bool ends_name(const struct reader *reader, uint32_t at, uint32_t end) {
    return place_in_capitals(str_cut(reader->source->nfc.text, at, end)) &&
           naming_at(reader, NAMING_END, at, end) == end;
}

/* A number that is a name: quận 12, phường 5; not "xã 12 người". `next`: where its digits begin. */
static uint32_t number_end(const struct reader *reader, uint32_t at, uint32_t next, uint32_t to) {
    struct str nfc = reader->source->nfc.text;
    uint32_t digits = word_over(nfc, next, to);
    uint32_t behind = over_blanks(nfc, digits, to);
    bool decimal = behind + 1 < to && is_digit(nfc.at[behind + 1]); /* huyện 16,9% */
    bool closed = behind >= to || nfc.at[behind] == ')' ||
                  ((nfc.at[behind] == ',' || nfc.at[behind] == '.') && !decimal) ||
                  naming_at(reader, NAMING_NUMBERED, behind, to);
    return digits - next <= 2 && closed ? digits : at;
}

uint32_t place_end(const struct reader *reader, uint32_t at, uint32_t to) {
    struct str nfc = reader->source->nfc.text;
    uint32_t end = at, next = over_blanks(nfc, at, to);
    bool note = next == at && at > 0 && nfc.at[at - 1] != '.'; /* "các xã1": of a footnote */
    if (!note && next < to && is_digit(nfc.at[next]))
        return number_end(reader, at, next, to);
    if (!is_capital(nfc, next, to) || naming_at(reader, NAMING_NONE, next, to))
        return at;
    uint32_t inside = naming_at(reader, NAMING_INSIDE, next, to);
    if (inside && is_capital(nfc, over_blanks(nfc, inside, to), to))
        next = over_blanks(nfc, inside, to);
    for (unsigned words = 0; words < NAME_WORDS && is_capital(nfc, next, to); words++) {
        uint32_t word = word_over(nfc, next, to);
        if (words > 0 && ends_name(reader, next, word))
            break;
        end = word;
        uint32_t hyphen = over_hyphen(nfc, end, to);
        next = hyphen > end ? hyphen : over_blanks(nfc, end, to);
        if (next == end)
            break;
    }
    return end;
}

/* Are all words of [at, to) written with a capital? */
static bool all_capital(struct str nfc, uint32_t at, uint32_t to) {
    uint32_t words = 0;
    while (at < to) {
        if (!is_capital(nfc, at, to))
            return false;
        at = over_blanks(nfc, word_over(nfc, at, to), to);
        words++;
    }
    return words >= 2 && words <= NAME_WORDS;
}

static bool before_number(const struct tokens *tokens, size_t i) {
    for (i++; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        bool between = token->role == ROLE_QUALIFIER || token->role == ROLE_GLUE ||
                       (token->role == ROLE_MARK && (token->mark == '(' || token->mark == ':')) ||
                       token_is_word(token, WORD_IS) || token_is_word(token, WORD_HAVE) ||
                       token_is_word(token, WORD_TO);
        if (!between)
            return token->role == ROLE_NUMBER;
    }
    return false;
}

static bool is_person(const struct reader *reader, uint32_t at, uint32_t end);

/* "Mường Tè là huyện ...", "Mường Tè - huyện ...", "Mường Tè, huyện nghèo nhất tỉnh, ...": a name that says what it is. */
static bool names_itself(const struct reader *reader, size_t i) {
    const struct token *token = &reader->tokens.items[i];
    if (i + 2 >= reader->tokens.n)
        return false;
    bool aside = token_is_mark(&token[1], ',') && i + 3 < reader->tokens.n && token[3].role != ROLE_NUMBER &&
                 !is_person(reader, token->at, token->end);
    bool says = aside || token_is_word(&token[1], WORD_IS) || token_is_mark(&token[1], '-');
    return says && token[2].role == ROLE_PLACE_CLASS &&
           all_capital(reader->source->nfc.text, token->at, token->end);
}

/* The place of that bare name that was named before; NULL when none was. */
static const struct str *known_place(const struct context *context, struct str name) {
    for (size_t i = context->n_known; i-- > 0;)
        if (str_equal(place_bare(context->known[i]), name))
            return &context->known[i];
    return NULL;
}

/* ---- names of people ---------------------------------------------------------------------------------------------------- */

/* "Bà Hòa", or three words at least, the first a surname. */
static bool is_person(const struct reader *reader, uint32_t at, uint32_t end) {
    unsigned words = 1;
    for (uint32_t i = at; i < end; i++)
        words += reader->source->folded.at[i] == ' ';
    return naming_at(reader, NAMING_POLITE, at, end) ||
           (words >= 3 && naming_at(reader, NAMING_SURNAME, at, end));
}

/* Does what follows the name speak of a person: "cho biết", ", 36 tuổi"? ", huyện ..." and ", ông ..." follow a place. */
static bool goes_on_as_person(const struct reader *reader, uint32_t end) {
    struct str folded = reader->source->folded;
    uint32_t to = (uint32_t)folded.len, next = over_blanks(folded, end, to);
    if (next < to && folded.at[next] == ',')
        return !naming_at(reader, NAMING_PLACE, over_blanks(folded, next + 1, to), to);
    return naming_at(reader, NAMING_PERSON, next, to);
}

/* Communes of three words seldom begin with a surname, people of three words do. Those of two often do, "phường Trần Phú":
 * there the age must tell. */
bool place_is_person(const struct reader *reader, uint32_t at, uint32_t from, uint32_t end) {
    struct str folded = reader->source->folded;
    const struct context *context = reader->context;
    unsigned words = 1;
    from = over_blanks(folded, from, end);
    for (uint32_t i = from; i < end; i++)
        words += folded.at[i] == ' ';
    bool aged = words >= 2 && naming_at(reader, NAMING_AGE, end, (uint32_t)folded.len);
    if (!(aged || words > 2) || !naming_at(reader, NAMING_SURNAME, from, end) ||
        !(aged || goes_on_as_person(reader, end)) ||
        !naming_before(reader, NAMING_TITLE, at)) /* looked for last: it may begin anywhere */
        return false;
    struct str name = str_cut(reader->source->nfc.text, from, end);
    if (str_equal(place_bare(reader->source->place), name) || str_equal(place_bare(context->subject), name))
        return false;
    return known_place(context, name) == NULL;
}

/* ---- names without their class ------------------------------------------------------------------------------------------- */

/* What the units below the source's own place are called, where they are of one kind. */
static struct str class_below(const struct source *source) {
    bool two_levels = source->date.year > 2025 || (source->date.year == 2025 && source->date.month >= 7);
    if (str_starts(source->place, STR("huyện ")))
        return STR("xã");
    return str_starts(source->place, STR("tỉnh ")) && !two_levels ? STR("huyện") : STR("");
}

static bool heads_clause(const struct token *tokens, size_t i) {
    return i == 0 || (tokens[i - 1].role == ROLE_MARK && strchr(":\"-", tokens[i - 1].mark));
}

/* Does the sentence go on about the name: "X có", "X, 92%"? */
static bool is_subject(const struct reader *reader, size_t i) {
    const struct token *next = &reader->tokens.items[i + 1];
    if (i + 1 >= reader->tokens.n)
        return false;
    return next->role == ROLE_WORD || next->role == ROLE_NUMBER || next->role == ROLE_LABEL ||
           (next->role == ROLE_MARK && (next->mark == ',' || next->mark == ':'));
}

/* "Tại Cam Lộ, 92% cán bộ ...", "Ở Pha Long và Tả Phời, ...": a name behind "tại" at the head of a clause. */
static bool stands_at(const struct reader *reader, size_t i) {
    const struct token *tokens = reader->tokens.items;
    bool more = i >= 2 && tokens[i - 1].role == ROLE_WORD && tokens[i - 1].phrase->as.word == WORD_AND &&
                tokens[i - 2].role == ROLE_PLACE;
    return i > 0 && (more || token_has_trait(&tokens[i - 1], TRAIT_AT)) && is_subject(reader, i);
}

/* "Kỳ Sơn có 10 xã": who has communes is a district. */
static bool has_communes(const struct reader *reader, size_t i) {
    const struct token *next = &reader->tokens.items[i + 1];
    features communes = reader->pack->commune | reader->pack->commune_word;
    return i + 3 < reader->tokens.n && next->role == ROLE_WORD && next->phrase->as.word == WORD_HAVE &&
           next[1].role == ROLE_NUMBER && (next[2].gives & communes) &&
           str_equal(class_below(reader->source), STR("huyện"));
}

/* "Vĩnh Linh đã cử ..." where others of its kind were named before; "Kỳ Sơn là nơi ...". */
static bool goes_on(const struct reader *reader, size_t i) {
    const struct token *next = &reader->tokens.items[i + 1];
    const struct token *own = &reader->tokens.items[i];
    if (i + 2 >= reader->tokens.n || next->role != ROLE_WORD || !heads_clause(reader->tokens.items, i) ||
        naming_at(reader, NAMING_POLITE, own->at, own->end))
        return false;
    if (next->phrase->as.word == WORD_IS)
        return naming_at(reader, NAMING_SPOT, next[1].at, next[1].end);
    return reader->context->n_known > 0 && next->phrase->as.word == WORD_DONE;
}

/* A name without its class: one that was named with it before, or one behind "tại"; then it is of the class that the
 * sentence has `said`, where it has. */
static void place_bare_name(struct reader *reader, size_t i, struct str said) {
    struct token *token = &reader->tokens.items[i];
    struct str name = str_cut(reader->source->nfc.text, token->at, token->end);
    const struct str *known = known_place(reader->context, name);
    struct str class_word = class_below(reader->source);
    bool at = stands_at(reader, i);
    if (at && said.len)
        class_word = said;
    if (known && is_subject(reader, i))
        token->place = *known;
    else if (class_word.len &&
             (at || goes_on(reader, i) || (heads_clause(reader->tokens.items, i) && has_communes(reader, i))))
        token->place = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(class_word), STR_ARG(name));
    else
        return;
    token->role = ROLE_PLACE;
    token->itself = true;
}

/* "Tả Phời khó hơn, mới có 14/20 ...": a known name that opens other words. */
static void place_opening(struct reader *reader, size_t i) {
    struct token *token = &reader->tokens.items[i];
    struct str text = str_cut(reader->source->nfc.text, token->at, token->end);
    const struct context *context = reader->context;
    size_t known = heads_clause(reader->tokens.items, i) ? context->n_known : 0;
    for (size_t k = known; k-- > 0;) {
        struct str name = place_bare(context->known[k]);
        if (!str_starts(text, name) || text.len <= name.len || text.at[name.len] != ' ')
            continue;
        size_t behind = name.len + 1;
        if (is_capital(text, (uint32_t)behind, (uint32_t)text.len))
            continue; /* a longer name */
        token->role = ROLE_PLACE;
        token->itself = true;
        token->place = context->known[k];
        return;
    }
}

/* Names begin with a capital. Most words do not, which folding shows: it leaves them as they are. */
static inline bool may_name(const struct reader *reader, const struct token *token) {
    const char *nfc = reader->source->nfc.text.at + token->at,
               *folded = reader->source->folded.at + token->at;
    uint32_t len = token->end - token->at < 3 ? token->end - token->at : 3;
    return nfc[0] != folded[0] || ((unsigned char)nfc[0] >= 0x80 && memcmp(nfc, folded, len) != 0);
}

/* "Tu Mơ Rông 19, Kon Plông 14": two names at least, each before its number. */
static bool lists_names(const struct reader *reader) {
    const struct tokens *tokens = &reader->tokens;
    unsigned names = 0;
    for (size_t i = 0; i < tokens->n && names < 2; i++)
        names += (tokens->items[i].role == ROLE_OTHER || tokens->items[i].role == ROLE_PLACE) &&
                 before_number(tokens, i) &&
                 all_capital(reader->source->nfc.text, tokens->items[i].at, tokens->items[i].end);
    return names > 1;
}

/* "các huyện A, B, C lần lượt đạt ...": a name behind a place, in a list whose numbers follow in its order. */
static bool listed_in_order(const struct reader *reader, size_t i) {
    const struct token *items = reader->tokens.items;
    bool behind = i >= 2 && items[i - 2].role == ROLE_PLACE &&
                  (token_is_mark(&items[i - 1], ',') || token_is_word(&items[i - 1], WORD_AND));
    while (behind && ++i < reader->tokens.n && !token_is_word(&items[i], WORD_IN_ORDER))
        if (items[i].role == ROLE_NUMBER || token_is_mark(&items[i], ';'))
            return false;
    return behind && i < reader->tokens.n;
}

/* Words that no phrase knows: do they name a place? `class_word`: the one that was said last. */
static void place_words(struct reader *reader, size_t i, struct str class_word) {
    struct token *token = &reader->tokens.items[i];
    if (!may_name(reader, token))
        return;
    struct str name = str_cut(reader->source->nfc.text, token->at, token->end);
    if (names_itself(reader, i)) {
        struct str own = token[2].phrase->as.place;
        token->role = ROLE_PLACE;
        token->itself = true;
        token->place = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(own), STR_ARG(name));
        return;
    }
    if (!all_capital(reader->source->nfc.text, token->at, token->end)) {
        place_opening(reader, i);
        return;
    }
    if (class_word.len && listed_in_order(reader, i)) {
        token->role = ROLE_PLACE;
        token->place = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(class_word), STR_ARG(name));
        return;
    }
    place_bare_name(reader, i, class_word);
    if (token->role == ROLE_PLACE || !before_number(&reader->tokens, i))
        return;
    if (!class_word.len && lists_names(reader))
        class_word = class_below(reader->source);
    if (!class_word.len)
        return;
    token->role = ROLE_PLACE;
    token->place = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(class_word), STR_ARG(name));
}

/* "cán bộ xã": the class word belongs to the staff and names no places. */
static bool says_of_whom(const struct reader *reader, size_t i) {
    return i > 0 && reader->tokens.items[i - 1].role == ROLE_GROUP;
}

/* "thị xã A 12, B 9, C 7": a province has one or two towns, what is listed behind one is of the kind that there are many of. */
static struct str class_listed(const struct reader *reader, const struct token *token) {
    struct str below = class_below(reader->source), own = reader->source->place;
    enum place_level level = token->role == ROLE_PLACE ? place_level(token->place, own) : PLACE_UNKNOWN;
    bool beside = below.len && level > PLACE_PROVINCE && level == place_level(own, STR("")) + 1;
    return beside ? below : token->phrase->as.place;
}

void place_list(struct reader *reader) {
    struct str class_word = STR("");
    for (size_t i = 0; i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_OTHER)
            place_words(reader, i, class_word);
        else if ((token->role == ROLE_PLACE_CLASS && !says_of_whom(reader, i)) ||
                 (token->role == ROLE_PLACE && token->phrase && token->phrase->role == ROLE_PLACE_CLASS))
            class_word = class_listed(reader, token);
    }
}
