/* buf.c - bytes that grow at the end. */
#include "base/buf.h"
#include "base/mem.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST 64 /* [bytes] most texts have less, and do not grow again */

void buf_room(struct buf *buf, size_t more) {
    if (more > SIZE_MAX - buf->len - 1)
        mem_exhausted();
    size_t need = buf->len + more + 1;
    mem_grow((void **)&buf->at, &buf->cap, need < FIRST ? FIRST : need, 1);
}

/* Into the room that there is; once more when it was too little. */
void buf_vprintf(struct buf *buf, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    buf_room(buf, 32);
    size_t room = buf->cap - buf->len;
    int len = vsnprintf(buf->at + buf->len, room, format, args);
    if (len >= 0 && (size_t)len >= room) {
        buf_room(buf, (size_t)len);
        vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    if (len >= 0)
        buf->len += (size_t)len;
    buf->at[buf->len] = '\0';
}

char *buf_digits(char *at, uint64_t n) {
    size_t len = 1;
    for (uint64_t rest = n; rest >= 10; rest /= 10)
        len++;
    for (size_t i = len; i-- > 0; n /= 10)
        at[i] = (char)('0' + n % 10);
    return at + len;
}

void buf_count(struct buf *buf, uint64_t n) {
    if (buf->cap - buf->len <= BUF_DIGITS)
        buf_room(buf, BUF_DIGITS);
    char *end = buf_digits(buf->at + buf->len, n);
    *end = '\0';
    buf->len = (size_t)(end - buf->at);
}

void buf_printf(struct buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_tame(struct buf *buf, size_t from) {
    for (size_t i = from; i < buf->len; i++) {
        unsigned char c = (unsigned char)buf->at[i];
        unsigned char next = i + 1 < buf->len ? (unsigned char)buf->at[i + 1] : 0;
        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
            buf->at[i] = ' ';
        else if (c == 0xC2 && next >= 0x80 && next <= 0x9F)
            buf->at[i] = buf->at[i + 1] = ' ';
    }
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
