/* buf.c - bytes that grow at the end. */
#include "base/buf.h"
#include "base/mem.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct buf *buf, size_t more) {
    if (more > SIZE_MAX - buf->len - 1)
        mem_exhausted();
    mem_grow((void **)&buf->at, &buf->cap, buf->len + more + 1, 1);
}

void buf_add(struct buf *buf, const void *bytes, size_t len) {
    make_room(buf, len);
    if (len)
        memcpy(buf->at + buf->len, bytes, len);
    buf->len += len;
    buf->at[buf->len] = '\0';
}

void buf_str(struct buf *buf, struct str s) {
    buf_add(buf, s.at, s.len);
}

void buf_puts(struct buf *buf, const char *text) {
    buf_add(buf, text, strlen(text));
}

void buf_char(struct buf *buf, char c) {
    buf_add(buf, &c, 1);
}

void buf_vprintf(struct buf *buf, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        return;
    make_room(buf, (size_t)len);
    vsnprintf(buf->at + buf->len, (size_t)len + 1, format, args);
    buf->len += (size_t)len;
}

void buf_printf(struct buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

struct str buf_view(const struct buf *buf) {
    return buf->at ? (struct str){buf->at, buf->len} : (struct str){"", 0};
}

void buf_clear(struct buf *buf) {
    buf->len = 0;
    if (buf->at)
        buf->at[0] = '\0';
}

void buf_fini(struct buf *buf) {
    free(buf->at);
    *buf = BUF_EMPTY;
}
