/* diff_findings.c - the findings of two runs side by side, as their records list them. */
#include "batch/record.h"
#include <string.h>

/* FILE of the first FILE:LINE:START. */
static struct str file_of(struct str figures) {
    size_t end = str_find(figures, STR(" "), 0);
    struct str first = str_cut(figures, 0, end == STR_NONE ? figures.len : end);
    for (int colons = 0; first.len && colons < 2; first.len--)
        colons += first.at[first.len - 1] == ':';
    return first;
}

/* One run's findings by what makes them the same: `alike` says how many of each kind there are. */
struct keyed {
    struct map alike, nth;
    struct arena arena;
};

static struct str put_key(struct keyed *keyed, const json_t *finding, size_t index) {
    struct str file = file_of(str_of(record_text(finding, "figures")));
    struct str kind = arena_printf(&keyed->arena, "%s\t%s\t%s\t%s\t%.*s", record_text(finding, "check"),
                                   record_text(finding, "place"), record_text(finding, "period"),
                                   record_text(finding, "indicator"), STR_ARG(file));
    uint32_t before = map_find(&keyed->alike, kind);
    uint32_t n = before == MAP_NONE ? 1 : before + 1;
    map_put(&keyed->alike, kind, n);
    struct str key = arena_printf(&keyed->arena, "%.*s\t%u", STR_ARG(kind), n);
    map_put(&keyed->nth, key, (uint32_t)index);
    return key;
}

static void keyed_fini(struct keyed *keyed) {
    map_fini(&keyed->alike);
    map_fini(&keyed->nth);
    arena_fini(&keyed->arena);
}

static bool acknowledged(const json_t *finding) {
    return json_is_true(json_object_get(finding, "acknowledged"));
}

static struct str keep(struct diff *diff, const json_t *finding, const char *member) {
    return finding ? str_of(arena_strdup(&diff->arena, record_text(finding, member))) : STR("");
}

static void add(struct diff *diff, enum diff_standing standing, const json_t *a, const json_t *b) {
    const json_t *shown = b ? b : a;
    MEM_ROOM(diff->findings, diff->n_findings, diff->findings_cap);
    diff->findings[diff->n_findings++] = (struct diff_finding){
        .standing = standing,
        .level_a = keep(diff, a, "level"),
        .level_b = keep(diff, b, "level"),
        .check = keep(diff, shown, "check"),
        .place = keep(diff, shown, "place"),
        .period = keep(diff, shown, "period"),
        .indicator = keep(diff, shown, "indicator"),
        .figures = keep(diff, shown, "figures"),
        .vi = keep(diff, shown, "vi"),
        .en = keep(diff, shown, "en"),
    };
    diff->standings[standing]++;
}

static void compare(struct diff *diff, const json_t *a, const json_t *b) {
    if (!a)
        add(diff, DIFF_NEW, NULL, b);
    else if (acknowledged(a) != acknowledged(b))
        add(diff, acknowledged(b) ? DIFF_ACKNOWLEDGED : DIFF_REOPENED, a, b);
    else if (strcmp(record_text(a, "level"), record_text(b, "level")) != 0)
        add(diff, DIFF_LEVEL, a, b);
}

static void compare_lists(struct diff *diff, const json_t *a, const json_t *b) {
    struct keyed old = {0}, new = {0};
    struct str *keys = ARENA_ARRAY(&old.arena, json_array_size(a), struct str);
    for (size_t i = 0; i < json_array_size(a); i++)
        keys[i] = put_key(&old, json_array_get(a, i), i);
    for (size_t i = 0; i < json_array_size(b); i++) {
        uint32_t other = map_find(&old.nth, put_key(&new, json_array_get(b, i), i));
        compare(diff, other == MAP_NONE ? NULL : json_array_get(a, other), json_array_get(b, i));
    }
    for (size_t i = 0; i < json_array_size(a); i++)
        if (map_find(&new.nth, keys[i]) == MAP_NONE)
            add(diff, DIFF_GONE, json_array_get(a, i), NULL);
    keyed_fini(&old);
    keyed_fini(&new);
}

void diff_findings(struct diff *diff, const struct record *a, const struct record *b, struct diag *diag) {
    bool cut_a, cut_b;
    const json_t *old = record_findings(a, &cut_a), *new = record_findings(b, &cut_b);
    if (!old || !new) {
        diag_say(diag, DIAG_NOTE, "run-findings",
                 _("the record of the run %s lists no findings, so they are not compared"),
                 old ? b->id : a->id);
        return;
    }
    if (cut_a || cut_b)
        diag_say(
            diag, DIAG_WARNING, "run-findings",
            _("the run %s has more findings than its record lists, so what is new and gone is not all true; "
              "correct the worst and run again"),
            cut_b ? b->id : a->id);
    compare_lists(diff, old, new);
}
