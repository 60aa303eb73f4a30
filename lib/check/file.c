/* file.c - what becomes of a finding: its level by the settings, who answers for it, the doubt that it puts on its figures,
 * and its place among the others; passes over tables are counted and told once a place and check. */
#include "check/audit.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A finding with what orders it: place, year (several years last), check, the order of finding. */
struct filed {
    struct finding finding;
    uint32_t place, check, order;
};

static const struct figure *const *keep_figures(struct arena *arena, const struct figure *const *figures,
                                                uint32_t n) {
    const struct figure **copy = ARENA_ARRAY(arena, n, const struct figure *);
    if (n)
        memcpy(copy, figures, n * sizeof *copy);
    return copy;
}

static void doubt(struct audit *audit, const struct claim *claim) {
    if (!audit->check->doubts || claim->level < FINDING_WARNING)
        return;
    for (uint32_t i = 0; i < claim->n_figures; i++)
        audit->figures->items[claim->figures[i]->id]->doubtful = true;
}

/* The messages stay where they are: in the findings' arena. */
static void file(struct audit *audit, const struct claim *claim, uint32_t times, const char *vi,
                 const char *en) {
    struct arena *arena = &audit->out->arena;
    MEM_ROOM(audit->filed, audit->n_filed, audit->filed_cap);
    struct filed *filed = &audit->filed[audit->n_filed];
    *filed = (struct filed){
        .finding = {.level = claim->level,
                    .check = audit->check->id,
                    .place = claim->place == MAP_NONE ? STR("") : audit->figures->places[claim->place],
                    .year = claim->year,
                    .message_vi = vi,
                    .message_en = en,
                    .figures = keep_figures(arena, claim->figures, claim->n_figures),
                    .n_figures = claim->n_figures,
                    .doubts = audit->check->doubts && claim->level >= FINDING_WARNING,
                    .times = times},
        .place = claim->place,
        .check = (uint32_t)(audit->check - audit_checks),
        .order = (uint32_t)audit->n_filed,
    };
    audit->n_filed++;
}

static void file_copy(struct audit *audit, const struct claim *claim, const char *vi, const char *en) {
    struct arena *arena = &audit->out->arena;
    file(audit, claim, 1, arena_strdup(arena, vi), arena_strdup(arena, en));
}

const struct check_rule *rule_of(const struct check_settings *settings, const char *id) {
    for (size_t i = 0; i < settings->n_rules; i++)
        if (strcmp(settings->rules[i].id, id) == 0)
            return &settings->rules[i];
    return NULL;
}

/* A failure gets the level that the settings say; what is only remarked in passing (a cut digit) stays a note. */
static enum finding_level level_of(const struct audit *audit, enum finding_level built_in) {
    const struct check_rule *rule = rule_of(audit->settings, audit->check->id);
    bool fails = built_in >= FINDING_WARNING || (audit->check->mild && built_in == FINDING_NOTE);
    return rule && rule->level != FINDING_PASS && fails ? rule->level : built_in;
}

static void add_acknowledged(struct audit *audit, struct claim claim, struct acknowledgement *ack,
                             const char *vi, const char *en) {
    struct buf day = BUF_EMPTY;
    bool holds = acknowledgement_holds(ack, audit->settings->date);
    date_short(&day, ack->until);
    const char *until_vi =
        day.len ? phrase(audit, holds ? ", đến hết ngày %s" : " sau ngày %s", day.at).at : "";
    const char *until_en = day.len ? phrase(audit, holds ? ", until %s" : " on %s", day.at).at : "";
    ack->used = true;
    if (holds)
        claim.level = FINDING_NOTE;
    const char *format_vi =
        holds ? "%s Đã xác nhận: %.*s (%.*s%s)." : "%s Xác nhận “%.*s” (%.*s) đã hết hạn%s.";
    const char *format_en =
        holds ? "%s Acknowledged: %.*s (%.*s%s)." : "%s The acknowledgement “%.*s” (%.*s) ended%s.";
    vi = phrase(audit, format_vi, vi, STR_ARG(ack->reason), STR_ARG(ack->by), until_vi).at;
    en = phrase(audit, format_en, en, STR_ARG(ack->reason), STR_ARG(ack->by), until_en).at;
    doubt(audit, &claim);
    file_copy(audit, &claim, vi, en);
    audit->filed[audit->n_filed - 1].finding.acknowledged = holds;
    buf_fini(&day);
}

