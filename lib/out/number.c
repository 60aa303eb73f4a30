/* number.c - PDF syntax. No printf of floats: its point depends on the locale, and content streams are written fast. */
#include "out/number.h"

#define NUMBER (BUF_DIGITS + 4) /* [bytes] with a sign and a point, or as a reference */

static char *room(struct buf *out) {
    if (out->cap - out->len <= NUMBER)
        buf_room(out, NUMBER);
    return out->at + out->len;
}

static void written(struct buf *out, char *end) {
    *end = '\0';
    out->len = (size_t)(end - out->at);
}

void put_int(struct buf *out, int64_t value) {
    char *at = room(out);
    if (value < 0)
        *at++ = '-';
    written(out, buf_digits(at, value < 0 ? 0 - (uint64_t)value : (uint64_t)value));
}

void put_thousandths(struct buf *out, int64_t thousandths) {
    char *at = room(out);
    uint64_t size = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    unsigned part = (unsigned)(size % 1000);
    if (thousandths < 0)
        *at++ = '-';
    at = buf_digits(at, size / 1000);
    if (part)
        *at++ = '.';
    for (; part; part = part % 100 * 10)
        *at++ = (char)('0' + part / 100);
    written(out, at);
}

static void put_hex(struct buf *out, unsigned value) {
    static const char hex[] = "0123456789ABCDEF";
    char *at = room(out);
    for (int shift = 12; shift >= 0; shift -= 4)
        *at++ = hex[value >> shift & 15];
    written(out, at);
}

/* Parentheses and backslashes mean something in a string, and a carriage return would be read as a line feed. */
static char *escape(char *at, unsigned char byte) {
    bool return_sign = byte == '\r';
    if (byte == '(' || byte == ')' || byte == '\\' || return_sign)
        *at++ = '\\';
    *at++ = (char)(return_sign ? 'r' : byte);
    return at;
}

void put_pair(struct buf *out, unsigned value) {
    char *at = escape(room(out), (unsigned char)(value >> 8));
    written(out, escape(at, (unsigned char)value));
}

static void put_utf16(struct buf *out, struct str utf8, void (*put)(struct buf *, unsigned)) {
    put(out, 0xFEFF);
    for (size_t at = 0; at < utf8.len;) {
        uint32_t letter = text_next(utf8, &at);
        if (letter >= 0x10000) {
            put(out, 0xD800 + ((letter - 0x10000) >> 10));
            letter = 0xDC00 + ((letter - 0x10000) & 0x3FF);
        }
        put(out, letter);
    }
}

void put_text(struct buf *out, struct str utf8) {
    buf_char(out, '(');
    put_utf16(out, utf8, put_pair);
    buf_char(out, ')');
}

void put_text_hex(struct buf *out, struct str utf8) {
    buf_char(out, '<');
    put_utf16(out, utf8, put_hex);
    buf_char(out, '>');
}

void put_ref(struct buf *out, uint32_t id) {
    char *at = buf_digits(room(out), id);
    memcpy(at, " 0 R", 4);
    written(out, at + 4);
}
