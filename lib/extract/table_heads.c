/* table_heads.c - what heads say. All patterns of the catalogue are one PCRE2 program whose alternatives carry their number
 * as a mark, so a head is looked at once whatever the number of indicators.
 *
 * A head as people write it has more in it than the name of an indicator: the unit in brackets, a year, "Trong đó", "Tỷ lệ
 * (%)". It is read from the outside in: years are taken out; then the rest is tried as it stands, without what is in
 * brackets at its end, without a last level that says how it is counted, and at last without a first level that says
 * nothing or belongs to the column beside it. The first reading that the catalogue knows wins, so a pattern may always
 * spell a whole head out. */
#include "extract/table.h"
#include <stdlib.h>
#include <string.h>

#define HEAD_LONGEST 600u /* [bytes] longer heads are sentences */
#define LEVELS_MAX   6
#define STEPS_MAX    200000 /* [PCRE2 match steps] for one head; the shipped patterns need some thousands */

#define MEMO_MOST 10000u /* heads remembered; a batch has tens of different ones */

struct target {
    const struct indicator *indicator; /* NULL: a role */
    enum head_role role;
};

/* What was found out on the way. Not shared: workers are processes. */
struct memo {
    struct map ids; /* head as written -> item */
    struct head_says *items;
    size_t n, cap;
    pcre2_code *bare; /* for heads typed without diacritics, compiled when one is met */
    bool bare_tried;
    pcre2_match_data *data; /* of two pairs, for one match after the other */
    struct arena arena;
};

struct heads {
    const struct catalogue *catalogue;
    pcre2_code *marked;
    pcre2_code *terms[TERMS];
    pcre2_match_context *limits;
    struct target *targets; /* by mark */
    uint32_t n_targets;
    struct memo *memo;
    struct arena arena;
};

/* ---- compiling ------------------------------------------------------------------------------------------------------ */

static pcre2_code *compile(struct str pattern, int *error) {
    PCRE2_SIZE at = 0;
    return pcre2_compile((PCRE2_SPTR)pattern.at, pattern.len, PCRE2_UTF | PCRE2_NO_UTF_CHECK, error, &at,
                         NULL);
}

/* Calls `visit` for each pattern of the catalogue, indicators first. */
static void each_pattern(const struct catalogue *catalogue, void *aux,
                         void (*visit)(void *aux, const char *pattern, const char *owner,
                                       struct target target)) {
    for (uint32_t i = 0; i < catalogue->n; i++)
        for (uint32_t k = 0; k < catalogue->items[i].n_heads; k++)
            visit(aux, catalogue->items[i].heads[k], catalogue->items[i].id,
                  (struct target){.indicator = &catalogue->items[i]});
    for (uint32_t i = 0; i < catalogue->n_known_heads; i++)
        visit(aux, catalogue->known_heads[i].pattern, "known_heads",
              (struct target){.role = catalogue->known_heads[i].role});
}

static void count_pattern(void *aux, const char *pattern, const char *owner, struct target target) {
    (void)pattern, (void)owner, (void)target;
    ++*(uint32_t *)aux;
}

/* One program while it is put together. */
struct gather {
    struct heads *heads;
    struct buf text;
    bool bare;
    uint32_t n;
    struct diag *diag;
};

/* One alternative; its mark is the number of the target. */
static void add_pattern(void *aux, const char *pattern, const char *owner, struct target target) {
    struct gather *gather = aux;
    struct arena scratch = ARENA_EMPTY;
    struct str folded = fold_pattern(&scratch, str_of(pattern));
    (void)owner;
    if (gather->bare)
        folded = fold_bare(&scratch, folded);
    buf_printf(&gather->text, "%s(?:%.*s)\\z(*MARK:%u)", gather->text.len ? "|" : "\\A(?:", STR_ARG(folded),
               gather->n);
    gather->heads->targets[gather->n++] = target;
    arena_fini(&scratch);
}

/* Not compiled for JIT: that takes four times as long as all the matching it would save, heads being remembered. */
static pcre2_code *compile_all(struct heads *heads, bool bare) {
    struct gather gather = {.heads = heads, .bare = bare};
    int error = 0;
    each_pattern(heads->catalogue, &gather, add_pattern);
    buf_puts(&gather.text, gather.text.len ? ")" : "(*FAIL)");
    pcre2_code *code = compile(buf_view(&gather.text), &error);
    buf_fini(&gather.text);
    return code;
}

/* Says which pattern made the whole program fail. */
static void blame_pattern(void *aux, const char *pattern, const char *owner, struct target target) {
    struct arena scratch = ARENA_EMPTY;
    int error = 0;
    (void)target;
    pcre2_code *code = compile(fold_pattern(&scratch, str_of(pattern)), &error);
    if (!code) {
        char why[128] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        diag_say(aux, DIAG_USAGE, "head-pattern",
                 _("the head pattern \"%s\" of %s is broken: %s; correct it in indicators.yaml"), pattern,
                 owner, why);
    }
    pcre2_code_free(code);
    arena_fini(&scratch);
}

