/* text.h - Vietnamese text: bytes to NFC with the way back, the folded key for matching, numbers and dates in and out,
 * collation. The folder's public header; knows nothing of files, figures or pages. */
#ifndef HOSO_TEXT_TEXT_H
#define HOSO_TEXT_TEXT_H

#include "base/base.h"

/* ---- NFC and the way back ------------------------------------------------------------------------------------- */

/* A text in NFC that knows, for each of its bytes, the byte of the raw text it came from.
 * The map is a list of runs: within a run raw and NFC offsets advance together or the whole run came from one piece.
 * A text that is NFC already has one run, so the common case costs one look at the bytes and no memory. */
struct nfc {
    struct str text; /* UTF-8, NFC; no BOM, no zero-width characters (U+200B-200D, U+2060, U+FEFF, U+00AD) */
    const struct nfc_run *runs;
    size_t n_runs;
};

struct nfc_run {
    uint32_t at;      /* [bytes] first NFC byte of the run */
    uint32_t raw;     /* [bytes] the raw byte it came from */
    uint32_t raw_len; /* [bytes] raw bytes of a composed run; 0: the run is a copy, offset by offset */
};

/* Normalises `raw`, valid UTF-8. Also maps look-alikes of Vietnamese letters to the letters (Ð U+00D0 to Đ, Ƣ to Ư) and full-width
 * digits and signs to those of ASCII.
 * In the arena; where nothing changes `text` is `raw` itself. False when `raw` is not UTF-8: `*bad` is the offset. */
bool nfc_make(struct arena *arena, struct str raw, struct nfc *out, size_t *bad);

/* The raw extent of the NFC bytes [from, to). */
void nfc_raw(const struct nfc *nfc, size_t from, size_t to, size_t *raw_from, size_t *raw_to);
/* The other way: the NFC byte that raw byte `raw` became, or the next one kept. */
size_t nfc_at(const struct nfc *nfc, size_t raw);

/* ---- the folded key -------------------------------------------------------------------------------------------- */

/* A key for matching, of the SAME LENGTH as the NFC text, so that an offset in one is the offset in the other:
 * lower case; tone marks of open oa, oe, uy in the new place (hòa becomes hoà, ủy uỷ; QĐ 1989/QĐ-BGDĐT Art. 8 has both);
 * each byte of NBSP, other Unicode blanks, tab, CR as a space (LF stays); en and em dashes, U+2212 keep their bytes.
 * Not folded here, since the spellings differ in length: i/y of lý/lí, kỹ/kĩ, and õe/oẽ, ùy/uỳ, ũy/uỹ (tùy theo, lũy
 * kế): text keeps what is written, fold_pattern lists both, fold_name unites them. */
struct str fold(struct arena *arena, struct str nfc);
/* In place of the caller's buffer `out` of nfc.len bytes. */
void fold_into(struct str nfc, char *out);
/* The same for text that is not known to be NFC, where it is and is plain: valid UTF-8 that nfc_make would leave as it is and
 * of which text_strange_latin says no, as most files are. False where it is not; `out` then holds nothing of use. */
bool fold_plain(struct str raw, char *out);
/* Whether it would do so, without folding. */
bool fold_only(struct str raw);

/* Two names are one when their keys are, blanks collapsed: "Hoà  Bình" = "Hòa Bình". Also folds the i/y pairs. */
bool fold_equal(struct str a, struct str b);
/* The collapsed, i/y-folded key used by fold_equal, for maps; in the arena. */
struct str fold_name(struct arena *arena, struct str nfc);
/* The looser key without any diacritics (đ to d), blanks collapsed, for table heads typed without them; in the arena. */
struct str fold_bare(struct arena *arena, struct str nfc);

/* Turns a pattern (NFC) as people write it into one that matches folded text: folds it, lets a blank match any run of
 * blanks (" ?" any run or none), and syllables that fold() leaves in two spellings (lý kỹ mỹ kỳ ký quý tỷ sĩ, tùy lũy)
 * match both. PCRE2 syntax is kept: escapes, classes (folded letter by letter), heads of groups. The result works with
 * and without PCRE2_UTF; without it a quantifier behind a single accented letter counts bytes, so group it. */
struct str fold_pattern(struct arena *arena, struct str pattern);

/* ---- numbers in ------------------------------------------------------------------------------------------------ */

/* One number as written, and what it can be read as (reference: CLDR vi, Luật Kế toán 88/2015/QH13 Art. 10-11:
 * dot groups thousands, comma before decimals). */
