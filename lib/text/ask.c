/* ask.c - which code points are more than themselves: marks, look-alikes, invisible ones, the debris of older charsets. */
#include "text/ask.h"
#include <utf8proc.h>

uint32_t ask_meant(uint32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E)
        return code - 0xFEE0;
    switch (code) {
    case 0x00D0:
    case 0x0189: return 0x0110;
    case 0x00F0:
    case 0x0256: return 0x0111;
    case 0x01A2: return 0x01AF;
    case 0x01A3: return 0x01B0;
    default: return code;
    }
}

enum ask ask_of(uint32_t code) {
    if (code == 0xAD || (code >= 0x200B && code <= 0x200D) || code == 0x2060 || code == 0xFEFF)
        return ASK_DROP;
    if (code < 0x0300)
        return ask_meant(code) == code ? ASK_NOTHING : ASK_LETTER;
    if (code < 0x0370)
        return code == 0x034F ? ASK_NOTHING : ASK_MARK; /* 034F joins graphemes, and has no class */
    if ((code >= 0x1E00 && code <= 0x1EFF) || (code >= 0x2010 && code <= 0x205E))
        return ASK_NOTHING;
    if (ask_meant(code) != code)
        return ASK_LETTER;
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
    bool second = property->comb_index != UINT16_MAX && property->comb_index >= 0x8000;
    if (property->combining_class != 0 || second || (code >= 0x1160 && code <= 0x11FF))
        return ASK_MARK;
    return property->decomp_seqindex != UINT16_MAX && property->decomp_type == 0 ? ASK_LETTER : ASK_NOTHING;
}

/* The last six bits of U+0080 to 00BF (signs) and U+00C0 to 00FF (letters) that Vietnamese text does not have, a bit each.
 * NBSP and the signs that it may have (° ± ² ³ · × ÷) are left out. */
static const uint64_t strange_signs = UINT64_C(0xFF70FFFEFFFFFFFF),
                      strange_letters = UINT64_C(0xD943C8F0D943C8F0);

bool ask_strange(uint32_t code) {
    if (code < 0x80 || code > 0xFF)
        return false;
    return (code < 0xC0 ? strange_signs : strange_letters) >> (code & 0x3F) & 1;
}
