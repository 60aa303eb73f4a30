/* lost.c - "C?ng ch?c": where a program had no byte for a letter it wrote a question mark (Excel, "CSV (Comma delimited)" on
 * a system that is not Vietnamese), and the letter is gone. Such words are reported and never guessed. */
#include "source/lost.h"
#include <string.h>

#define LOST_IN_TEXT 3 /* a text may have a question mark without its blank once or twice */

static const char replacement[] = "\uFFFD";

/* The code point before byte `at`, 0 at the start. */
static uint32_t code_before(struct str text, size_t at) {
    size_t from = at;
    while (from > 0 && ((unsigned char)text.at[from - 1] & 0xC0) == 0x80)
        from--;
    return from > 0 ? (from--, text_next(text, &from)) : 0;
}

/* Is it part of an address or a query, or of no word at all? "gì?Nhưng" lacks a blank and nothing else. */
static bool is_lost(struct str text, size_t at) {
    size_t next = at + 1, from = at, to = at;
    uint32_t before = code_before(text, at), behind = next < text.len ? text_next(text, &next) : 0;
    if (!text_is_letter(behind) ||
        (text_is_letter(before) && !text_is_capital(before) && text_is_capital(behind)))
        return false;
    while (from > 0 && (unsigned char)text.at[from - 1] > ' ' && at - from < 200)
        from--;
    while (to < text.len && (unsigned char)text.at[to] > ' ' && to - at < 200)
        to++;
    struct str word = str_cut(text, from, to);
    return str_find(word, STR("="), 0) == STR_NONE && str_find(word, STR("://"), 0) == STR_NONE &&
           str_find(word, STR("www."), 0) == STR_NONE;
}

/* Counts `sign` where it stands for a letter. */
static size_t count_lost(struct str text, struct str sign, bool always, size_t *first) {
    size_t n = 0;
    for (size_t at = 0; at < text.len; at++) {
        const char *next = memchr(text.at + at, sign.at[0], text.len - at);
        if (next == NULL)
            break;
        at = (size_t)(next - text.at);
        if (!str_starts(str_cut(text, at, text.len), sign) || (!always && !is_lost(text, at)))
            continue;
        *first = at < *first ? at : *first;
        n++;
    }
    return n;
}

void lost_report(const struct source *source, struct diag *diag) {
    struct str text = source->nfc.text;
    size_t first = text.len, asked = text.len;
    size_t n = count_lost(text, STR("?"), false, &asked);
    if (source->kind == SOURCE_TEXT && n < LOST_IN_TEXT)
        n = 0;
    if (n > 0)
        first = asked;
    n += count_lost(text, str_of(replacement), true, &first);
    if (n == 0)
        return;
    struct span span = source_span(source, first, first + 1);
    diag_at(
        diag, DIAG_WARNING, source_where(source, span.at, span.len), "encoding-lost",
        _("question marks stand for letters at %zu places, the first one here: they were lost when the file was "
          "saved, and are not guessed; save the original again as \"CSV UTF-8\" or as text with encoding UTF-8"),
        n);
}
