/* versions.c - two versions of one report: two files of the same kind, place and year that state mostly the same things.
 * Each number that differs has a finding of its own (stated-twice, restated); this one says once what the two files are,
 * how far they agree, and whose numbers are printed: figures_lookup has the written order. */
#include "check/audit.h"
#include <stdlib.h>
#include <string.h>

#define SHARED_LEAST 3 /* things that both state; fewer make no version of a report */
#define VERSIONS     4 /* files of one place and year that are held against each other */
#define SHOWN        3 /* numbers that differ, in the message */

/* Files that can be versions of one report. */
struct group {
    uint32_t sources[VERSIONS];
    uint32_t n;
};

/* What one of a group's files states. */
struct statement_of {
    struct entry entry;
    uint32_t group, member;
};

static const struct source *source_at(const struct audit *audit, uint32_t id) {
    return audit->figures->sources[id];
}

/* Of the same kind, place and year, and not the same bytes: that a file is there twice is told where files are read. */
static bool may_be_versions(const struct source *a, const struct source *b) {
    bool same_bytes = a->sha256[0] && strcmp(a->sha256, b->sha256) == 0;
    return a->kind == b->kind && a->date.year == b->date.year && place_equal(a->place, b->place) &&
           !same_bytes;
}

static int by_report(const void *a, const void *b) {
    const struct source *one = *(const struct source *const *)a, *two = *(const struct source *const *)b;
    if (one->kind != two->kind)
        return one->kind < two->kind ? -1 : 1;
    if (one->date.year != two->date.year)
        return one->date.year < two->date.year ? -1 : 1;
    int place = str_compare(one->place, two->place);
    return place ? place : one->id < two->id ? -1 : one->id > two->id;
}

/* `member_of`: by source, its group and place in it; UINT32_MAX where it is alone. Returns how many groups there are. */
static uint32_t find_groups(const struct audit *audit, struct group *groups, uint32_t *member_of) {
    const struct figures *figures = audit->figures;
    const struct source **sorted = mem_new(figures->n_sources + 1, sizeof *sorted);
    uint32_t n = 0, n_groups = 0;
    for (uint32_t i = 0; i < figures->n_sources; i++) {
        member_of[i] = UINT32_MAX;
        if (source_at(audit, i)->place.len && source_at(audit, i)->date.year)
            sorted[n++] = source_at(audit, i);
    }
    if (n)
        qsort(sorted, n, sizeof(const struct source *), by_report);
    for (uint32_t from = 0, to; from < n; from = to) {
        struct group *group = &groups[n_groups];
        *group = (struct group){.n = 0};
        group->sources[group->n++] = sorted[from]->id;
        for (to = from + 1; to < n && group->n < VERSIONS && may_be_versions(sorted[from], sorted[to]); to++)
            group->sources[group->n++] = sorted[to]->id;
        if (group->n < 2)
            continue;
        for (uint32_t i = 0; i < group->n; i++)
            member_of[group->sources[i]] = n_groups * VERSIONS + i;
        n_groups++;
    }
    free(sorted);
    return n_groups;
}

static int by_group_and_thing(const void *a, const void *b) {
    const struct statement_of *one = a, *two = b;
    if (one->group != two->group)
        return one->group < two->group ? -1 : 1;
    uint32_t x = one->entry.figure->about->place_id, y = two->entry.figure->about->place_id;
    if (x != y)
        return x < y ? -1 : 1;
    return by_thing(&one->entry, &two->entry);
}

static size_t gather(const struct audit *audit, const uint32_t *member_of, struct statement_of *out) {
    size_t n = 0;
    for (size_t i = 0; i < audit->n; i++) {
        uint32_t source = audit->entries[i].figure->where.source;
        if (source >= audit->figures->n_sources || member_of[source] == UINT32_MAX ||
            !can_contradict(audit->entries[i].figure))
            continue;
        out[n++] = (struct statement_of){audit->entries[i], member_of[source] / VERSIONS,
                                         member_of[source] % VERSIONS};
    }
    if (n)
        qsort(out, n, sizeof *out, by_group_and_thing);
    return n;
}

/* ---- two files --------------------------------------------------------------------------------------------------------- */

struct pair {
    const struct source *a, *b;
    uint32_t stated_a, stated_b, same, differ;
    const struct figure *first; /* that both state */
    const struct figure *apart[2 * SHOWN];
};

/* What a member says of one thing: its figure; NULL where it says nothing or several numbers. */
static const struct figure *said_by(const struct statement_of *run, size_t n, uint32_t member) {
    const struct figure *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (run[i].member != member)
            continue;
        if (found && !same_value(found, run[i].entry.figure))
            return NULL;
        found = found ? found : run[i].entry.figure;
    }
    return found;
}

static void weigh(struct pair *pair, const struct figure *a, const struct figure *b) {
    pair->stated_a += a != NULL;
    pair->stated_b += b != NULL;
    if (!a || !b)
        return;
    pair->first = pair->first ? pair->first : a;
    if (same_value(a, b)) {
        pair->same++;
        return;
    }
    if (pair->differ < SHOWN) {
        pair->apart[2 * pair->differ] = a;
        pair->apart[2 * pair->differ + 1] = b;
    }
    pair->differ++;
}

