/* letters.c - code points: stepping, counting, case, and the list of letters that a face must draw. */
#include "base/eight.h"
#include "text/ask.h"
#include "text/text.h"
#include "text/utf8.h"
#include <utf8proc.h>

const uint32_t text_letters[134] = {
    0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C8, 0x00C9, 0x00CA, 0x00CC, 0x00CD, 0x00D2, 0x00D3, 0x00D4, 0x00D5,
    0x00D9, 0x00DA, 0x00DD, 0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E8, 0x00E9, 0x00EA, 0x00EC, 0x00ED, 0x00F2,
    0x00F3, 0x00F4, 0x00F5, 0x00F9, 0x00FA, 0x00FD, 0x0102, 0x0103, 0x0110, 0x0111, 0x0128, 0x0129, 0x0168,
    0x0169, 0x01A0, 0x01A1, 0x01AF, 0x01B0, 0x1EA0, 0x1EA1, 0x1EA2, 0x1EA3, 0x1EA4, 0x1EA5, 0x1EA6, 0x1EA7,
    0x1EA8, 0x1EA9, 0x1EAA, 0x1EAB, 0x1EAC, 0x1EAD, 0x1EAE, 0x1EAF, 0x1EB0, 0x1EB1, 0x1EB2, 0x1EB3, 0x1EB4,
    0x1EB5, 0x1EB6, 0x1EB7, 0x1EB8, 0x1EB9, 0x1EBA, 0x1EBB, 0x1EBC, 0x1EBD, 0x1EBE, 0x1EBF, 0x1EC0, 0x1EC1,
    0x1EC2, 0x1EC3, 0x1EC4, 0x1EC5, 0x1EC6, 0x1EC7, 0x1EC8, 0x1EC9, 0x1ECA, 0x1ECB, 0x1ECC, 0x1ECD, 0x1ECE,
    0x1ECF, 0x1ED0, 0x1ED1, 0x1ED2, 0x1ED3, 0x1ED4, 0x1ED5, 0x1ED6, 0x1ED7, 0x1ED8, 0x1ED9, 0x1EDA, 0x1EDB,
    0x1EDC, 0x1EDD, 0x1EDE, 0x1EDF, 0x1EE0, 0x1EE1, 0x1EE2, 0x1EE3, 0x1EE4, 0x1EE5, 0x1EE6, 0x1EE7, 0x1EE8,
    0x1EE9, 0x1EEA, 0x1EEB, 0x1EEC, 0x1EED, 0x1EEE, 0x1EEF, 0x1EF0, 0x1EF1, 0x1EF2, 0x1EF3, 0x1EF4, 0x1EF5,
    0x1EF6, 0x1EF7, 0x1EF8, 0x1EF9,
};

/* Counts the bytes that begin a character, eight at a time: those whose highest bits are not 10. */
size_t text_chars(struct str s) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t n = 0, i = 0;
    for (; i + sizeof(uint64_t) <= s.len; i += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, s.at + i, sizeof word);
        n += ((~word >> 7 | word >> 6) & ones) * ones >> 56;
    }
    for (; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

uint32_t text_next(struct str s, size_t *at) {
    uint32_t code;
    size_t step = utf8_decode((const unsigned char *)s.at + *at, s.len - *at, &code);
    *at += step > 0 ? step : 1;
    return step > 0 ? code : 0xFFFD;
}

void text_put(struct buf *out, uint32_t code_point) {
    unsigned char bytes[4];
    bool valid = code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
    buf_add(out, bytes, utf8_encode(valid ? code_point : 0xFFFD, bytes));
}

/* The blocks of Vietnamese letters are known without a look into the tables of Unicode. */
static bool is_common(uint32_t code) {
    return (code >= 0xC0 && code <= 0xFF) || (code >= 0x1EA0 && code <= 0x1EF9) || code == 0x0110 ||
           code == 0x0111 || code == 0x0102 || code == 0x0103 || code == 0x01A0 || code == 0x01A1 ||
           code == 0x01AF || code == 0x01B0;
}

bool text_is_letter(uint32_t code_point) {
    if (code_point < 0x80)
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    if (is_common(code_point))
        return code_point != 0xD7 && code_point != 0xF7;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool text_is_capital(uint32_t code_point) {
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    if (code_point >= 0x1EA0 && code_point <= 0x1EF9)
        return code_point % 2 == 0;
    if (code_point >= 0x100 && code_point < 0x130) /* Ă Đ Ĩ */
        return code_point % 2 == 0;
    if (code_point >= 0xC0 && code_point <= 0xFF)
        return code_point <= 0xDE && code_point != 0xD7;
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_LU;
}

/* The next byte from `at` that leads a sign or letter of Latin-1. */
static size_t next_latin(struct str s, size_t at) {
    while (at + 8 <= s.len) {
        uint64_t leads = eight_are(eight_load(s.at + at) | EIGHT_ONES, 0xC3);
        if (leads)
            return at + eight_first(leads);
        at += 8;
    }
    while (at < s.len && ((unsigned char)s.at[at] | 1) != 0xC3)
        at++;
    return at;
}

bool text_strange_latin(struct str s) {
    const unsigned char *at = (const unsigned char *)s.at;
    for (size_t i = next_latin(s, 0); i + 1 < s.len; i = next_latin(s, i + 2)) {
        if (ask_strange((at[i] & 3u) << 6 | (at[i + 1] & 0x3Fu)))
            return true;
        if (at[i] == 0xC3 && i + 2 < s.len &&
            at[i + 2] == 0xC3) /* no syllable has two of these letters together */
            return true;
    }
    return false;
}

static uint32_t upper(uint32_t code) {
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

struct str text_upper(struct arena *arena, struct str nfc) {
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < nfc.len;)
        text_put(&out, upper(text_next(nfc, &i)));
    struct str result = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return result;
}

/* A word of two letters or more that is a Roman number: "KHU XII". */
static bool is_roman(struct str word) {
    for (size_t i = 0; i < word.len; i++)
        if (!strchr("IVX", word.at[i]))
            return false;
    return word.len > 1;
}

struct str text_name(struct arena *arena, struct str nfc) {
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < nfc.len;) {
        size_t end = str_find(nfc, STR(" "), i);
        end = end == STR_NONE ? nfc.len : end + 1;
        bool roman = is_roman(str_trim(str_cut(nfc, i, end)));
        for (bool first = true; i < end;) {
            uint32_t code = text_next(nfc, &i);
            bool stays = first || roman || !text_is_letter(code);
            text_put(&out, stays ? code : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code));
            first = !text_is_letter(code); /* the letter behind an apostrophe or a hyphen begins anew */
        }
    }
    struct str result = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return result;
}

/* The first letter may stand behind an opening quote or bracket, not behind a number: "1.279 người" has none. */
struct str text_capital(struct arena *arena, struct str nfc) {
    size_t at = 0, from = 0;
    uint32_t code = 0;
    while (at < nfc.len) {
        from = at;
        code = text_next(nfc, &at);
        if (text_is_letter(code) || is_digit(code))
            break;
    }
    uint32_t capital = upper(code);
    if (capital == code)
        return nfc;
    struct buf out = BUF_EMPTY;
    buf_str(&out, str_cut(nfc, 0, from));
    text_put(&out, capital);
    buf_str(&out, str_cut(nfc, at, nfc.len));
    struct str result = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return result;
}
