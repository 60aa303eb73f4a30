/* year.c - years that are named without their word: in lists, "2018: 90%; 2019: 94%", in brackets, "54,1% (2015)", at the end
 * of headings, "C. NHIỆM VỤ 2023". */
#include "extract/internal.h"
#include <string.h>

#define YEAR_FIRST 1945 /* what is earlier is a count, or history */
#define YEAR_LAST  2099

int year_at(struct str text, size_t i) {
    int year = 0;
    if ((i > 0 && is_digit(text.at[i - 1])) || digit_at(text, i + 4))
        return 0;
    for (size_t k = i; k < i + 4; k++) {
        if (!digit_at(text, k))
            return 0;
        year = year * 10 + (text.at[k] - '0');
    }
    return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

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

/* The last word of a heading that has said something else. */
static bool ends_heading(const struct reader *reader, size_t i) {
    return reader->context->headed && i + 1 == reader->tokens.n && i > 0 &&
           reader->tokens.items[i - 1].role != ROLE_MARK && reader->tokens.items[i - 1].role != ROLE_NUMBER;
}

void year_list(struct reader *reader) {
    struct tokens *tokens = &reader->tokens;
    for (size_t i = 0; tokens->counts && i < tokens->n; i++) {
        struct token *token = &tokens->items[i];
        int year = year_of(tokens, i);
        if (!year || !(heads_item(tokens, i) || fills_bracket(tokens, i) || ends_heading(reader, i)))
            continue;
        token->role = ROLE_PERIOD;
        token->shape = SHAPE_YEAR;
        token->period.from = token->period.to = (int16_t)year;
    }
}
