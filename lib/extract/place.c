/* place.c - the name behind a class word: the words with capitals that follow it. */
#include "extract/internal.h"

#define NAME_WORDS 5 /* Bà Rịa - Vũng Tàu counts four; H'Bia one */

static bool is_capital(struct str nfc, uint32_t at, uint32_t to) {
    size_t next = at;
    if (at >= to)
        return false;
    uint32_t letter = text_next(nfc, &next);
    char folded[4];
    if (!text_is_letter(letter) || next - at > sizeof folded)
        return false;
    fold_into(str_cut(nfc, at, next), folded);
    return !str_equal((struct str){folded, next - at}, str_cut(nfc, at, next));
}

static bool joins_word(uint32_t letter) {
    return text_is_letter(letter) || letter == '\'' || letter == 0x2019 || (letter >= '0' && letter <= '9');
}

static uint32_t word_over(struct str nfc, uint32_t at, uint32_t to) {
    size_t next = at;
    while (next < to) {
        size_t before = next;
        if (!joins_word(text_next(nfc, &next)))
            return (uint32_t)before;
    }
    return (uint32_t)next;
}

static uint32_t over_blanks(struct str nfc, uint32_t at, uint32_t to) {
    while (at < to && nfc.at[at] == ' ')
        at++;
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

uint32_t place_end(struct str nfc, uint32_t at, uint32_t to) {
    uint32_t end = at;
    uint32_t next = over_blanks(nfc, at, to);
    if (next < to && nfc.at[next] >= '0' && nfc.at[next] <= '9') { /* quận 12, phường 5: not "xã 12 người" */
        uint32_t digits = word_over(nfc, next, to);
        uint32_t behind = over_blanks(nfc, digits, to);
        bool decimal =
            behind + 1 < to && nfc.at[behind + 1] >= '0' && nfc.at[behind + 1] <= '9'; /* huyện 16,9% */
        bool closed = behind >= to || nfc.at[behind] == ')' ||
                      ((nfc.at[behind] == ',' || nfc.at[behind] == '.') && !decimal);
        return digits - next <= 2 && closed ? digits : at;
    }
    for (unsigned words = 0; words < NAME_WORDS && is_capital(nfc, next, to); words++) {
        end = word_over(nfc, next, to);
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
        bool between = token->role == ROLE_QUALIFIER ||
                       (token->role == ROLE_MARK && (token->mark == '(' || token->mark == ':')) ||
                       (token->role == ROLE_WORD && token->phrase->as.word == WORD_IS);
        if (!between)
            return token->role == ROLE_NUMBER;
    }
    return false;
}

/* "Mường Tè là huyện ...", "Mường Tè - huyện ...": a name that says what it is. */
static bool names_itself(const struct reader *reader, size_t i) {
    const struct token *token = &reader->tokens.items[i];
    if (i + 2 >= reader->tokens.n || token->role != ROLE_OTHER)
        return false;
    bool says = (token[1].role == ROLE_WORD && token[1].phrase->as.word == WORD_IS) ||
                (token[1].role == ROLE_MARK && token[1].mark == '-');
    return says && token[2].role == ROLE_PLACE_CLASS &&
           all_capital(reader->source->nfc.text, token->at, token->end);
}

void place_list(struct reader *reader) {
    struct str nfc = reader->source->nfc.text;
    struct str class_word = STR("");
    for (size_t i = 0; i < reader->tokens.n; i++) {
        struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_PLACE_CLASS ||
            (token->role == ROLE_PLACE && token->phrase->role == ROLE_PLACE_CLASS))
            class_word = token->phrase->as.place;
        if (names_itself(reader, i)) {
            struct str own = token[2].phrase->as.place;
            token->role = ROLE_PLACE;
            token->place = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(own),
                                        STR_ARG(str_cut(nfc, token->at, token->end)));
            continue;
        }
        if (token->role != ROLE_OTHER || !class_word.len || !all_capital(nfc, token->at, token->end) ||
            !before_number(&reader->tokens, i))
            continue;
        token->role = ROLE_PLACE;
        token->place = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(class_word),
                                    STR_ARG(str_cut(nfc, token->at, token->end)));
    }
}
