/* number.c - PDF syntax. No printf of floats: its point depends on the locale, and content streams are written fast. */
#include "out/number.h"

void put_int(struct buf *out, int64_t value) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        digits[--at] = '-';
    buf_add(out, digits + at, sizeof digits - at);
}

void put_thousandths(struct buf *out, int64_t thousandths) {
    uint64_t size = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    if (thousandths < 0)
        buf_char(out, '-');
    put_int(out, (int64_t)(size / 1000));
    unsigned part = (unsigned)(size % 1000);
    if (part == 0)
        return;
    char digits[4] = {'.', (char)('0' + part / 100), (char)('0' + part / 10 % 10), (char)('0' + part % 10)};
    size_t len = part % 10 ? 4 : part % 100 ? 3 : 2;
    buf_add(out, digits, len);
}

static void put_hex(struct buf *out, unsigned value) {
    static const char hex[] = "0123456789ABCDEF";
    char digits[4] = {hex[value >> 12 & 15], hex[value >> 8 & 15], hex[value >> 4 & 15], hex[value & 15]};
    buf_add(out, digits, sizeof digits);
}

/* Parentheses and backslashes mean something in a string, and a carriage return would be read as a line feed. */
static size_t escape(char at[2], unsigned char byte) {
    at[0] = '\\';
    switch (byte) {
    case '(':
    case ')':
    case '\\': at[1] = (char)byte; return 2;
    case '\r': at[1] = 'r'; return 2;
    default: at[0] = (char)byte; return 1;
    }
}

void put_pair(struct buf *out, unsigned value) {
    char bytes[4];
    size_t n = escape(bytes, (unsigned char)(value >> 8));
    n += escape(bytes + n, (unsigned char)value);
    buf_add(out, bytes, n);
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
    put_int(out, id);
    buf_puts(out, " 0 R");
}