struct heads *heads_new(const struct catalogue *catalogue, struct diag *diag) {
    struct heads *heads = mem_new(1, sizeof *heads);
    heads->catalogue = catalogue;
    heads->memo = mem_new(1, sizeof *heads->memo);
    heads->memo->data = pcre2_match_data_create(2, NULL);
    if (!heads->memo->data)
        mem_exhausted();
    each_pattern(catalogue, &heads->n_targets, count_pattern);
    heads->targets = ARENA_ARRAY(&heads->arena, heads->n_targets, struct target);
    heads->marked = compile_all(heads, false);
    heads->limits = pcre2_match_context_create(NULL);
    if (heads->limits)
        pcre2_set_match_limit(heads->limits, STEPS_MAX);
    if (heads->marked && terms_compile(heads->terms))
        return heads;
    each_pattern(catalogue, diag, blame_pattern);
    if (diag_worst(diag) < DIAG_USAGE)
        diag_say(
            diag, DIAG_USAGE, "head-pattern",
            _("the head patterns are sound one by one and broken together; look for an open bracket or a \\Q"));
    heads_free(heads);
    return NULL;
}

void heads_free(struct heads *heads) {
    if (!heads)
        return;
    pcre2_code_free(heads->marked);
    pcre2_code_free(heads->memo->bare);
    pcre2_match_data_free(heads->memo->data);
    for (int i = 0; i < TERMS; i++)
        pcre2_code_free(heads->terms[i]);
    pcre2_match_context_free(heads->limits);
    map_fini(&heads->memo->ids);
    free(heads->memo->items);
    arena_fini(&heads->memo->arena);
    free(heads->memo);
    arena_fini(&heads->arena);
    free(heads);
}

bool heads_term(const struct heads *heads, enum term term, struct str key, size_t *from, size_t *to) {
    return term_match(heads->terms[term], heads->memo->data, key, from, to);
}

/* ---- reading -------------------------------------------------------------------------------------------------------- */

struct head {
    const struct heads *heads;
    struct arena *scratch;
    struct head_says says;
};

