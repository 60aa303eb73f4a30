/* legacy.c - tables of four charsets and what their bytes make together.
 *
 * The tables are our own and not iconv's: it knows neither VNI nor the TCVN3 of the fonts (where 80 to 9F are quotes and
 * dashes), and its modules are a package of their own on some systems. A unit test holds them against iconv where that
 * has them. */
#include "source/legacy.h"
#include "text/viet.h"
#include <string.h>

/* Letters of TCVN3 from A1 on; a capital with a tone has the byte of the small letter, and another font. */
static const char tcvn3[] = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ......."
                            "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ.";

/* VISCII 1.1 (RFC 1456) from 80 on. */
static const char viscii[] =
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
static const struct {
    unsigned char byte;
    uint16_t code;
} viscii_controls[] = {{0x02, 0x1EB2}, {0x05, 0x1EB4}, {0x06, 0x1EAA},
                       {0x14, 0x1EF6}, {0x19, 0x1EF8}, {0x1E, 0x1EF4}};

/* Windows-1252 from 80 to 9F; 0: the byte is free. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Where Windows-1258 differs from it: letters, and tones as combining marks behind the letter. */
static const struct {
    unsigned char byte;
    uint16_t code;
} cp1258[] = {
    {0xC3, 0x0102}, {0xCC, 0x0300}, {0xD0, 0x0110}, {0xD2, 0x0309}, {0xD5, 0x01A0},
    {0xDD, 0x01AF}, {0xDE, 0x0303}, {0xE3, 0x0103}, {0xEC, 0x0301}, {0xF0, 0x0111},
    {0xF2, 0x0323}, {0xF5, 0x01A1}, {0xFD, 0x01B0}, {0xFE, 0x20AB},
};

/* Letters of VNI that are one byte; 20 less is the capital. */
static const struct {
    unsigned char byte;
    uint16_t code;
} vni[] = {
    {0xF4, 0x01A1}, {0xF6, 0x01B0}, {0xF1, 0x0111}, {0xED, 0x00ED}, {0xEC, 0x00EC},
    {0xE6, 0x1EC9}, {0xF3, 0x0129}, {0xF2, 0x1ECB}, {0xEE, 0x1EF5},
};

/* The others are a base letter and one of these: which bases, the mark (as in viet.h; 0: none) and the tone. */
static const struct {
    unsigned char byte;
    char bases[6];
    uint8_t mark, tone;
} vni_marks[] = {
    {0xF9, "aeouy", 0, 4}, {0xF8, "aeouy", 0, 1}, {0xFB, "aeouy", 0, 2}, {0xF5, "aeouy", 0, 3},
    {0xEF, "aeouy", 0, 5}, {0xE2, "aeo", 2, 0},   {0xE1, "aeo", 2, 4},   {0xE0, "aeo", 2, 1},
    {0xE5, "aeo", 2, 2},   {0xE3, "aeo", 2, 3},   {0xE4, "aeo", 2, 5},   {0xEA, "a", 1, 0},
    {0xE9, "a", 1, 4},     {0xE8, "a", 1, 1},     {0xFA, "a", 1, 2},     {0xFC, "a", 1, 3},
    {0xEB, "a", 1, 5},
};

const char *legacy_name(enum legacy_kind kind) {
    static const char *const names[] = {"TCVN3", "VNI", "VISCII", "Windows-1258", "UTF-8"};
    return names[kind];
}

static void fill_letters(struct legacy *legacy, unsigned char first, const char *letters) {
    struct str all = str_of(letters);
    for (size_t at = 0, byte = first; at < all.len; byte++) {
        uint32_t code = text_next(all, &at);
        if (code != '.')
            legacy->high[byte - 0x80] = (uint16_t)code;
    }
}

