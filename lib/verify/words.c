/* words.c - reads a content stream operator by operator. The lexer knows all of PDF's syntax (ISO 32000-1, 7.2 and 7.3) and
 * needs no memory: arrays are open and close, and operands are a ring of the last few. */
#include "verify/words.h"
#include "text/text.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- tokens ------------------------------------------------------------------------------------------------------------ */

enum token_type {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_HEX,
    TOKEN_STRING,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_WORD
};

struct token {
    enum token_type type;
    struct str text; /* between the delimiters */
    int64_t value;   /* of a number [1/1000] */
};

static bool blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool regular(char c) {
    return !blank(c) && !strchr("()<>[]{}/%", c);
}

static void skip_blanks(struct str *rest) {
    while (rest->len && (blank(*rest->at) || *rest->at == '%')) {
        bool comment = *rest->at == '%';
        while (rest->len && comment && *rest->at != '\n' && *rest->at != '\r')
            *rest = str_cut(*rest, 1, rest->len);
        if (rest->len)
            *rest = str_cut(*rest, 1, rest->len);
    }
}

static struct str take(struct str *rest, size_t n, size_t skip) {
    struct str text = str_cut(*rest, 0, n);
    *rest = str_cut(*rest, n + skip, rest->len);
    return text;
}

static bool read_number(struct str text, int64_t *value) {
    bool minus = text.len && text.at[0] == '-', point = false, any = false;
    int64_t whole = 0;
    int after = 0;
    for (size_t i = text.len && (minus || text.at[0] == '+'); i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || whole > INT64_MAX / 100000)
            return false;
        any = true;
        if (point && after == 3)
            continue;
        whole = whole * 10 + (c - '0');
        after += point;
    }
    for (; after < 3; after++)
        whole *= 10;
    *value = minus ? -whole : whole;
    return any;
}

static struct token string_token(struct str *rest) {
    size_t i = 1, depth = 1;
    for (; i < rest->len && depth; i++) {
        if (rest->at[i] == '\\')
            i++;
        else
            depth += (rest->at[i] == '(') - (size_t)(rest->at[i] == ')');
    }
    i = i < rest->len ? i : rest->len;
    struct str text = str_cut(*rest, 1, i - (depth == 0));
    *rest = str_cut(*rest, i, rest->len);
    return (struct token){TOKEN_STRING, text, 0};
}

static struct token delimited(struct str *rest) {
    char c = *rest->at, next = rest->len > 1 ? rest->at[1] : '\0';
    if (c == '(')
        return string_token(rest);
    if (c == '<' && next != '<') {
        size_t end = str_find(*rest, STR(">"), 0);
        *rest = str_cut(*rest, 1, rest->len);
        return (struct token){TOKEN_HEX, take(rest, end == STR_NONE ? rest->len : end - 1, 1), 0};
    }
    size_t n = (c == '<' || c == '>') && next == c ? 2 : 1;
    enum token_type type = c == '[' ? TOKEN_OPEN : c == ']' ? TOKEN_CLOSE : TOKEN_NAME;
    if (c != '/')
        return (struct token){c == '[' || c == ']' ? type : TOKEN_STRING, take(rest, n, 0), 0};
    size_t len = 1;
    while (len < rest->len && regular(rest->at[len]))
        len++;
    struct str name = take(rest, len, 0);
    return (struct token){TOKEN_NAME, str_cut(name, 1, name.len), 0};
}

static struct token next_token(struct str *rest) {
    skip_blanks(rest);
    if (rest->len == 0)
        return (struct token){TOKEN_END, STR(""), 0};
    if (!regular(*rest->at))
        return delimited(rest);
    size_t n = 1;
    while (n < rest->len && regular(rest->at[n]))
        n++;
    struct token token = {TOKEN_WORD, take(rest, n, 0), 0};
    if (read_number(token.text, &token.value))
        token.type = TOKEN_NUMBER;
    return token;
}

/* ---- bytes of strings -------------------------------------------------------------------------------------------------- */

static int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static void put_hex(struct buf *out, struct str text) {
    int high = -1;
    for (size_t i = 0; i < text.len; i++) {
        int digit = hex_digit(text.at[i]);
        if (digit < 0)
            continue;
        if (high < 0) {
            high = digit;
            continue;
        }
        buf_char(out, (char)(high << 4 | digit));
        high = -1;
    }
    if (high >= 0)
        buf_char(out, (char)(high << 4));
}

