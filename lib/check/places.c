/* places.c - when and where figures hold: as-of days that differ between years, places that were no units any more or not
 * yet. */
#include "check/audit.h"

/* ---- as-of-differs ----------------------------------------------------------------------------------------------------- */

/* Of the report's own place only: its units have the same days. */
static bool is_own(const struct audit *audit, const struct entry *entry) {
    const struct source *source = figure_source(audit->figures, entry->figure);
    return source && (source->place.len == 0 || place_equal(source->place, entry->figure->about->place));
}

static bool has_day(const struct entry *entry) {
    const struct figure *figure = entry->figure;
    return entry->year && figure->about->period.as_of.month &&
           figure->about->period.as_of.year == entry->year && figure->kind != FIGURE_CHANGE &&
           !figure->about->planned && figure->indicator->whole_index != MAP_NONE;
}

static void tell_days(struct audit *audit, const struct page *page, const struct figure *a,
                      const struct figure *b) {
    const struct figure *evidence[] = {a, b};
    struct claim claim = {FINDING_NOTE, page->place, 0, evidence, 2};
    struct buf one = BUF_EMPTY, two = BUF_EMPTY;
    date_short(&one, a->about->period.as_of);
    date_short(&two, b->about->period.as_of);
    audit_add(
        audit, &claim,
        phrase(audit, "Số liệu các năm chốt ở thời điểm khác nhau: %s và %s.", one.at, two.at).at,
        phrase(audit, "The figures of the years are as of different days: %s and %s.", one.at, two.at).at);
    buf_fini(&one);
    buf_fini(&two);
}

void check_as_of(struct audit *audit, const struct page *page) {
    const struct figure *last = NULL;
    uint32_t source = MAP_NONE; /* entries of one come together */
    bool own = false;
    for (size_t i = 0; i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        if (entry->figure->where.source != source) {
            source = entry->figure->where.source;
            own = is_own(audit, entry);
        }
        if (!own || !has_day(entry))
            continue;
        struct date day = entry->figure->about->period.as_of;
        if (last && last->about->period.as_of.year != day.year &&
            (last->about->period.as_of.month != day.month || last->about->period.as_of.day != day.day)) {
            tell_days(audit, page, last, entry->figure);
            return;
        }
        last = entry->figure;
    }
}

/* ---- place-validity ------------------------------------------------------------------------------------------------------ */

static void tell_validity(struct audit *audit, const struct page *page, const struct entry *entry,
                          const struct unit *unit) {
    struct claim claim = {FINDING_WARNING, page->place, entry->year, &entry->figure, 1};
    struct buf from = BUF_EMPTY;
    bool ended =
        unit->until.month && date_compare(unit->until, figure_day(audit->figures, entry->figure)) < 0;
    date_short(&from, ended ? unit->until : unit->from);
    const struct str place = audit->figures->places[page->place];
    audit_add(
        audit, &claim,
        ended ? phrase(audit, "%.*s không còn sau ngày %s nhưng có số liệu năm %d.", STR_ARG(place), from.at,
                       entry->year)
                    .at
              : phrase(audit, "%.*s chỉ có từ ngày %s nhưng có số liệu năm %d.", STR_ARG(place), from.at,
                       entry->year)
                    .at,
        ended ? phrase(audit, "%.*s ended on %s and has figures of %d.", STR_ARG(place), from.at, entry->year)
                    .at
              : phrase(audit, "%.*s began on %s and has figures of %d.", STR_ARG(place), from.at, entry->year)
                    .at);
    buf_fini(&from);
}

/* Places that some units are called by, in years that none of these had. */
void check_validity(struct audit *audit, const struct page *page) {
    const struct figures *figures = audit->figures;
    struct str place = figures->places[page->place];
    const struct unit *named = figures->units ? units_named(figures->units, place) : NULL;
    struct date judged = {0};
    for (size_t i = 0; named && i < page->n; i++) {
        const struct entry *entry = &page->entries[i];
        struct date day = figure_day(figures, entry->figure);
        if (!day.month || entry->figure->about->planned || date_compare(day, judged) == 0)
            continue;
        bool told = judged.year == day.year && !figures_unit(figures, place, judged);
        judged = day;
        if (!told && !figures_unit(figures, place, day))
            tell_validity(audit, page, entry, named);
    }
}
