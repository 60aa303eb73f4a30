/* label.c - words that name one thing become one label.
 *
 * "trình độ chuyên môn từ đại học trở lên" is five phrases and one label with the features edu, university, up. Phrases
 * next to each other join (glue is dropped first), unless both say something of one slot: "đại học cao đẳng" are two.
 * Over a comma or "và" they join in two cases only: classes counted together ("cao đẳng, trung cấp"), and topics that
 * a standard asks for together ("đạt chuẩn về chuyên môn và lý luận chính trị").
 *
 * Lists that put the number first and a dash behind it ("12 - đại học") are read as if the dash were not there. */
#include "extract/internal.h"
#include <string.h>

/* ---- numbers with a dash ----------------------------------------------------------------------------------------------- */

/* Nothing else stands between a dash and what it leads to. A capital there is a numbered heading: "2 - Cán bộ xã: 24". */
static bool leads_on(const struct reader *reader, const struct token *dash) {
    struct str nfc = reader->source->nfc.text, folded = reader->source->folded;
    size_t at = dash->end, end;
    if (!token_is_mark(dash, '-') || at + 1 >= nfc.len || nfc.at[at] != ' ')
        return false;
    end = ++at;
    text_next(nfc, &end);
    return end <= folded.len && memcmp(nfc.at + at, folded.at + at, end - at) == 0;
}

/* The dash behind a number that opens the line, and those of the list that goes on from it. "12 - tổng số cán bộ": nor does
 * the word for the total say more than the number. */
static void drop_dashes(struct reader *reader) {
    struct tokens *tokens = &reader->tokens;
    size_t kept = 1;
    if (tokens->n < 3 || tokens->items[0].role != ROLE_NUMBER || !leads_on(reader, &tokens->items[1]))
        return;
    for (size_t i = 1; i < tokens->n; i++) {
        const struct token *last = &tokens->items[kept - 1];
        bool opens = last->role == ROLE_NUMBER &&
                     (kept == 1 || token_is_mark(last - 1, ',') || token_is_mark(last - 1, ';'));
        if (opens && leads_on(reader, &tokens->items[i])) {
            const struct token *next = i + 1 < tokens->n ? &tokens->items[i + 1] : NULL;
            i += next && next->role == ROLE_LABEL && next->gives == reader->pack->total;
            continue;
        }
        if (kept++ < i)
            tokens->items[kept - 1] = tokens->items[i];
    }
    tokens->n = kept;
}

/* ---- labels ------------------------------------------------------------------------------------------------------------ */

/* A class word without a name speaks where a number counts it ("12 xã") or a list has it for a key ("xã: 12"). */
static bool names_item(const struct tokens *tokens, size_t kept, size_t i) {
    bool counted = kept > 0 && tokens->items[kept - 1].role == ROLE_NUMBER;
    return counted || (i + 1 < tokens->n && token_is_mark(&tokens->items[i + 1], ':'));
}

/* *listed: "lần lượt là" is among them. */
static void drop_glue(struct tokens *tokens, bool *listed) {
    size_t kept = 0;
    *listed = false;
    for (size_t i = 0; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        bool class_word = token->role == ROLE_PLACE_CLASS && !names_item(tokens, kept, i);
        bool silent = token->role == ROLE_GLUE || class_word || token_is_mark(token, '"');
        *listed |= token_is_word(token, WORD_IN_ORDER);
        if (!silent && kept++ < i)
            tokens->items[kept - 1] = *token;
    }
    tokens->n = kept;
}

static features rivals_of(const struct pack *pack, features set) {
    features rivals = 0;
    for (features left = set; left; left &= left - 1)
        rivals |= pack->features[__builtin_ctzll(left)].rivals;
    return rivals;
}

/* Standing side by side. */
static bool joins_beside(const struct pack *pack, const struct token *a, const struct token *b) {
    return (rivals_of(pack, a->gives) & b->gives) == 0;
}

