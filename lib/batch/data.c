/* data.c - where the shipped templates, rules and fonts lie, and the messages' catalogue. */
#include "batch/batch.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST (PATH_MAX + 64) /* a folder of the program and what is joined to it */

#ifndef HOSO_SOURCE_DIR
#define HOSO_SOURCE_DIR "."
#endif

const char *batch_program_folder(void) {
    static char folder[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (n <= 0)
        return ".";
    folder[n] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return folder;
}

/* The first of `folders` that has `probe` in it, written to `out`; false when none has. */
static bool first_with(const char *const *folders, const char *probe, char out[LONGEST]) {
    for (; *folders; folders++) {
        char path[LONGEST + 64];
        int n = snprintf(path, sizeof path, "%s/%s", *folders, probe);
        if (n > 0 && (size_t)n < sizeof path && file_exists(path)) {
            snprintf(out, LONGEST, "%s", *folders);
            return true;
        }
    }
    return false;
}

const char *batch_data_folder(void) {
    static char found[LONGEST];
    if (found[0])
        return found;
    const char *given = getenv("HOSO_DATA");
    if (given && *given)
        return given;
    char shared[LONGEST];
    const char *program = batch_program_folder();
    snprintf(shared, sizeof shared, "%s/../share/hoso", program);
    if (!first_with((const char *[]){program, shared, NULL}, "templates/indicators.yaml", found))
        snprintf(found, sizeof found, "%s", HOSO_SOURCE_DIR);
    return found;
}

const char *batch_locale_folder(void) {
    static char found[LONGEST];
    if (found[0])
        return found;
    char beside[LONGEST], shared[LONGEST];
    const char *program = batch_program_folder();
    snprintf(beside, sizeof beside, "%s/locale", program);
    snprintf(shared, sizeof shared, "%s/../share/locale", program);
    if (!first_with((const char *[]){beside, shared, NULL}, "vi/LC_MESSAGES/hoso.mo", found))
        snprintf(found, sizeof found, "%s", shared);
    return found;
}
