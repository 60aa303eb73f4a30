/* srgb.c - a profile made here from the published definition (IEC 61966-2-1), so that no file of another licence is
 * carried along: three primaries, one curve, the change of white from D65 to the D50 of ICC's connection space.
 *
 * Numbers are s15Fixed16, units of 1/65536. With the primaries' chromaticities x, y as columns (x/y, 1, (1-x-y)/y), scaled
 * so that their sum is the white D65 = (0.3127, 0.3290), and A = B^-1 diag(B D50 / B D65) B where B is Bradford's cone
 * matrix and D50 = (0.9642, 1, 0.8249), the columns of A M are the primaries below and A is the adaptation. */
#include "out/srgb.h"

#define ONE 65536

/* x, y: red 0.64 0.33, green 0.30 0.60, blue 0.15 0.06 (ITU-R BT.709), seen under D50. */
static const int32_t primaries[3][3] = {{28576, 14581, 912}, {25239, 46983, 6361}, {9375, 3972, 46787}};
static const int32_t adaptation[9] = {68674, 1502, -3291, 1939, 64912, -1119, -606, 988, 49262};
static const int32_t white[3] = {63190, ONE, 54061};
/* Y = (a X + b)^g from d on, c X below: g 2.4, a 1/1.055, b 0.055/1.055, c 1/12.92, d 0.04045. */
static const int32_t curve[5] = {157286, 62119, 3417, 5072, 2651};

static void put16(struct buf *out, uint32_t value) {
    buf_char(out, (char)(value >> 8));
    buf_char(out, (char)value);
}

static void put32(struct buf *out, uint32_t value) {
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

static void put_numbers(struct buf *out, const int32_t *numbers, size_t n) {
    for (size_t i = 0; i < n; i++)
        put32(out, (uint32_t)numbers[i]);
}

static void put_type(struct buf *out, const char *type) {
    buf_add(out, type, 4);
    put32(out, 0);
}

/* multiLocalizedUnicodeType with one record, en-US. */
static void put_words(struct buf *out, const char *ascii) {
    uint32_t len = (uint32_t)str_of(ascii).len;
    put_type(out, "mluc");
    put32(out, 1);
    put32(out, 12);
    buf_puts(out, "enUS");
    put32(out, 2 * len);
    put32(out, 28);
    for (; *ascii; ascii++)
        put16(out, (uint32_t)*ascii);
}

static void put_array(struct buf *out, const char *type, const int32_t *numbers, size_t n) {
    put_type(out, type);
    put_numbers(out, numbers, n);
}

static void put_curve(struct buf *out) {
    put_type(out, "para");
    put32(out, (uint32_t)3 << 16); /* the function's type, reserved */
    put_numbers(out, curve, 5);
}

/* ---- the table of tags ------------------------------------------------------------------------------------------- */

struct part {
    uint32_t at, len;
};

/* What the profile holds, each at a multiple of four. */
enum { DESC, RIGHTS, WHITE, CHAD, RED, GREEN, BLUE, CURVE, PARTS };

static void put_part(struct buf *out, int part) {
    switch (part) {
    case DESC: put_words(out, "sRGB"); break;
    case RIGHTS: put_words(out, "CC0"); break;
    case WHITE: put_array(out, "XYZ ", white, 3); break;
    case CHAD: put_array(out, "sf32", adaptation, 9); break;
    case CURVE: put_curve(out); break;
    default: put_array(out, "XYZ ", primaries[part - RED], 3);
    }
}

static const struct {
    char signature[5];
    int part;
} tags[] = {{"desc", DESC},  {"cprt", RIGHTS}, {"wtpt", WHITE}, {"chad", CHAD},  {"rXYZ", RED},
            {"gXYZ", GREEN}, {"bXYZ", BLUE},   {"rTRC", CURVE}, {"gTRC", CURVE}, {"bTRC", CURVE}};

#define N_TAGS (sizeof tags / sizeof *tags)
#define HEADER 128
#define BODIES (HEADER + 4 + 12 * N_TAGS)

static void put_bodies(struct buf *out, struct part parts[PARTS]) {
    for (int part = 0; part < PARTS; part++) {
        size_t begins = out->len;
        put_part(out, part);
        parts[part] = (struct part){(uint32_t)(BODIES + begins), (uint32_t)(out->len - begins)};
        while (out->len % 4)
            buf_char(out, 0);
    }
}

static void put_header(struct buf *out, size_t size) {
    static const uint16_t made[6] = {1999, 10, 18,
                                     0,    0,  0}; /* the standard's date: a profile must have one */
    put32(out, (uint32_t)size);
    put32(out, 0);          /* no preferred engine */
    put32(out, 0x04200000); /* version 4.2 */
    buf_puts(out, "mntrRGB XYZ ");
    for (size_t i = 0; i < 6; i++)
        put16(out, made[i]);
    buf_puts(out, "acsp");
    for (int i = 0; i < 6; i++) /* platform, flags, manufacturer, model, attributes (2) */
        put32(out, 0);
    put32(out, 1); /* rendering intent: relative colorimetric */
    put_numbers(out, white, 3);
    while (out->len < HEADER) /* creator, profile id (0: not calculated), reserved */
        put32(out, 0);
}

void srgb_profile(struct buf *out) {
    struct part parts[PARTS];
    struct buf bodies = BUF_EMPTY;
    put_bodies(&bodies, parts);
    put_header(out, BODIES + bodies.len);
    put32(out, N_TAGS);
    for (size_t i = 0; i < N_TAGS; i++) {
        buf_add(out, tags[i].signature, 4);
        put32(out, parts[tags[i].part].at);
        put32(out, parts[tags[i].part].len);
    }
    buf_str(out, buf_view(&bodies));
    buf_fini(&bodies);
}

struct str srgb_deflated(void) {
    static struct arena arena;
    static struct str kept;
    if (kept.len)
        return kept;
    struct buf profile = BUF_EMPTY;
    srgb_profile(&profile);
    kept = deflate_bytes(&arena, buf_view(&profile), DEFLATE_SMALL);
    buf_fini(&profile);
    return kept;
}