static void put_string(struct buf *out, struct str text) {
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '\\' || ++i == text.len) {
            if (i < text.len)
                buf_char(out, text.at[i]);
            continue;
        }
        const char *known = text.at[i] ? strchr(from, text.at[i]) : NULL;
        int octal = 0, digits = 0;
        for (; digits < 3 && i + (size_t)digits < text.len && text.at[i + (size_t)digits] >= '0' &&
               text.at[i + (size_t)digits] <= '7';
             digits++)
            octal = octal * 8 + (text.at[i + (size_t)digits] - '0');
        if (known)
            buf_char(out, to[known - from]);
        else if (digits)
            buf_char(out, (char)octal);
        else if (text.at[i] != '\n')
            buf_char(out, text.at[i]);
        i += digits ? (size_t)digits - 1 : 0;
    }
}

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
    put_hex(&bytes, token.text);
    unsigned code = code_at(&bytes, 0);
    buf_fini(&bytes);
    return code;
}

static void map_code(struct alphabets *all, struct letters *letters, unsigned code, struct token to,
                     uint32_t add) {
    struct buf bytes = BUF_EMPTY;
    if (all->mapped++ >= MAPPED_MOST)
        return;
    put_hex(&bytes, (struct str){to.text.at, to.text.len < 64 ? to.text.len : 64});
    letters->of[code % CODES] = utf8_of(&all->arena, &bytes, add);
    buf_fini(&bytes);
}

/* beginbfrange: <first> <last> <letter>, or an array of letters. */
static void read_range(struct alphabets *all, struct letters *letters, struct str *rest, struct token first) {
    unsigned from = code_of(first), to = code_of(next_token(rest));
    struct token token = next_token(rest);
    if (token.type == TOKEN_HEX) {
        for (unsigned code = from; code <= to && code < CODES; code++)
            map_code(all, letters, code, token, code - from);
        return;
    }
    for (unsigned code = from; token.type == TOKEN_OPEN || token.type == TOKEN_HEX; token = next_token(rest))
        if (token.type == TOKEN_HEX)
            map_code(all, letters, code++, token, 0);
}

static void read_cmap(struct alphabets *all, struct letters *letters, struct str rest) {
    bool chars = false, ranges = false;
    for (struct token token = next_token(&rest); token.type != TOKEN_END; token = next_token(&rest)) {
        if (token.type == TOKEN_WORD) {
            chars = str_equal(token.text, STR("beginbfchar"));
            ranges = str_equal(token.text, STR("beginbfrange"));
        } else if (token.type == TOKEN_HEX && chars) {
            map_code(all, letters, code_of(token), next_token(&rest), 0);
        } else if (token.type == TOKEN_HEX && ranges) {
            read_range(all, letters, &rest, token);
        }
    }
}

/* "3 [250 333] 105 110 500": widths from a code on, or one for a range. */
static void read_widths(struct letters *letters, struct str rest) {
    struct token token = next_token(&rest);
    while (token.type == TOKEN_NUMBER) {
        int64_t code = token.value / 1000;
        token = next_token(&rest);
        if (token.type == TOKEN_OPEN) {
            for (token = next_token(&rest); token.type == TOKEN_NUMBER; token = next_token(&rest), code++)
                if (code >= 0 && code < CODES)
                    letters->widths[code] = (int32_t)(token.value / 1000);
        } else if (token.type == TOKEN_NUMBER) {
            struct token width = next_token(&rest);
            for (; code <= token.value / 1000 && code >= 0 && code < CODES; code++)
                letters->widths[code] = (int32_t)(width.value / 1000);
        }
        token = next_token(&rest);
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
    if (token.type == TOKEN_HEX)
        put_hex(&bytes, token.text);
    else
        put_string(&bytes, token.text);
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
    for (struct token token = next_token(&rest); token.type != TOKEN_END; token = next_token(&rest)) {
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

/* Digits of strings may be of either case. */
static bool same_token(struct token a, struct token b) {
    if (a.type != TOKEN_HEX)
        return str_equal(a.text, b.text);
    return a.text.len == b.text.len && strncasecmp(a.text.at, b.text.at, a.text.len) == 0;
}

bool words_drawn_alike(struct str content, struct str other) {
    struct token a, b;
    do {
        a = next_token(&content);
        b = next_token(&other);
    } while (a.type == b.type && a.type != TOKEN_END && same_token(a, b));
    return a.type == TOKEN_END && b.type == TOKEN_END;
}

void words_fini(struct words *words) {
    free(words->items);
    arena_fini(&words->arena);
    *words = (struct words){0};
}

bool word_has_digit(struct str word) {
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] >= '0' && word.at[i] <= '9')
            return true;
    return false;
}
