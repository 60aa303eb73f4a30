/* table_heads.c - the catalogue's patterns of heads, compiled, and what was found of each head so far. All patterns are one
 * PCRE2 program whose alternatives carry their number as a mark, so a head is looked at once whatever the number of
 * indicators. How a head is taken apart until one of them matches stands in table_says.c. */
#include "extract/table.h"
#include <stdlib.h>
#include <string.h>

#define HEAD_LONGEST 600u   /* [bytes] longer heads are sentences */
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

const struct indicator *heads_planned(const struct heads *heads, const struct indicator *counted) {
    static const struct str end = STR(".participants");
    struct str id = counted ? str_of(counted->id) : STR("");
    if (!str_ends(id, end))
        return NULL;
    char planned[64];
    int len = snprintf(planned, sizeof planned, "%.*s.planned", (int)(id.len - end.len), id.at);
    return len > 0 && (size_t)len < sizeof planned
               ? catalogue_find(heads->catalogue, (struct str){planned, (size_t)len})
               : NULL;
}

/* ---- reading -------------------------------------------------------------------------------------------------------- */

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

bool heads_known(const struct heads *heads, struct str key, struct head_says *says) {
    const struct target *target = search(heads, heads->marked, key);
    if (!target && ascii(key))
        target = search(heads, bare_program(heads), key);
    if (!target)
        return false;
    says->known = true;
    says->indicator = target->indicator;
    says->role = target->role;
    return true;
}

struct head_says heads_read(const struct heads *heads, struct arena *scratch, struct str written) {
    struct memo *memo = heads->memo;
    if (written.len > HEAD_LONGEST)
        return (struct head_says){0};
    uint32_t id = map_find(&memo->ids, written);
    if (id != MAP_NONE)
        return memo->items[id];
    struct head_says says = says_read(heads, scratch, written);
    if (memo->n < MEMO_MOST) {
        MEM_ROOM(memo->items, memo->n, memo->cap);
        map_put(&memo->ids, arena_str(&memo->arena, written), (uint32_t)memo->n);
        says.group = arena_str(&memo->arena, says.group);
        memo->items[memo->n++] = says;
    }
    return says;
}
