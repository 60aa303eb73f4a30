/* font.h - faces: finding them (fontconfig), what letters they have, metrics, shaping and subsets (HarfBuzz). The folder's
 * public header. Only this folder sees HarfBuzz and fontconfig. */
#ifndef HOSO_FONT_FONT_H
#define HOSO_FONT_FONT_H

#include "text/text.h"

/* What a style sets text in. FACE_SYMBOL draws what the others lack (⚠); it is never asked for by a style. */
enum face {
    FACE_SERIF,
    FACE_SERIF_BOLD,
    FACE_SERIF_ITALIC,
    FACE_SERIF_BOLD_ITALIC,
    FACE_SANS,
    FACE_SANS_BOLD,
    FACE_SYMBOL,
    FACE_COUNT
};

/* All in font units, `em` of them to the em (OpenType "head", "hhea"). descent is negative. */
struct face_metrics {
    int32_t em, ascent, descent, line_gap, cap_height, x_height;
    int32_t space; /* advance of U+0020 */
};

struct glyph {
    uint16_t id;     /* of the face file: subsets keep glyph ids */
    int16_t adjust;  /* [font units] kerning: added to the glyph's own advance */
    int32_t advance; /* [font units] with the kerning */
    uint32_t letter; /* code point it stands for (ToUnicode) */
    int32_t shown;   /* [1/1000 em] its own advance as font_thousandths has it: how far viewers move on */
};

/* A shaped piece of text, a word as a rule. Borrowed from the shaper's cache, where it stays. */
struct shape {
    const struct glyph *glyphs;
    uint32_t n;
    int32_t width;    /* [font units] */
    uint32_t missing; /* first code point that the face cannot draw; 0: none */
    struct str text;  /* NFC */
};

/* Layout sees faces through this alone, so its tests open no font file. */
struct shaper {
    const struct shape *(*shape)(void *aux, enum face face, struct str nfc);
    const struct face_metrics *(*metrics)(void *aux, enum face face);
    void *aux;
};

/* Every letter half an em wide, ascent 900, descent -200 of 1000: for tests. Yours to shaper_fixed_free. */
struct shaper *shaper_fixed(void);
void shaper_fixed_free(struct shaper *shaper);

struct fonts;

/* Opens the faces that `spec` (fonts/fonts.yaml: family, style, package, version, licence, sha256 of each face) names.
 * A face found under the name but with another sha256 is a DIAG_WARNING (font-other-file); one that lacks Vietnamese
 * letters, is absent or must not be embedded (font-embedding) a DIAG_USAGE naming package or letters. `own` replaces files face by face (hoso.yaml, `fonts:`),
 * NULL where it does not. NULL after a DIAG_USAGE. Yours to fonts_free. */
struct fonts *fonts_open(const char *spec, const char *const own[FACE_COUNT], struct diag *diag);
/* The same for a report on the faces (`hoso fonts`): comes back with the faces that were found, faults reported and
 * shown in fonts_info; NULL only where `spec` cannot be read. Its shaper and programs must not be used. */
struct fonts *fonts_survey(const char *spec, const char *const own[FACE_COUNT], struct diag *diag);
void fonts_free(struct fonts *fonts);

/* Shapes with HarfBuzz (Latn, vi, kerning, no ligatures) through a cache of words. Borrows `fonts`. */
struct shaper fonts_shaper(struct fonts *fonts);
/* Makes what nearly every dossier embeds before the first one asks for it: the program of the faces that text is set in. Of use
 * before processes part that will each make many. */
void fonts_warm(struct fonts *fonts);
/* Between two dossiers: empties the caches when they have outgrown their bound (some MiB). Shapes and programs that
 * were borrowed before are gone then. What is drawn never depends on what the caches hold. */
void fonts_trim(struct fonts *fonts);

struct face_info {
    const char *name; /* of the slot: "serif-bold" */
    const char *family, *style;
    const char *path;    /* empty: absent */
    const char *version; /* as the file says: "Version 2.1.5" */
    const char *package, *licence;
    char sha256[DIGEST_HEX];
    bool expected;    /* the file that fonts.yaml knows */
    struct str lacks; /* letters that it should have and has not, UTF-8 */
};
/* What was found for the slot. Borrowed; lives as long as `fonts`. */
const struct face_info *fonts_info(const struct fonts *fonts, enum face face);
/* The slot as hoso.yaml calls it: "serif-bold". */
const char *face_name(enum face face);
bool face_named(struct str name, enum face *face); /* the slot of that name */

/* A width in font units as PDF counts it, 1/1000 em, rounded half away from zero: what /W says and viewers advance by. */
int32_t font_thousandths(int32_t units, int32_t em);

/* A face's program for embedding: a TrueType subset, glyph ids kept. */
struct font_program {
    struct str deflated;    /* zlib stream of the subset */
    size_t raw_len;         /* [bytes] before deflation: Length1 */
    const char *postscript; /* "ABCDEF+LiberationSerif": the tag is taken from the subset's digest */
    struct str widths;      /* the /W array's text, ids and widths in 1/1000 em */
    struct str to_unicode;  /* the CMap, deflated */
    size_t to_unicode_len;  /* [bytes] of the CMap before deflation */
    int32_t bbox[4], ascent, descent, cap_height, stem_v; /* 1/1000 em */
    int32_t italic_angle;                                 /* [degrees] */
    unsigned flags;                                       /* font descriptor flags (ISO 32000-1, 9.8.2) */
};

/* The program for a document that draws these glyphs of the face (`drawn`: each id once, ascending; `letter` is its
 * letter in the document). A function of `drawn` alone, whatever the process did before:
 *   - many glyphs, all of the common set (ASCII, Vietnamese letters, the signs that dossiers use): the set's program,
 *     made and deflated once a process, so such a face costs a document nothing;
 *   - few glyphs, or any beyond the set: a subset of just these, so that a face used for three words does not weigh
 *     10 KB and any letter of the file can be drawn. Kept too: sheets of one kind often use the same few.
 * Borrowed until fonts_trim or fonts_free. */
const struct font_program *fonts_program(struct fonts *fonts, enum face face, const struct glyph *drawn,
                                         size_t n);

#endif
