/* token.h - the syntax of PDF (ISO 32000-1, 7.2 and 7.3), token by token, without memory: arrays are open and close. Inner
 * header of words.c. */
#ifndef HOSO_VERIFY_TOKEN_H
#define HOSO_VERIFY_TOKEN_H

#include "base/base.h"

enum token_type {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_HEX,
    TOKEN_STRING,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_MARK, /* of a dictionary: << or >> */
    TOKEN_WORD
};

struct token {
    enum token_type type;
    struct str text; /* between the delimiters */
    int64_t value;   /* of a number [1/1000] */
};

/* The first token of `rest`, which is cut down to what follows; TOKEN_END at its end. */
struct token token_next(struct str *rest);
/* The bytes that the text of a TOKEN_HEX, a TOKEN_STRING stands for, behind what `out` has. */
void token_hex(struct buf *out, struct str text);
void token_string(struct buf *out, struct str text);
/* Of either, by its type. */
void token_bytes(struct buf *out, struct token token);

#endif
