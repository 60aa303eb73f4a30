/* conform_content.c - operators: none but those that hoso writes, everything that is drawn is marked, no glyph 0. */
#include "out/conform.h"
#include <string.h>

struct reading {
    struct conform *conform;
    struct conform_page *page;
    unsigned open;             /* marked pieces */
    struct value before, last; /* the last two operands */
};

#define NOTDEF "PDF/A-2 6.2.11.8: the glyph .notdef is drawn"

/* The byte that is escaped at `*at`, behind the backslash (ISO 32000-1, table 3); `*at` is moved behind it. */
static unsigned char escaped(struct str s, size_t *at) {
    static const char names[] = "nrtbf", bytes[] = "\n\r\t\b\f";
    unsigned octal = 0;
    size_t digits = 0;
    for (; digits < 3 && *at < s.len && s.at[*at] >= '0' && s.at[*at] <= '7'; digits++)
        octal = octal * 8 + (unsigned)(s.at[(*at)++] - '0');
    if (digits)
        return (unsigned char)octal;
    char c = s.at[(*at)++];
    const char *name = c ? strchr(names, c) : NULL;
    return (unsigned char)(name ? bytes[name - names] : c);
}

/* The byte of a string at `*at`, which is moved behind it. */
static inline unsigned char string_byte(struct str s, size_t *at) {
    char c = s.at[(*at)++];
    return c == '\\' && *at < s.len ? escaped(s, at) : (unsigned char)c;
}

/* Two bytes a glyph. */
static void check_glyphs(struct reading *r, struct str string) {
    for (size_t at = 0; at < string.len;) {
        unsigned char high = string_byte(string, &at);
        if (at == string.len)
            conform_broken(r->conform, "ISO 32000-1 9.7.6.2: a string ends within a glyph's code", 0);
        else if ((high | string_byte(string, &at)) == 0)
            conform_broken(r->conform, NOTDEF, 0);
    }
}

/* An array's values, looked at as they are passed: strings to be shown among numbers. False when it does not end. */
static bool read_array(struct reading *r, struct str *text) {
    struct value part;
    while (syntax_next(text, &part))
        if (part.type == VALUE_STRING)
            check_glyphs(r, part.text);
        else if (part.type != VALUE_NUMBER)
            conform_broken(r->conform, "ISO 32000-1 9.4.3: an array holds more than strings and numbers", 0);
    return syntax_past(text, ']');
}

static void check_font(struct reading *r) {
    struct str name = r->before.text;
    bool known = r->before.type == VALUE_NAME && name.len == 2 && name.at[0] == 'F' && name.at[1] >= '0' &&
                 name.at[1] < '0' + FACE_COUNT;
    if (known)
        r->conform->drawn |= 1u << (name.at[1] - '0');
    else
        conform_broken(r->conform, "PDF/A-2 6.2.2: a font that is no resource", 0);
}

static void begin_piece(struct reading *r, bool artifact) {
    struct conform *conform = r->conform;
    struct entries entries;
    if (r->open++)
        conform_broken(conform, "PDF/UA-1 7.1: marked pieces lie in one another", 0);
    if (artifact) {
        if (!conform_is_name(r->last, "Artifact"))
            conform_broken(conform, "PDF/UA-1 7.1: a piece is neither an artifact nor of an element", 0);
        return;
    }
    bool read = r->last.type == VALUE_DICT && syntax_entries(r->last.text, &entries);
    struct value id = read ? syntax_find(&entries, "MCID") : (struct value){0};
    if (id.type != VALUE_NUMBER || id.number != r->page->n)
        conform_broken(conform, "ISO 32000-1 14.7.4.2: ids of pieces do not count on", 0);
    if (r->before.type != VALUE_NAME || !conform_is_role(r->before.text))
        conform_broken(conform, "PDF/UA-1 7.1: a role that is not standard", 0);
    r->page->n++;
}

static void end_piece(struct reading *r) {
    if (r->open == 0)
        conform_broken(r->conform, "ISO 32000-1 14.6: a piece ends that did not begin", 0);
    else
        r->open--;
}

/* Whether the operator draws; what draws must be marked where a structure is claimed. */
enum work { STATE, DRAWS, SHOWS, FONT, BEGINS_ARTIFACT, BEGINS, ENDS };

/* Up to three letters as a number, the last one lowest. */
#define NAME(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* False: no operator that hoso writes. */
static bool work_of(struct str name, enum work *work) {
    uint32_t letters = 0;
    for (size_t i = 0; i < name.len; i++)
        letters = letters << 8 | (unsigned char)name.at[i];
    *work = STATE;
    switch (name.len > 3 ? 0 : letters) {
    case NAME(0, 'B', 'T'):
    case NAME(0, 'E', 'T'):
    case NAME(0, 'T', 'd'):
    case NAME(0, 0, 'm'):
    case NAME(0, 0, 'l'):
    case NAME(0, 0, 'g'):
    case NAME(0, 0, 'G'):
    case NAME(0, 'r', 'g'):
    case NAME(0, 'R', 'G'):
    case NAME(0, 0, 'w'):
    case NAME(0, 0, 'd'): return true;
    case NAME(0, 'T', 'J'): *work = SHOWS; return true;
    case NAME(0, 0, 'S'):
    case NAME(0, 0, 'f'): *work = DRAWS; return true;
    case NAME(0, 'T', 'f'): *work = FONT; return true;
    case NAME('B', 'M', 'C'): *work = BEGINS_ARTIFACT; return true;
    case NAME('B', 'D', 'C'): *work = BEGINS; return true;
    case NAME('E', 'M', 'C'): *work = ENDS; return true;
    default: return false;
    }
}

static void operate(struct reading *r, struct str name) {
    enum work work;
    if (!work_of(name, &work))
        conform_broken(r->conform, "PDF/A-2 6.2.2: an operator that is not known", 0);
    if ((work == DRAWS || work == SHOWS) && r->conform->claims.universal && r->open == 0)
        conform_broken(r->conform, "PDF/UA-1 7.1: what is drawn is not marked", 0);
    switch (work) {
    case STATE:
    case DRAWS: break;
    case SHOWS:
        if (r->last.type != VALUE_ARRAY)
            conform_broken(r->conform, "ISO 32000-1 9.4.3: what is shown is no array", 0);
        break;
    case FONT: check_font(r); break;
    case BEGINS_ARTIFACT: begin_piece(r, true); break;
    case BEGINS: begin_piece(r, false); break;
    case ENDS: end_piece(r); break;
    }
}

void conform_content(struct conform *conform, uint32_t page, struct str text) {
    struct reading r = {.conform = conform, .page = &conform->pages[page]};
    struct value value;
    for (;;) {
        value = (struct value){.type = VALUE_ARRAY};
        if (!(syntax_past(&text, '[') ? read_array(&r, &text) : syntax_next(&text, &value)))
            break;
        if (value.type == VALUE_WORD)
            operate(&r, value.text);
        r.before = r.last;
        r.last = value;
    }
    if (text.len || r.open)
        conform_broken(conform, "ISO 32000-1 7.8.2: a content stream ends within something", 0);
    r.page->owners = ARENA_ARRAY(conform->arena, r.page->n, uint32_t);
}