static bool same_run(const struct statement_of *a, const struct statement_of *b) {
    return a->group == b->group && a->entry.figure->about->place_id == b->entry.figure->about->place_id &&
           same_thing(&a->entry, &b->entry);
}

/* The file whose number is printed where the two differ. */
static const struct source *winner(const struct audit *audit, const struct pair *pair) {
    if (!pair->differ)
        return NULL;
    const struct figure *figure = pair->apart[0];
    struct figure_query query = {.indicator = str_of(figure->indicator->id),
                                 .place = figure->about->place,
                                 .year = figure_year(audit->figures, figure),
                                 .group = figure->about->group,
                                 .kinds = FIGURE_BIT((unsigned)figure->kind)};
    const struct figure *printed = figures_lookup(audit->figures, &query);
    return printed ? figure_source(audit->figures, printed) : NULL;
}

static void list_apart(struct audit *audit, const struct pair *pair, struct buf *vi, struct buf *en) {
    uint32_t shown = pair->differ < SHOWN ? pair->differ : SHOWN;
    for (uint32_t i = 0; i < shown; i++) {
        const struct figure *a = pair->apart[2 * i], *b = pair->apart[2 * i + 1];
        const char *one = stated_text(audit, a), *two = stated_text(audit, b);
        buf_printf(vi, "%s%s %s và %s", i ? "; " : "", a->indicator->label, one, two);
        buf_printf(en, "%s%s %s and %s", i ? "; " : "", a->indicator->label_en, one, two);
    }
    if (pair->differ > shown) {
        buf_printf(vi, "; và %u số khác", pair->differ - shown);
        buf_printf(en, "; and %u more", pair->differ - shown);
    }
}

static void tell(struct audit *audit, const struct pair *pair) {
    const char *a = pair->a->path, *b = pair->b->path;
    int year = pair->a->date.year;
    struct claim claim = {FINDING_NOTE, figures_place(audit->figures, pair->a->place), year, pair->apart,
                          2 * (pair->differ < SHOWN ? pair->differ : SHOWN)};
    if (!pair->differ) {
        claim.figures = &pair->first;
        claim.n_figures = 1;
        audit_add(
            audit, &claim,
            phrase(audit, "%s và %s là hai bản của một báo cáo năm %d, số liệu giống nhau.", a, b, year).at,
            phrase(audit, "%s and %s are two versions of one report of %d, with the same figures.", a, b,
                   year)
                .at);
        return;
    }
    struct buf vi = BUF_EMPTY, en = BUF_EMPTY;
    const struct source *printed = winner(audit, pair);
    list_apart(audit, pair, &vi, &en);
    bool first = printed == pair->a || printed == pair->b;
    const char *use_vi =
        first ? phrase(audit, " Hồ sơ in số của %s, vì tệp này đứng trước trong danh sách nguồn.",
                       printed->path)
                    .at
              : "";
    const char *use_en =
        first ? phrase(audit, " Dossiers print those of %s, which comes first in the list of sources.",
                       printed->path)
                    .at
              : "";
    audit_add(
        audit, &claim,
        phrase(audit, "%s và %s là hai bản của một báo cáo năm %d: %u số giống nhau, %u số khác nhau (%s).%s",
               a, b, year, pair->same, pair->differ, vi.at, use_vi)
            .at,
        phrase(audit,
               "%s and %s are two versions of one report of %d: %u numbers are the same, %u differ (%s).%s",
               a, b, year, pair->same, pair->differ, en.at, use_en)
            .at);
    buf_fini(&vi);
    buf_fini(&en);
}

/* At least half of what the shorter one states, the other states too. */
static bool are_versions(const struct pair *pair) {
    uint32_t shared = pair->same + pair->differ;
    uint32_t least = pair->stated_a < pair->stated_b ? pair->stated_a : pair->stated_b;
    return shared >= SHARED_LEAST && shared * 2 >= least;
}

static void judge_pair(struct audit *audit, const struct group *group, const struct statement_of *stated,
                       size_t n, uint32_t one, uint32_t two) {
    struct pair pair = {.a = source_at(audit, group->sources[one]),
                        .b = source_at(audit, group->sources[two])};
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && same_run(&stated[from], &stated[to]);)
            to++;
        weigh(&pair, said_by(&stated[from], to - from, one), said_by(&stated[from], to - from, two));
    }
    if (are_versions(&pair))
        tell(audit, &pair);
}

void check_versions(struct audit *audit) {
    size_t n_sources = audit->figures->n_sources;
    struct group *groups = mem_new(n_sources + 1, sizeof *groups);
    uint32_t *member_of = mem_new(n_sources + 1, sizeof *member_of);
    uint32_t n_groups = find_groups(audit, groups, member_of);
    struct statement_of *stated = n_groups ? mem_new(audit->n + 1, sizeof *stated) : NULL;
    size_t n = n_groups ? gather(audit, member_of, stated) : 0;
    for (size_t from = 0, to; from < n; from = to) {
        const struct group *group = &groups[stated[from].group];
        for (to = from + 1; to < n && stated[to].group == stated[from].group;)
            to++;
        for (uint32_t one = 0; one < group->n; one++)
            for (uint32_t two = one + 1; two < group->n; two++)
                judge_pair(audit, group, &stated[from], to - from, one, two);
        arena_reset(&audit->scratch);
    }
    free(stated);
    free(member_of);
    free(groups);
}