/* With a comma, a slash or "và" between. */
static bool joins_over(const struct pack *pack, features inherited, const struct token *a,
                       const struct token *b) {
    features shared = rivals_of(pack, a->gives) & b->gives;
    if (a->gives & pack->up)
        return false; /* "trung cấp trở lên" is a class of its own */
    if ((a->gives | b->gives | inherited) & pack->joiner && !(a->gives & pack->strict))
        return (shared & pack->lasting[LASTING_PARAGRAPH]) != 0 && (b->gives & pack->strict) == 0;
    return (shared & pack->strict) != 0 && (b->gives & ~rivals_of(pack, a->gives) & pack->strict) == 0;
}

static bool is_joint(const struct token *token) {
    return token_is_word(token, WORD_AND) || token_is_mark(token, ',') || token_is_mark(token, '/') ||
           token_is_mark(token, '-') || token_is_mark(token, '+');
}

/* Is the label at `i` about to be given a number of its own? Then it is an item of a list, not part of a union. */
static bool owns_number(const struct tokens *tokens, size_t i) {
    for (i++; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        bool between = token_is_word(token, WORD_IS) || token_is_mark(token, ':') ||
                       token->role == ROLE_QUALIFIER || token_is_word(token, WORD_HAVE) ||
                       token_is_word(token, WORD_TO) || token->role == ROLE_CHANGE;
        if (!between)
            return token->role == ROLE_NUMBER;
    }
    return false;
}

static bool has_number_before(const struct tokens *tokens, size_t i) {
    while (i-- > 0) {
        const struct token *token = &tokens->items[i];
        if (token->role == ROLE_NUMBER)
            return true;
        if (token->role == ROLE_MARK && token->mark != '-')
            return false;
    }
    return false;
}

static void absorb(struct token *into, const struct token *from) {
    into->gives |= from->gives;
    into->sets |= from->sets;
    into->end = from->end;
}

/* A union that would take the next item of a list with it is none: "12 đại học, cao đẳng 5". */
static bool union_holds(const struct tokens *tokens, size_t second) {
    return !owns_number(tokens, second) || !has_number_before(tokens, second - 1);
}

/* "lý luận chính trị (LLCT)", "cán bộ, công chức (CBCC)": the bracket says the label or the group again. */
static bool is_gloss(const struct tokens *tokens, size_t i, const struct token *last) {
    return last && i + 2 < tokens->n && (last->role == ROLE_LABEL || last->role == ROLE_GROUP) &&
           token_is_mark(&tokens->items[i], '(') && tokens->items[i + 1].role == last->role &&
           token_is_mark(&tokens->items[i + 2], ')') && (tokens->items[i + 1].gives & ~last->gives) == 0;
}

/* "trình độ chuyên môn (từ trung cấp trở lên)": the bracket has the level of a topic. Its end; `i` where it is none. */
static size_t level_in_bracket(const struct reader *reader, size_t i, const struct token *last) {
    const struct tokens *tokens = &reader->tokens;
    size_t end = i + 1;
    if (!last || last->role != ROLE_LABEL || (last->gives & ~reader->pack->topics) ||
        !token_is_mark(&tokens->items[i], '('))
        return i;
    while (end < tokens->n && tokens->items[end].role == ROLE_LABEL)
        end++;
    bool up = end > i + 2 && tokens->items[end - 1].gives == reader->pack->up;
    return up && end < tokens->n && token_is_mark(&tokens->items[end], ')') ? end : i;
}

/* ---- pairs --------------------------------------------------------------------------------------------------------------- */

static bool is_list_joint(const struct token *token) {
    return token_is_word(token, WORD_AND) || token_is_mark(token, ',');
}