static bool ascii(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static const struct target *search(const struct heads *heads, const pcre2_code *code, struct str key) {
    if (!code || key.len == 0)
        return NULL;
    pcre2_match_data *data = heads->memo->data;
    int found = pcre2_match(code, (PCRE2_SPTR)key.at, key.len, 0, PCRE2_NO_UTF_CHECK, data, heads->limits);
    PCRE2_SPTR mark = found >= 0 ? pcre2_get_mark(data) : NULL;
    return mark ? &heads->targets[strtoul((const char *)mark, NULL, 10)] : NULL;
}

/* Heads typed without diacritics are rare: their program is compiled when the first is met. */
static const pcre2_code *bare_program(const struct heads *heads) {
    struct memo *memo = heads->memo;
    if (!memo->bare_tried)
        memo->bare = compile_all((struct heads *)heads, true);
    memo->bare_tried = true;
    return memo->bare;
}

static bool known(struct head *head, struct str key) {
    const struct target *target = search(head->heads, head->heads->marked, key);
    if (!target && ascii(key))
        target = search(head->heads, bare_program(head->heads), key);
    if (!target)
        return false;
    head->says.known = true;
    head->says.indicator = target->indicator;
    head->says.role = target->role;
    return true;
}

/* The key without a bracket at its end: "(người)", "(%)", "(4=2+3)". `inside` is what it held. */
static bool cut_bracket(struct str *key, struct str *inside) {
    if (key->len < 2 || key->at[key->len - 1] != ')')
        return false;
    size_t open = key->len - 1;
    while (open > 0 && key->at[open] != '(')
        open--;
    if (key->at[open] != '(')
        return false;
    *inside = str_cut(*key, open, key->len);
    *key = str_trim(str_cut(*key, 0, open));
    return true;
}

static bool known_unit(struct head *head, struct str key) {
    if (known(head, key))
        return true;
    struct str inside;
    if (!cut_bracket(&key, &inside) || !known(head, key))
        return false;
    head->says.percent |= str_find(inside, STR("%"), 0) != STR_NONE;
    return true;
}

static const struct str joint = STR(" - ");

static size_t last_joint(struct str key) {
    for (size_t i = key.len; i >= joint.len; i--)
        if (str_equal(str_cut(key, i - joint.len, i), joint))
            return i - joint.len;
    return STR_NONE;
}

/* ... or said to be in per cent by its last level or its first words. */
static bool known_measured(struct head *head, struct str key) {
    if (known_unit(head, key))
        return true;
    size_t at = last_joint(key), from, to;
    if (at != STR_NONE) {
        struct str last = str_cut(key, at + joint.len, key.len), rest = str_cut(key, 0, at);
        bool percent = heads_term(head->heads, TERM_PERCENT, last, NULL, NULL);
        if ((percent || heads_term(head->heads, TERM_COUNT, last, NULL, NULL)) && known_unit(head, rest)) {
            head->says.percent |= percent;
            return true;
        }
    }
    if (!heads_term(head->heads, TERM_RATE, key, &from, &to) || from != 0)
        return false;
    struct str rest = str_trim(str_cut(key, to, key.len));
    if (str_starts(rest, STR("- ")))
        rest = str_cut(rest, 2, rest.len);
    if (!known_unit(head, rest))
        return false;
    head->says.percent = true;
    return true;
}

/* A first level may be left out when it says nothing, or when it is the head of the column beside it: "Tên đơn vị - Nữ",
 * where a blank over "Nữ" was taken for a merged cell. */
static bool level_idle(struct head *head, struct str level) {
    if (heads_term(head->heads, TERM_GENERIC, level, NULL, NULL))
        return true;
    const struct target *target = search(head->heads, head->heads->marked, level);
    return target && !target->indicator && target->role != HEAD_IGNORE && target->role != HEAD_INDICATOR;
}

/* The key without its first level, where that may go: it says nothing ("Trong đó: Nữ" too), it heads the column beside, or
 * the next level says it again ("Ngoại ngữ - Ngoại ngữ khác"). */
static bool cut_level(struct head *head, struct str *key) {
    size_t at = str_find(*key, joint, 0), colon = str_find(*key, STR(":"), 0);
    size_t end = colon < at ? colon : at, next = colon < at ? colon + 1 : at + joint.len;
    if (end == STR_NONE)
        return false;
    struct str level = str_cut(*key, 0, end), rest = str_trim(str_cut(*key, next, key->len));
    if (!str_starts(rest, level) && !level_idle(head, level))
        return false;
    *key = str_starts(rest, STR("- ")) ? str_cut(rest, 2, rest.len) : rest;
    return true;
}

static bool known_within(struct head *head, struct str key) {
    for (int level = 0; level < LEVELS_MAX; level++) {
        if (known_measured(head, key))
            return true;
        if (!cut_level(head, &key))
            return false;
    }
    return false;
}

static int16_t year_of(struct str digits) {
    int year = 0;
    for (size_t i = 0; i < digits.len && i < 4; i++)
        year = year * 10 + (digits.at[i] - '0');
    return (int16_t)year;
}

/* Takes levels out that are years. */
static struct str without_years(struct head *head, struct str key) {
    struct buf rest = BUF_EMPTY;
    for (size_t at = 0; at <= key.len;) {
        size_t end = str_find(key, joint, at), from, to;
        struct str level = str_cut(key, at, end == STR_NONE ? key.len : end);
        if (heads_term(head->heads, TERM_YEAR, level, &from, &to)) {
            head->says.year = year_of(str_cut(level, from, to));
        } else {
            if (rest.len)
                buf_str(&rest, joint);
            buf_str(&rest, level);
        }
        at = end == STR_NONE ? key.len + 1 : end + joint.len;
    }
    struct str left = arena_str(head->scratch, buf_view(&rest));
    buf_fini(&rest);
    return left;
}

/* "Biên chế được giao năm 2021": the year at the end of a level. */
static bool known_in_year(struct head *head, struct str key) {
    size_t from, to;
    if (!heads_term(head->heads, TERM_TITLE_YEAR, key, &from, &to))
        return false;
    int16_t year = year_of(str_cut(key, from, to));
    struct str before = str_cut(key, 0, from), rest = str_cut(key, to, key.len);
    size_t word = before.len;
    while (word > 0 && before.at[word - 1] == ' ')
        word--;
    while (word > 0 && before.at[word - 1] != ' ')
        word--;
    struct str shorter =
        arena_printf(head->scratch, "%.*s%.*s", STR_ARG(str_trim(str_cut(before, 0, word))), STR_ARG(rest));
    if (!known_within(head, key) && !known_within(head, str_trim(shorter)))
        return false;
    head->says.year = year;
    return true;
}

static struct head_says read_afresh(const struct heads *heads, struct arena *scratch, struct str written) {
    struct head head = {.heads = heads, .scratch = scratch};
    struct str key = without_years(&head, fold_name(scratch, written));
    if (key.len == 0 && head.says.year) { /* nothing but a year: the values of that year */
        head.says.known = true;
        head.says.role = HEAD_VALUE;
        return head.says;
    }
    if (!known_in_year(&head, key))
        known_within(&head, key);
    return head.says;
}

struct head_says heads_read(const struct heads *heads, struct arena *scratch, struct str written) {
    struct memo *memo = heads->memo;
    if (written.len > HEAD_LONGEST)
        return (struct head_says){0};
    uint32_t id = map_find(&memo->ids, written);
    if (id != MAP_NONE)
        return memo->items[id];
    struct head_says says = read_afresh(heads, scratch, written);
    if (memo->n < MEMO_MOST) {
        MEM_ROOM(memo->items, memo->n, memo->cap);
        map_put(&memo->ids, arena_str(&memo->arena, written), (uint32_t)memo->n);
        memo->items[memo->n++] = says;
    }
    return says;
}
