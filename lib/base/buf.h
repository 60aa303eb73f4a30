/* buf.h - bytes that grow at the end. Owns its memory; a zero always stands behind the last byte. */
#ifndef HOSO_BASE_BUF_H
#define HOSO_BASE_BUF_H

#include "base/str.h"
#include <stdarg.h>
#include <stdint.h>

struct buf {
    char *at; /* NULL while empty */
    size_t len, cap;
};

#define BUF_EMPTY ((struct buf){0})

/* Room for `more` bytes and the zero behind them. */
void buf_room(struct buf *buf, size_t more);

/* Inline: contents of pages are written a few bytes at a time, some hundred thousand times a dossier. */
static inline void buf_add(struct buf *buf, const void *bytes, size_t len) {
    if (buf->cap - buf->len <= len)
        buf_room(buf, len);
    if (len)
        memcpy(buf->at + buf->len, bytes, len);
    buf->len += len;
    buf->at[buf->len] = '\0';
}

static inline void buf_str(struct buf *buf, struct str s) {
    buf_add(buf, s.at, s.len);
}

static inline void buf_puts(struct buf *buf, const char *text) {
    buf_add(buf, text, strlen(text));
}

static inline void buf_char(struct buf *buf, char c) {
    buf_add(buf, &c, 1);
}

#define BUF_DIGITS 20 /* [bytes] of the largest number, 2^64 - 1 */
/* Writes the number in decimal digits where there is room for BUF_DIGITS; the end of what was written. A few bytes take longer
 * to be copied than to be made, and to be read from a format many times as long. */
char *buf_digits(char *at, uint64_t n);
void buf_count(struct buf *buf, uint64_t n); /* the same at the end of `buf` */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args);
/* Blanks in place of control characters (U+0000 to 1F, U+007F to 9F, as UTF-8) from the byte `from` on, but for tabs and line
 * ends: what a source holds must not drive the terminal that it is shown on. */
void buf_tame(struct buf *buf, size_t from);
struct str buf_view(const struct buf *buf); /* borrowed until the next change */
void buf_clear(struct buf *buf);            /* empty, memory kept */
void buf_fini(struct buf *buf);

#endif
