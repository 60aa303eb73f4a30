/* legacy.h - the 8-bit charsets in which Vietnamese was written before Unicode, letter by letter. For this folder only. */
#ifndef HOSO_SOURCE_LEGACY_H
#define HOSO_SOURCE_LEGACY_H

#include "text/text.h"

enum legacy_kind {
    LEGACY_TCVN3, /* ABC; fonts .VnTime */
    LEGACY_VNI,   /* VNI-Windows; fonts VNI-Times */
    LEGACY_VISCII,
    LEGACY_CP1258,
    LEGACY_UTF8, /* UTF-8 that was taken for Windows-1252 once and saved again; never the charset of a whole file */
    LEGACY_KINDS
};

/* A charset opened for reading. */
struct legacy {
    enum legacy_kind kind;
    /* code points of bytes 80 to FF; those the charset leaves free are as in Windows-1252 */
    uint16_t high[128];
};

/* "TCVN3", "VNI", "VISCII", "Windows-1258"; for LEGACY_UTF8 a phrase. */
const char *legacy_name(enum legacy_kind kind);

/* Fills in the table of the charset; there is nothing to free. */
void legacy_open(struct legacy *legacy, enum legacy_kind kind);
/* The letter at `at` goes to *code; returns its bytes: two where a mark or a tone has one of its own (VNI, Windows-1258).
 * `left` is at least 1. */
size_t legacy_next(const struct legacy *legacy, const unsigned char *at, size_t left, uint32_t *code);

/* The byte that Windows-1252 has for a code point, or Latin-1 for one of U+0080 to U+009F; -1: none. */
int legacy_byte(uint32_t code);

#endif
