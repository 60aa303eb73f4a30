/* clue.c - words of the text as evidence: cut out with the line that they stand on. */
#include "extract/clue.h"

#define WORDS_MAX 200 /* [bytes] of a quotation */

/* A run of thousands of glued numbers is not quoted for each of them. */
struct str clue_words(struct reader *reader, uint32_t at, uint32_t end) {
    struct str text = reader->source->nfc.text;
    struct arena *arena = &reader->sightings->arena;
    if (end - at <= WORDS_MAX)
        return arena_str(arena, str_cut(text, at, end));
    end = at + WORDS_MAX;
    while (end > at && ((unsigned char)text.at[end] & 0xC0) == 0x80)
        end--;
    struct str cut = str_cut(text, at, end);
    return arena_printf(arena, "%.*s …", STR_ARG(cut));
}

struct clue clue_said(struct reader *reader, struct said said) {
    struct clue clue = {.origin = said.origin};
    uint32_t column;
    if (said.end > said.at) {
        clue.words = clue_words(reader, said.at, said.end);
        source_position(reader->source, source_span(reader->source, said.at, said.end).at, &clue.line,
                        &column);
    }
    return clue;
}

struct clue clue_tokens(struct reader *reader, size_t first, size_t last) {
    const struct token *tokens = reader->tokens.items;
    return clue_said(reader, (struct said){tokens[first].at, tokens[last].end, ORIGIN_SENTENCE});
}

struct clue clue_token(struct reader *reader, size_t i, size_t number) {
    struct clue clue = clue_tokens(reader, i, i);
    clue.behind = i > number;
    return clue;
}

/* The token before `number` whose words say the feature, or only imply it. */
static size_t sayer(const struct reader *reader, size_t number, features one, bool implied) {
    const struct token *tokens = reader->tokens.items;
    for (size_t i = number; i-- > 0 && number - i < LOOK_MAX;)
        if ((implied ? tokens[i].sets : tokens[i].gives) & one)
            return i;
    return SIZE_MAX;
}

struct clue clue_handed_on(struct reader *reader, size_t number, features one, bool *implied) {
    const struct tokens *tokens = &reader->tokens;
    size_t said_by = sayer(reader, number, one, false);
    *implied = said_by == SIZE_MAX;
    if (*implied)
        said_by = sayer(reader, number, one, true);
    if (said_by != SIZE_MAX)
        return clue_token(reader, said_by, number);
    *implied = false;
    struct said said = context_said(reader, one);
    if (said.origin != ORIGIN_NONE)
        return clue_said(reader, said);
    for (size_t i = number + 1; i < tokens->n && i - number < LOOK_MAX; i++)
        if ((tokens->items[i].gives | tokens->items[i].sets) & one)
            return clue_token(reader, i, number);
    return (struct clue){0};
}
