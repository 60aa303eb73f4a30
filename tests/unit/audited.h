/* audited.h - figures of figures_of.h with what the checks find in them, for tests of lib/check: audit(...), ask, end(). */
#ifndef HOSO_TESTS_AUDITED_H
#define HOSO_TESTS_AUDITED_H

#include "check/check.h"
#include "figures_of.h"
#include <stdio.h>

static struct world world;
static struct findings findings;

static inline void audit_with(const char *const *lines, uint32_t first_text,
                              const struct check_settings *settings) {
    world_make(&world, lines, first_text);
    check_run_with(&world.figures, settings, &findings);
}

/* Sources from `first_text` on are texts. */
static inline void audit(const char *const *lines, uint32_t first_text) {
    audit_with(lines, first_text, NULL);
}

static inline void end(void) {
    findings_fini(&findings);
    world_end(&world);
}

/* The first finding of the check, passes counted in; NULL: there is none. */
static inline const struct finding *find(const char *check) {
    for (size_t i = 0; i < findings.n; i++)
        if (strcmp(findings.items[i].check, check) == 0)
            return &findings.items[i];
    return NULL;
}

/* The first that is no pass. */
static inline const struct finding *find_wrong(const char *check) {
    for (size_t i = 0; i < findings.n; i++)
        if (strcmp(findings.items[i].check, check) == 0 && findings.items[i].level != FINDING_PASS)
            return &findings.items[i];
    return NULL;
}

static inline void has_words(const char *message, const char *words) {
    if (!message || !strstr(message, words))
        fail_msg("\"%s\" lacks \"%s\"", message ? message : "", words);
}

/* The check finds something wrong, or passes and finds nothing wrong, on this level and in these words. */
static inline void says(const char *check, enum finding_level level, const char *vi, const char *en) {
    const struct finding *wrong = find_wrong(check), *finding = wrong ? wrong : find(check);
    if (finding == NULL)
        fail_msg("%s finds nothing", check);
    assert_string_equal(finding_level_name(finding->level), finding_level_name(level));
    has_words(finding->message_vi, vi);
    has_words(finding->message_en, en);
}

/* It does not even pass. */
static inline void silent(const char *check) {
    const struct finding *finding = find(check);
    if (finding)
        fail_msg("%s says: %s", check, finding->message_vi);
}

static inline void nothing_wrong(const char *check) {
    const struct finding *finding = find_wrong(check);
    if (finding)
        fail_msg("%s says: %s", check, finding->message_vi);
}

static inline uint32_t count(const char *check, enum finding_level level) {
    uint32_t n = 0;
    for (size_t i = 0; i < findings.n; i++)
        n += strcmp(findings.items[i].check, check) == 0 && findings.items[i].level == level;
    return n;
}

#endif
