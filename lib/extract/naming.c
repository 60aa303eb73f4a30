/* naming.c - what tells names of places from those of persons, and where they end: patterns under `names:` of a pack; and how
 * lines begin that say something of those below them: `lines:`. */
#include "extract/internal.h"

#define TITLE_MAX 120 /* [bytes] before the class word */

static pcre2_code *compile(struct str pattern, uint32_t options, int *error) {
    PCRE2_SIZE at = 0;
    return pcre2_compile((PCRE2_SPTR)pattern.at, pattern.len, PCRE2_UTF | PCRE2_NO_UTF_CHECK | options, error,
                         &at, NULL);
}

static void complain(struct str pattern, int error, struct rule_place where, struct diag *diag) {
    char why[128] = "";
    pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
    diag_at(diag, DIAG_USAGE, rule_where(where), "rule-name",
            _("\"%.*s\" under \"%s\" is not a regular expression (%s); correct it"), STR_ARG(pattern),
            where.key, why);
}

bool naming_sound(struct str pattern, struct rule_place where, struct diag *diag) {
    int error = 0;
    pcre2_code *code = compile(pattern, PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS, &error);
    pcre2_code_free(code);
    if (!code)
        complain(pattern, error, where, diag);
    return code != NULL;
}

pcre2_code *naming_compile(struct str alternatives, enum naming naming, struct rule_place where,
                           struct diag *diag) {
    bool title = naming == NAMING_TITLE;
    bool often =
        naming == NAMING_SURNAME || naming == NAMING_AGE || naming == NAMING_INSIDE || naming == NAMING_NONE;
    struct buf whole = BUF_EMPTY;
    int error = 0;
    buf_printf(&whole, "%s(?:%.*s)(?![\\p{L}\\d])", title ? "(?<![\\p{L}\\d])" : "", STR_ARG(alternatives));
    pcre2_code *code = compile(buf_view(&whole), title ? PCRE2_ENDANCHORED : PCRE2_ANCHORED, &error);
    buf_fini(&whole);
    if (!code)
        complain(alternatives, error, where, diag);
    else if (often)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it matching is slower, not different */
    return code;
}

/* May a match begin with the byte? Most words of a text say no by that, which is a tenth of the cost of a search. */
static bool may_begin(const pcre2_code *code, enum naming naming, unsigned char byte) {
    const uint8_t *first = NULL;
    if (naming == NAMING_TITLE) /* it begins anywhere */
        return true;
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &first);
    return !first || first[byte / 8] >> (byte % 8) & 1;
}

uint32_t naming_at(const struct reader *reader, enum naming naming, uint32_t at, uint32_t to) {
    const struct matcher *matcher = &reader->matcher;
    const pcre2_code *code = reader->pack->namings[naming];
    PCRE2_SPTR text = (PCRE2_SPTR)reader->source->folded.at;
    if (!code || at >= to || !may_begin(code, naming, text[at]) ||
        pcre2_match(code, text, to, at, PCRE2_NO_UTF_CHECK, matcher->data, matcher->limits) < 0)
        return 0;
    return (uint32_t)pcre2_get_ovector_pointer(matcher->data)[1];
}

static uint32_t before_blanks(struct str text, uint32_t end) {
    while (end > 0 && text.at[end - 1] == ' ')
        end--;
    return end;
}

bool naming_word_before(const struct reader *reader, enum naming naming, uint32_t end) {
    struct str text = reader->source->folded;
    uint32_t at = end = before_blanks(text, end);
    while (at > 0 && text.at[at - 1] != ' ' && text.at[at - 1] != '\n')
        at--;
    return naming_at(reader, naming, at, end) == end && at < end;
}

bool naming_before(const struct reader *reader, enum naming naming, uint32_t end) {
    struct str text = reader->source->folded;
    end = before_blanks(text, end);
    uint32_t from = end > TITLE_MAX ? end - TITLE_MAX : 0;
    while (from > 0 && from < end && text.at[from - 1] != ' ') /* where a letter begins */
        from++;
    return naming_at(reader, naming, from, end) > 0;
}