/* From the copula back to the first of the labels before it; *n: how many. */
static size_t labels_before(const struct tokens *tokens, size_t copula, unsigned *n) {
    size_t i = copula;
    *n = 0;
    while (i > 0 && tokens->items[i - 1].role == ROLE_LABEL) {
        while (i > 0 && tokens->items[i - 1].role == ROLE_LABEL)
            i--;
        ++*n;
        if (i < 2 || !is_list_joint(&tokens->items[i - 1]) || tokens->items[i - 2].role != ROLE_LABEL)
            break;
        i--;
    }
    return i;
}

/* How many numbers of one form are listed from token `i` on, the last behind "và" and none behind it. */
static unsigned numbers_behind(const struct tokens *tokens, size_t i) {
    unsigned n = 0;
    bool joined = false;
    enum number_form form = FORM_COUNT;
    for (; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i], *next = token + 1;
        if (token->role == ROLE_QUALIFIER)
            continue;
        if (token->role != ROLE_NUMBER || (n > 0 && token->number.form != form))
            return 0;
        form = token->number.form;
        n++;
        if (i + 2 >= tokens->n || !is_list_joint(next) ||
            (next[1].role != ROLE_NUMBER && next[1].role != ROLE_QUALIFIER))
            break;
        joined = token_is_word(next, WORD_AND);
        i++;
    }
    const struct token *end = i + 1 < tokens->n ? &tokens->items[i + 1] : NULL;
    return joined && (!end || end->role == ROLE_MARK || end->role == ROLE_UNIT) ? n : 0;
}

/* "Nữ và đảng viên chiếm 21% và 80%": each label has its own number, though no word says so. */
static void mark_pairs(struct tokens *tokens) {
    for (size_t i = 1; i + 1 < tokens->n; i++) {
        unsigned labels, numbers;
        if (!token_is_word(&tokens->items[i], WORD_IS) || tokens->items[i - 1].role != ROLE_LABEL)
            continue;
        size_t first = labels_before(tokens, i, &labels);
        numbers = labels > 1 ? numbers_behind(tokens, i + 1) : 0;
        for (size_t k = first; numbers == labels && k <= i; k++)
            tokens->items[k].paired = true;
    }
}

/* How many tokens from `i` on go into `last`, the label or the group before them; 0: none. */
static size_t join_at(const struct reader *reader, size_t i, struct token *last, bool listed) {
    const struct tokens *tokens = &reader->tokens;
    const struct pack *pack = reader->pack;
    const struct token *token = &tokens->items[i];
    bool labelled = last->role == ROLE_LABEL;
    if (labelled && token->role == ROLE_LABEL && last->gives != pack->up && joins_beside(pack, last, token)) {
        absorb(last, token);
        return 1;
    }
    if (is_gloss(tokens, i, last))
        return 3;
    size_t bracket = level_in_bracket(reader, i, last);
    for (size_t k = i + 1; k < bracket; k++)
        absorb(last, &tokens->items[k]);
    if (bracket > i)
        return bracket + 1 - i;
    const struct token *next = labelled && i + 1 < tokens->n ? token + 1 : NULL;
    if (!next || next->role != ROLE_LABEL || !is_joint(token) ||
        !joins_over(pack, context_features(reader), last, next) || listed || token->paired ||
        !union_holds(tokens, i + 1))
        return 0;
    absorb(last, next);
    return 2;
}

void label_join(struct reader *reader) {
    struct tokens *tokens = &reader->tokens;
    bool listed;
    drop_dashes(reader);
    drop_glue(tokens, &listed);
    if (tokens->counts)
        mark_pairs(tokens);
    size_t kept = 0;
    for (size_t i = 0; i < tokens->n;) {
        struct token *last = kept ? &tokens->items[kept - 1] : NULL;
        bool may_take = last && (last->role == ROLE_LABEL || last->role == ROLE_GROUP);
        size_t taken = may_take ? join_at(reader, i, last, listed) : 0;
        if (taken == 0 && kept++ < i)
            tokens->items[kept - 1] = tokens->items[i];
        i += taken ? taken : 1;
    }
    tokens->n = kept;
}
