/* year.c - years that a list names without their word: "2018: 90%; 2019: 94%", "54,1% (2015)". */
#include "extract/internal.h"
#include <string.h>

#define YEAR_FIRST 1945
#define YEAR_LAST  2099

static bool is_mark(const struct tokens *tokens, size_t i, const char *marks) {
    const struct token *token = i < tokens->n ? &tokens->items[i] : NULL;
    return token && token->role == ROLE_MARK && strchr(marks, token->mark);
}

/* Four digits and nothing else. */
static int year_of(const struct tokens *tokens, size_t i) {
    const struct token *token = &tokens->items[i];
    if (token->role != ROLE_NUMBER || token->number.form != FORM_COUNT || token->end - token->at != 4)
        return 0;
    struct decimal value = token->number.value;
    return value.scale == 0 && value.units >= YEAR_FIRST && value.units <= YEAR_LAST ? (int)value.units : 0;
}

static bool number_follows(const struct tokens *tokens, size_t i) {
    while (i < tokens->n &&
           (tokens->items[i].role == ROLE_QUALIFIER || token_is_word(&tokens->items[i], WORD_HAVE) ||
            tokens->items[i].role == ROLE_FRAME))
        i++;
    return i < tokens->n && tokens->items[i].role == ROLE_NUMBER;
}

/* "2019: 94%", where no label stands before it: "tổng số 2019: ..." is a count. */
static bool heads_item(const struct tokens *tokens, size_t i) {
    bool first = i == 0 || is_mark(tokens, i - 1, ":;,-+(.") || tokens->items[i - 1].role == ROLE_FRAME;
    return first && is_mark(tokens, i + 1, ":") && number_follows(tokens, i + 2);
}

static bool fills_bracket(const struct tokens *tokens, size_t i) {
    return i >= 2 && is_mark(tokens, i - 1, "(") && is_mark(tokens, i + 1, ")") &&
           (tokens->items[i - 2].role == ROLE_NUMBER || tokens->items[i - 2].role == ROLE_UNIT);
}

void year_list(struct reader *reader) {
    struct tokens *tokens = &reader->tokens;
    for (size_t i = 0; i < tokens->n; i++) {
        struct token *token = &tokens->items[i];
        int year = year_of(tokens, i);
        if (!year || !(heads_item(tokens, i) || fills_bracket(tokens, i)))
            continue;
        token->role = ROLE_PERIOD;
        token->shape = SHAPE_YEAR;
        token->period.from = token->period.to = (int16_t)year;
    }
}
