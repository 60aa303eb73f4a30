/* only.h - the outputs that --only asks for. */
#ifndef HOSO_BATCH_ONLY_H
#define HOSO_BATCH_ONLY_H

#include "base/base.h"
#include <locale.h>

struct only {
    const char *pattern; /* NFC; NULL: all outputs fit */
    locale_t letters;
    struct arena arena;
};

/* A glob as fnmatch has it, in which a letter is a letter in any environment, however it is put together. `pattern` NULL: all. */
void only_open(struct only *only, const char *pattern);
bool only_fits(struct only *only, const char *output);
void only_close(struct only *only);

#endif