void legacy_open(struct legacy *legacy, enum legacy_kind kind) {
    legacy->kind = kind;
    for (unsigned i = 0; i < 128; i++)
        legacy->high[i] = i < 32 && windows[i] ? windows[i] : (uint16_t)(0x80 + i);
    if (kind == LEGACY_TCVN3)
        fill_letters(legacy, 0xA1, tcvn3);
    else if (kind == LEGACY_VISCII)
        fill_letters(legacy, 0x80, viscii);
    else if (kind == LEGACY_CP1258)
        for (size_t i = 0; i < sizeof cp1258 / sizeof *cp1258; i++)
            legacy->high[cp1258[i].byte - 0x80] = cp1258[i].code;
    else if (kind == LEGACY_VNI)
        for (size_t i = 0; i < sizeof vni / sizeof *vni; i++) {
            legacy->high[vni[i].byte - 0x80] = vni[i].code;
            struct viet viet = {0};
            viet_of(vni[i].code, &viet);
            viet.capital = true;
            legacy->high[vni[i].byte - 0xA0] = (uint16_t)viet_code(&viet);
        }
}

/* ---- letters of two bytes ---- */

/* The mark byte of VNI behind a base letter. A small mark behind a capital is taken too: hands slip. */
static uint32_t vni_letter(uint32_t base, unsigned char mark) {
    struct viet viet;
    if (mark < 0xC0 || !viet_of(base, &viet) || viet.tone != 0)
        return 0;
    for (size_t i = 0; i < sizeof vni_marks / sizeof *vni_marks; i++) {
        if (vni_marks[i].byte != (mark | 0x20))
            continue;
        bool horned = (viet.base == 'o' || viet.base == 'u') && viet.mark != 0; /* ơ ư and a tone */
        if (horned ? vni_marks[i].mark != 0 : viet.mark != 0 || !strchr(vni_marks[i].bases, viet.base))
            return 0;
        /* a ă â count 0 1 2, but e ê and o ô have the circumflex first */
        if (vni_marks[i].mark != 0)
            viet.mark = viet.base == 'a' ? vni_marks[i].mark : 1;
        viet.tone = vni_marks[i].tone;
        return viet_code(&viet);
    }
    return 0;
}

/* A tone of Windows-1258 behind its letter. */
static uint32_t toned_letter(uint32_t base, uint32_t combining) {
    struct viet viet;
    uint8_t tone = combining == 0x0300   ? 1
                   : combining == 0x0309 ? 2
                   : combining == 0x0303 ? 3
                   : combining == 0x0301 ? 4
                   : combining == 0x0323 ? 5
                                         : 0;
    if (tone == 0 || !viet_of(base, &viet) || viet.tone != 0)
        return 0;
    viet.tone = tone;
    return viet_code(&viet);
}

static uint32_t viscii_control(unsigned char byte) {
    for (size_t i = 0; i < sizeof viscii_controls / sizeof *viscii_controls; i++)
        if (viscii_controls[i].byte == byte)
            return viscii_controls[i].code;
    return byte;
}

size_t legacy_next(const struct legacy *legacy, const unsigned char *at, size_t left, uint32_t *code) {
    uint32_t both = 0;
    *code = at[0] >= 0x80 ? legacy->high[at[0] - 0x80] : at[0];
    if (legacy->kind == LEGACY_VISCII && at[0] < ' ')
        *code = viscii_control(at[0]);
    if (legacy->kind == LEGACY_UTF8 && at[0] >= 0xC2) {
        size_t end = 0;
        both = text_next((struct str){(const char *)at, left}, &end);
        *code = both == 0xFFFD ? *code : both;
        return end;
    }
    if (left < 2 || at[1] < 0x80)
        return 1;
    if (legacy->kind == LEGACY_VNI)
        both = vni_letter(*code, at[1]);
    else if (legacy->kind == LEGACY_CP1258)
        both = toned_letter(*code, legacy->high[at[1] - 0x80]);
    *code = both ? both : *code;
    return both ? 2 : 1;
}

int legacy_byte(uint32_t code) {
    if (code < 0x100)
        return (int)code;
    for (int i = 0; i < 32; i++)
        if (windows[i] == code)
            return 0x80 + i;
    return -1;
}
