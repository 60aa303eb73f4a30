/* thin.c - old records of runs go, as logs do: a run every night leaves one every night.
 *
 * Kept are the newest `keep` of them and those of the last `days`, by what the records say of their own start, counted back from
 * the start of this run: no clock and no file's time decides. Of one day there are `keep` at most: whoever gives every run the
 * same --date would have them all for ever. What a dossier printed (ID.figures) outlives the record of the
 * run that made it for as long as a kept record, or the state, has the dossier from that run. */
#include "batch/run.h"
#include "batch/runs.h"
#include "batch/settings.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KEEP   100
#define DAYS   30
#define MAKERS "\"made_by\":"

/* ---- what a record begins with ----------------------------------------------------------------------------------------- */

/* The value behind `key`, from `open` to `close`, both in it; empty: not there. */
static struct str value_of(struct str text, const char *key, char open, const char *close) {
    size_t at = str_find(text, str_of(key), 0);
    at = at == STR_NONE ? STR_NONE : str_find(text, (struct str){&open, 1}, at + strlen(key));
    size_t end = at == STR_NONE ? STR_NONE : str_find(text, str_of(close), at + 1);
    return end == STR_NONE ? STR("") : str_cut(text, at, end + 1);
}

static void add_maker(struct run_head *head, struct arena *arena, struct str id, size_t *cap) {
    if (head->n_made_by == *cap) {
        size_t grown = *cap ? *cap * 2 : 16;
        const char **ids = ARENA_ARRAY(arena, grown, const char *);
        for (size_t i = 0; i < head->n_made_by; i++)
            ids[i] = head->made_by[i];
        head->made_by = ids;
        *cap = grown;
    }
    head->made_by[head->n_made_by++] = arena_str(arena, id).at;
}

/* Each string of the list; ids have nothing in them that JSON would write otherwise. */
static void read_makers(struct arena *arena, struct str list, struct run_head *head) {
    size_t cap = 0;
    for (size_t at = 0; at < list.len;) {
        size_t open = str_find(list, STR("\""), at);
        size_t close = open == STR_NONE ? STR_NONE : str_find(list, STR("\""), open + 1);
        if (close == STR_NONE)
            break;
        add_maker(head, arena, str_cut(list, open + 1, close), &cap);
        at = close + 1;
    }
}

bool run_head(struct arena *arena, const char *path, struct run_head *head) {
    char piece[16384];
    struct buf whole = BUF_EMPTY;
    struct diag silent = DIAG_EMPTY;
    *head = (struct run_head){.n_made_by = 0};
    FILE *file = fopen(path, "re");
    struct str text = {piece, file ? fread(piece, 1, sizeof piece, file) : 0};
    if (file)
        fclose(file);
    struct str makers = value_of(text, MAKERS, '[', "]");
    if (!makers.len && file_read(path, &whole, &silent)) { /* there are many */
        text = buf_view(&whole);
        makers = value_of(text, MAKERS, '[', "]");
    }
    struct str start = value_of(text, "\"start\":", '"', "\"");
    if (start.len <= 10 || !date_parse(str_cut(start, 1, 11), &head->start))
        head->start = (struct date){0};
    read_makers(arena, makers, head);
    buf_fini(&whole);
    diag_fini(&silent);
    return makers.len > 0;
}

/* ---- what is kept ------------------------------------------------------------------------------------------------------ */

struct thinning {
    struct build *build;
    struct runs runs;
    struct run_head *heads; /* beside the runs */
    bool *kept;
    size_t oldest;     /* the first of the runs that the rule keeps: only those before it go */
    struct map needed; /* runs whose figures stay */
    struct map days;   /* a day -> index in seen */
    size_t *seen;      /* how many runs of a day were looked at */
    size_t n_days;
    size_t removed;
    struct arena arena;
};

static int setting(const int *given, int built_in) {
    return given ? *given : built_in;
}

/* `newer`: how many of the same day were looked at before, the newest first. */
static bool recent(const struct run_head *head, struct date now, int days, size_t newer, size_t keep) {
    if (!date_known(now))
        return true;
    return date_days(head->start) > date_days(now) - days && newer < keep;
}