void audit_add(struct audit *audit, const struct claim *claim, const char *vi, const char *en) {
    struct claim leveled = *claim;
    leveled.level = level_of(audit, claim->level);
    struct acknowledgement *ack =
        leveled.level >= FINDING_WARNING ? acknowledged(audit, claim->figures, claim->n_figures) : NULL;
    if (ack) {
        add_acknowledged(audit, leveled, ack, vi, en);
        return;
    }
    doubt(audit, &leveled);
    file_copy(audit, &leveled, vi, en);
}

struct decimal audit_tolerance(const struct audit *audit) {
    const struct check_rule *rule = rule_of(audit->settings, audit->check->id);
    if (rule && !decimal_missing(rule->tolerance))
        return rule->tolerance;
    return decimal_of(audit->check->room.units, audit->check->room.scale);
}

bool audit_tally(struct audit *audit, const struct bundle *bundle, const struct figure *const *figures,
                 uint32_t n) {
    if (!bundle->table)
        return false;
    struct tally *tally = &audit->tallies[audit->check - audit_checks];
    if (tally->times++ == 0) {
        tally->first = tally->last = bundle->year;
        tally->figures = (const struct figure **)keep_figures(&audit->scratch, figures, n);
        tally->n_figures = n;
    }
    tally->first = bundle->year < tally->first ? bundle->year : tally->first;
    tally->last = bundle->year > tally->last ? bundle->year : tally->last;
    return true;
}

static const char *span_text(struct audit *audit, const struct tally *tally, const char *before) {
    if (tally->first == tally->last)
        return tally->last ? phrase(audit, "%s%d", before, tally->last).at : "";
    return phrase(audit, "%s%d–%d", before, tally->first, tally->last).at;
}

/* Puts what is to be said of the tally into said_vi and said_en. */
static void say(struct audit *audit, struct tally *tally) {
    struct arena *arena = &audit->out->arena;
    if (tally->said_vi && tally->said_times == tally->times && tally->said_first == tally->first &&
        tally->said_last == tally->last)
        return;
    struct str vi = phrase(audit, "Bảng số liệu: %u %s%s.", tally->times, audit->check->passed_vi,
                           span_text(audit, tally, ", năm "));
    struct str en = phrase(audit, "Tables: %s%s.",
                           counted(audit, tally->times, audit->check->passed_one, audit->check->passed_en),
                           span_text(audit, tally, ", "));
    tally->said_times = tally->times;
    tally->said_first = tally->first;
    tally->said_last = tally->last;
    tally->said_vi = arena_str(arena, vi).at;
    tally->said_en = arena_str(arena, en).at;
}

void audit_flush(struct audit *audit, uint32_t place) {
    for (size_t i = 0; i < n_audit_checks; i++) {
        struct tally *tally = &audit->tallies[i];
        if (tally->times == 0)
            continue;
        audit->check = &audit_checks[i];
        int year = tally->first == tally->last ? tally->first : 0;
        struct claim claim = {FINDING_PASS, place, year, tally->figures, tally->n_figures};
        say(audit, tally);
        file(audit, &claim, tally->times, tally->said_vi, tally->said_en);
        tally->times = 0;
    }
}

static int by_place_year_check(const void *a, const void *b) {
    const struct filed *one = a, *two = b;
    int year_one = one->finding.year ? one->finding.year : INT_MAX;
    int year_two = two->finding.year ? two->finding.year : INT_MAX;
    if (one->place != two->place)
        return one->place < two->place ? -1 : 1;
    if (year_one != year_two)
        return year_one < year_two ? -1 : 1;
    if (one->check != two->check)
        return one->check < two->check ? -1 : 1;
    return one->order < two->order ? -1 : 1;
}

void audit_hand_over(struct audit *audit) {
    struct findings *out = audit->out;
    if (audit->n_filed)
        qsort(audit->filed, audit->n_filed, sizeof *audit->filed, by_place_year_check);
    out->items = mem_new(audit->n_filed + 1, sizeof *out->items);
    out->cap = audit->n_filed + 1;
    out->n = audit->n_filed;
    for (size_t i = 0; i < audit->n_filed; i++)
        out->items[i] = audit->filed[i].finding;
    size_t n_places = audit->figures->n_places, at = 0;
    out->starts = mem_new(n_places + 1, sizeof *out->starts);
    for (size_t place = 0; place <= n_places; place++) {
        while (at < audit->n_filed && audit->filed[at].place < place)
            at++;
        out->starts[place] = at;
    }
}
