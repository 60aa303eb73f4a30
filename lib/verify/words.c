/* words.c - reads a content stream operator by operator; operands are a ring of the last few. */
#include "verify/words.h"
#include "text/text.h"
#include "verify/token.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- fonts ------------------------------------------------------------------------------------------------------------- */

#define CODES       65536u
#define MAPPED_MOST (16u * CODES) /* codes that the fonts of a document may name, all together */

struct letters {
    const char *cmap, *from; /* what it was made of: the same bytes, the same letters */
    struct str *of;          /* by code: UTF-8 */
    int32_t *widths;         /* by code [1/1000 em] */
};

static unsigned code_at(const struct buf *bytes, size_t at) {
    return at + 1 < bytes->len
               ? (unsigned)(unsigned char)bytes->at[at] << 8 | (unsigned char)bytes->at[at + 1]
               : 0;
}

/* UTF-16BE as UTF-8. */
static struct str utf8_of(struct arena *arena, const struct buf *utf16, uint32_t add) {
    struct buf out = BUF_EMPTY;
    for (size_t at = 0; at + 1 < utf16->len; at += 2) {
        uint32_t unit = code_at(utf16, at);
        if (unit >= 0xD800 && unit < 0xDC00 && at + 3 < utf16->len) {
            uint32_t low = code_at(utf16, at + 2);
            unit = 0x10000 + ((unit - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            at += 2;
        }
        bool last = at + 3 >= utf16->len;
        uint32_t letter = unit + (last ? add : 0);
        text_put(&out, letter < 0x110000 && (letter < 0xD800 || letter > 0xDFFF) ? letter : 0xFFFD);
    }
    struct str text = arena_str(arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return text;
}

static unsigned code_of(struct token token) {
    struct buf bytes = BUF_EMPTY;
    token_hex(&bytes, token.text);
    unsigned code = code_at(&bytes, 0);
    buf_fini(&bytes);
    return code;
}

static void map_code(struct alphabets *all, struct letters *letters, unsigned code, struct token to,
                     uint32_t add) {
    struct buf bytes = BUF_EMPTY;
    if (all->mapped++ >= MAPPED_MOST)
        return;
    token_hex(&bytes, (struct str){to.text.at, to.text.len < 64 ? to.text.len : 64});
    letters->of[code % CODES] = utf8_of(&all->arena, &bytes, add);
    buf_fini(&bytes);
}

/* beginbfrange: <first> <last> <letter>, or an array of letters. */
static void read_range(struct alphabets *all, struct letters *letters, struct str *rest, struct token first) {
    unsigned from = code_of(first), to = code_of(token_next(rest));
    struct token token = token_next(rest);
    if (token.type == TOKEN_HEX) {
        for (unsigned code = from; code <= to && code < CODES; code++)
            map_code(all, letters, code, token, code - from);
        return;
    }
    for (unsigned code = from; token.type == TOKEN_OPEN || token.type == TOKEN_HEX; token = token_next(rest))
        if (token.type == TOKEN_HEX)
            map_code(all, letters, code++, token, 0);
}

static void read_cmap(struct alphabets *all, struct letters *letters, struct str rest) {
    bool chars = false, ranges = false;
    for (struct token token = token_next(&rest); token.type != TOKEN_END; token = token_next(&rest)) {
        if (token.type == TOKEN_WORD) {
            chars = str_equal(token.text, STR("beginbfchar"));
            ranges = str_equal(token.text, STR("beginbfrange"));
        } else if (token.type == TOKEN_HEX && chars) {
            map_code(all, letters, code_of(token), token_next(&rest), 0);
        } else if (token.type == TOKEN_HEX && ranges) {
            read_range(all, letters, &rest, token);
        }
    }
}

/* "3 [250 333] 105 110 500": widths from a code on, or one for a range. */
static void read_widths(struct letters *letters, struct str rest) {
    struct token token = token_next(&rest);
    while (token.type == TOKEN_NUMBER) {
        int64_t code = token.value / 1000;
        token = token_next(&rest);
        if (token.type == TOKEN_OPEN) {
            for (token = token_next(&rest); token.type == TOKEN_NUMBER; token = token_next(&rest), code++)
                if (code >= 0 && code < CODES)
                    letters->widths[code] = (int32_t)(token.value / 1000);
        } else if (token.type == TOKEN_NUMBER) {
            struct token width = token_next(&rest);
            for (; code <= token.value / 1000 && code >= 0 && code < CODES; code++)
                letters->widths[code] = (int32_t)(width.value / 1000);
        }
        token = token_next(&rest);
    }
}

static const struct letters *letters_of(struct alphabets *all, const struct paper_font *font) {
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i].cmap == font->to_unicode.at && all->items[i].from == font->widths.at)
            return &all->items[i];
    MEM_ROOM(all->items, all->n, all->cap);
    struct letters *letters = &all->items[all->n++];
    *letters = (struct letters){.cmap = font->to_unicode.at, .from = font->widths.at};
    letters->of = ARENA_ARRAY(&all->arena, CODES, struct str);
    letters->widths = ARENA_ARRAY(&all->arena, CODES, int32_t);
    read_cmap(all, letters, font->to_unicode);
    read_widths(letters, font->widths);
    return letters;
}

void alphabets_fini(struct alphabets *alphabets) {
    free(alphabets->items);
    arena_fini(&alphabets->arena);
    *alphabets = (struct alphabets){0};
}

/* ---- the pen ----------------------------------------------------------------------------------------------------------- */

#define OPERANDS 8u
#define GAP      150 /* [1/1000 em] that parts words where no space stands */

struct state {
    struct words *words;
    const struct paper_page *page;
    struct alphabets *alphabets;
    const struct letters *font; /* NULL: none is set */
    int64_t size;               /* [1/1000 pt] */
    int64_t line_x, line_y;     /* [1/1000 pt] */
    int64_t pen;
    int64_t word_y, word_end; /* where the open word is, and ends so far */
    struct word open;
    struct buf text; /* of the open word */
    struct token operands[OPERANDS];
    uint32_t n_operands;
};

static void end_word(struct state *s) {
    if (s->text.len) {
        MEM_ROOM(s->words->items, s->words->n, s->words->cap);
        s->open.text = arena_str(&s->words->arena, buf_view(&s->text));
        s->words->items[s->words->n++] = s->open;
    }
    buf_clear(&s->text);
}

static int32_t within(int64_t value) {
    return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

static int64_t clamped(int64_t value) {
    const int64_t most = (int64_t)1 << 40;
    return value > most ? most : value < -most ? -most : value;
}

static void put_letter(struct state *s, struct str letter) {
    int64_t gap = s->pen - s->word_end;
    if (s->text.len && (s->word_y != s->line_y || gap * 1000 > GAP * s->size || gap * 1000 < -GAP * s->size))
        end_word(s);
    if (s->text.len == 0)
        s->open = (struct word){.x = within(s->pen), .y = within(s->line_y)};
    buf_str(&s->text, letter);
    s->word_y = s->line_y;
}

static void show(struct state *s, struct token token) {
    struct buf bytes = BUF_EMPTY;
    token_bytes(&bytes, token);
    for (size_t at = 0; s->font && at + 1 < bytes.len; at += 2) {
        unsigned code = code_at(&bytes, at);
        struct str letter = s->font->of[code];
        int64_t width = s->font->widths[code] * s->size / 1000;
        if (str_equal(letter, STR(" ")) || str_equal(letter, STR("\u00A0")))
            end_word(s);
        else
            put_letter(s, letter.at ? letter : STR("\uFFFD"));
        s->pen = clamped(s->pen + width);
        s->word_end = s->pen;
    }
    buf_fini(&bytes);
}

/* ---- operators --------------------------------------------------------------------------------------------------------- */

static int64_t operand(const struct state *s, uint32_t from_last) {
    return from_last <= s->n_operands && from_last <= OPERANDS
               ? s->operands[(s->n_operands - from_last) % OPERANDS].value
               : 0;
}

static void set_font(struct state *s) {
    struct token name = s->n_operands >= 2 ? s->operands[(s->n_operands - 2) % OPERANDS] : (struct token){0};
    s->size = clamped(operand(s, 1));
    s->font = NULL;
    for (uint32_t i = 0; i < s->page->n_fonts; i++)
        if (str_equal(s->page->fonts[i].name, name.text))
            s->font = letters_of(s->alphabets, &s->page->fonts[i]);
}

static void move_line(struct state *s) {
    s->line_x = clamped(s->line_x + operand(s, 2));
    s->line_y = clamped(s->line_y + operand(s, 1));
    s->pen = s->line_x;
}

/* What content.c writes beside these: marks, colours, lines. They put nothing that can be read. */
static bool is_ours(struct str word) {
    static const char *const ours[] = {"BMC", "BDC", "EMC", "g", "rg", "G",  "RG", "w",  "d",
                                       "m",   "l",   "S",   "f", "ET", "TJ", "Td", "Tf", "BT"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (str_equal(word, str_of(ours[i])))
            return true;
    return false;
}

static void operate(struct state *s, struct str word) {
    if (str_equal(word, STR("BT"))) {
        s->line_x = s->line_y = s->pen = 0;
    } else if (str_equal(word, STR("Td"))) {
        move_line(s);
    } else if (str_equal(word, STR("Tf"))) {
        set_font(s);
    } else if (!is_ours(word) && !s->words->foreign) {
        s->words->foreign = arena_str(&s->words->arena, str_cut(word, 0, 16)).at;
    }
    s->n_operands = 0;
}

void words_read(struct words *words, struct alphabets *alphabets, const struct paper_page *page) {
    struct state s = {.words = words, .alphabets = alphabets, .page = page};
    struct str rest = page->content;
    bool array = false;
    for (struct token token = token_next(&rest); token.type != TOKEN_END; token = token_next(&rest)) {
        if (token.type == TOKEN_OPEN || token.type == TOKEN_CLOSE)
            array = token.type == TOKEN_OPEN;
        else if (array && token.type == TOKEN_NUMBER)
            s.pen = clamped(s.pen - token.value * s.size / 1000000);
        else if (array || token.type == TOKEN_HEX)
            show(&s, token);
        else if (token.type == TOKEN_WORD)
            operate(&s, token.text);
        else
            s.operands[s.n_operands++ % OPERANDS] = token;
    }
    end_word(&s);
    buf_fini(&s.text);
}

static bool is_string(struct token token) {
    return token.type == TOKEN_STRING || token.type == TOKEN_HEX;
}

/* Whoever writes a file anew may say the bytes of a string otherwise: in hex, with other escapes. */
static bool same_token(struct token a, struct token b) {
    if (!is_string(a) || !is_string(b))
        return a.type == b.type && str_equal(a.text, b.text);
    struct buf x = BUF_EMPTY, y = BUF_EMPTY;
    token_bytes(&x, a);
    token_bytes(&y, b);
    bool same = str_equal(buf_view(&x), buf_view(&y));
    buf_fini(&x);
    buf_fini(&y);
    return same;
}

bool words_drawn_alike(struct str content, struct str other) {
    struct token a, b;
    do {
        a = token_next(&content);
        b = token_next(&other);
    } while (a.type != TOKEN_END && same_token(a, b));
    return a.type == TOKEN_END && b.type == TOKEN_END;
}

void words_fini(struct words *words) {
    free(words->items);
    arena_fini(&words->arena);
    *words = (struct words){0};
}

bool word_has_digit(struct str word) {
    for (size_t i = 0; i < word.len; i++)
        if (is_digit(word.at[i]))
            return true;
    return false;
}