static size_t *of_day(struct thinning *t, struct date day) {
    struct str text = arena_printf(&t->arena, "%d-%d-%d", day.year, day.month, day.day);
    uint32_t at = map_find(&t->days, text);
    if (at == MAP_NONE) {
        at = (uint32_t)t->n_days++;
        map_put(&t->days, text, at);
    }
    return &t->seen[at];
}

/* A record that says no day, or is none of ours, is not ours to judge: it stays. */
static void choose(struct thinning *t, size_t keep, int days) {
    struct date now = {0};
    struct str start = str_of(t->build->start);
    size_t newer = 0;
    if (start.len >= 10 && !date_parse(str_cut(start, 0, 10), &now))
        now = (struct date){0};
    for (size_t i = t->runs.n; i-- > 0;) {
        const char *path = runs_record(&t->arena, t->build->workspace->folder, t->runs.items[i].id);
        if (!t->runs.items[i].record)
            continue;
        bool known = run_head(&t->arena, path, &t->heads[i]) && date_known(t->heads[i].start);
        size_t *seen = of_day(t, t->heads[i].start);
        bool by_rule = newer++ < keep || (known && recent(&t->heads[i], now, days, *seen, keep));
        ++*seen;
        t->kept[i] = by_rule || !known;
        t->oldest = by_rule ? i : t->oldest;
    }
}

static void need_figures(struct thinning *t) {
    const struct state *state = &t->build->state;
    for (size_t i = 0; i < t->runs.n; i++) {
        if (t->kept[i])
            map_put(&t->needed, str_of(t->runs.items[i].id), 0);
        for (size_t k = 0; t->kept[i] && k < t->heads[i].n_made_by; k++)
            map_put(&t->needed, str_of(t->heads[i].made_by[k]), 0);
    }
    for (size_t i = 0; i < state->n; i++)
        if (!state->items[i].gone)
            map_put(&t->needed, str_of(state->items[i].run), 0);
}

static void remove_file(struct thinning *t, const char *path) {
    if (unlink(path) == 0)
        t->removed++;
    else if (errno != ENOENT)
        diag_at(t->build->diag, DIAG_WARNING, (struct diag_where){.file = path}, "run-kept",
                _("the record of an old run cannot be removed (%s); remove it by hand"), strerror(errno));
}

/* What has no record yet may be that of a share at work: nothing goes that is newer than a kept record. */
static void remove_others(struct thinning *t) {
    const char *folder = t->build->workspace->folder;
    for (size_t i = 0; i < t->oldest; i++) {
        const struct run_files *run = &t->runs.items[i];
        if (run->record && !t->kept[i])
            remove_file(t, runs_record(&t->arena, folder, run->id));
        if (run->figures && map_find(&t->needed, str_of(run->id)) == MAP_NONE)
            remove_file(t, runs_figures(&t->arena, folder, run->id));
    }
}

void run_thin(struct build *build) {
    const struct settings_runs *settings = build->workspace->settings->runs;
    int keep = setting(settings ? settings->keep : NULL, KEEP);
    int days = setting(settings ? settings->days : NULL, DAYS);
    struct thinning t = {.build = build};
    runs_sweep(build->workspace->folder);
    t.runs = runs_list(&t.arena, build->workspace->folder);
    if (keep > 0 && t.runs.n > (size_t)keep) {
        t.heads = ARENA_ARRAY(&t.arena, t.runs.n, struct run_head);
        t.kept = ARENA_ARRAY(&t.arena, t.runs.n, bool);
        t.seen = ARENA_ARRAY(&t.arena, t.runs.n, size_t);
        choose(&t, (size_t)keep, days);
        need_figures(&t);
        remove_others(&t);
    }
    if (t.removed && build->options->prune)
        diag_at(build->diag, DIAG_NOTE, (struct diag_where){.file = ".hoso/runs"}, "runs-thinned",
                _("removed: %zu files of old runs; runs: in hoso.yaml says which are kept"), t.removed);
    map_fini(&t.needed);
    map_fini(&t.days);
    arena_fini(&t.arena);
}