struct number {
    struct decimal value;
    bool grouped;   /* had group marks */
    bool ambiguous; /* comma and three digits: read as decimals unless the document groups with commas */
};

/* How the marks of a document or column are to be read. */
enum number_style { NUMBER_VI, NUMBER_EN };

/* `s` is exactly the number: digits with marks, an optional sign (- U+2212 +), at most 15 digits. False when it is none.
 * A dot before one or two digits is a decimal mark in both styles; where dot and comma occur the last one is. */
bool number_parse(struct str s, enum number_style style, struct number *out);
/* A number (as for number_parse, or with %) with a slip that leaves no doubt, mended, in the arena: O for 0 and l for 1
 * among digits, a mark typed twice, a blank behind a dot ("1. 234"), NBSP or a thin space between groups. Empty when there
 * is nothing to mend, or doubt: "20 210" may be two numbers. */
struct str number_mend(struct arena *arena, struct str nfc);
/* Vietnamese number words below one hundred ("hai mươi mốt", "mười lăm", "hai chục"), folded text: value, or -1. "mười
 * năm" and "hai mươi năm" are years, not numbers. */
int number_words(struct str folded);
/* The same up to 999.999: "hai trăm", "một trăm linh năm", "một nghìn hai trăm". -1 also where it leaves doubt: "hai trăm
 * năm", "một nghìn hai". */
int number_said(struct str folded);
/* nghìn, ngàn, vạn, triệu, tỷ/tỉ: the factor, or 0. */
int64_t number_scale_word(struct str folded);

/* ---- numbers and dates on paper -------------------------------------------------------------------------------- */

/* 1.279 / 64,7 / -2,2: group dot from four digits up, comma, scale kept, "-" before negatives. Nothing when missing. */
void number_paper(struct buf *out, struct decimal d);
/* In words: 21 -> "hai mươi mốt", 105 -> "một trăm linh năm"; 0 <= n < 10^12. */
void number_spell(struct buf *out, int64_t n);
/* "ngày 05 tháng 01 năm 2026": days below 10 and months 1 and 2 padded, months 3-9 not (NĐ 30/2020, PL I, II.4). */
void date_paper(struct buf *out, struct date d);
/* "05/01/2026". */
void date_short(struct buf *out, struct date d);

/* `nfc` is exactly a date as people write it: d/m/yyyy, d-m-yyyy, d.m.yyyy, "ngày" before them or not, "ngày d tháng m
 * năm yyyy". Day first always. False when it is none, or no day of the calendar. */
bool date_read(struct str nfc, struct date *out);

/* ---- letters, order -------------------------------------------------------------------------------------------- */

/* The 134 non-ASCII Vietnamese letters, both cases, as code points: what a face must be able to draw. */
extern const uint32_t text_letters[134];

size_t text_chars(struct str s); /* code points; s is valid UTF-8 */
/* The code point at byte *at, advancing it; U+FFFD for a broken byte. */
uint32_t text_next(struct str s, size_t *at);
void text_put(struct buf *out, uint32_t code_point);
bool text_is_letter(uint32_t code_point);
bool text_is_capital(uint32_t code_point);
/* Has the text letters or signs of Latin-1, or rows of them, that no Vietnamese text has? Then it may hold bytes of an older charset as if
 * they were letters ("C«ng chøc"). `s` is valid UTF-8. */
bool text_strange_latin(struct str s);
struct str text_upper(struct arena *arena, struct str nfc); /* keeps every diacritic: Ủy ban -> ỦY BAN */
struct str text_capital(struct arena *arena, struct str nfc); /* first letter only */
/* A name in capitals as it is written in a sentence: ĐAM RÔNG -> Đam Rông, EA H'LEO -> Ea H'Leo; Roman numbers stay. */
struct str text_name(struct arena *arena, struct str nfc);

/* Could the word (NFC, either case) be a Vietnamese syllable? By the grammar of onsets, rhymes and tones; loanwords and
 * some names of the highlands are none. For weighing evidence over many words, not for judging one. */
bool syllable_known(struct str nfc);

/* CLDR vi: letters a ă â b c d đ e ê ...; then tones ngang huyền hỏi ngã sắc nặng; then case. Syllable by syllable;
 * numbers by value (Phường 2, Phường 10). 0 only for equal bytes. */
int text_collate(struct str a, struct str b);

#endif
