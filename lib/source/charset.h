/* charset.h - how a file's bytes are written, found on evidence that is printed, or as somebody says. For this folder
 * only. */
#ifndef HOSO_SOURCE_CHARSET_H
#define HOSO_SOURCE_CHARSET_H

#include "source/reading.h"
#include "source/source.h"

/* What charset_read found, for charset_report, which needs the source's lines. */
struct charset_found {
    bool forced;
    bool marked;    /* UTF-16 with its mark */
    unsigned share; /* ... without: units with a zero byte, in per cent */
    bool guessed;   /* by the words of `guess` */
    enum legacy_kind best, next;
    struct tally guess[LEGACY_KINDS];
    /* stretches in other charsets than the file's; `first` in raw bytes */
    struct reading_use use[LEGACY_KINDS];
    size_t composed; /* letters that were put together from parts, or taken for look-alikes */
};

/* Fills charset, utf8 and nfc, whose way back leads to raw bytes, and `folded` of a text where that costs nothing more: its
 * `at` is NULL otherwise. `name`: the charset to take, empty: as found. False
 * after an error: broken bytes, or nothing to tell a charset by. */
bool charset_read(struct source *source, struct str name, struct charset_found *found, struct diag *diag);
/* Notes what was taken and why, and the letters that are lost. */
void charset_report(const struct source *source, const struct charset_found *found, struct diag *diag);

#endif
