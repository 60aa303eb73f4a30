/* content.c - items to operators.
 *
 * Where a viewer's pen stands. A viewer advances by /W, whole thousandths of an em; layout placed words by the face's own
 * units. Both positions are kept as integers in microns of a point (thousandths of a millipoint: a width in 1/1000 em
 * times a size in millipoints is one exactly), and where they differ by a thousandth of an em or more the TJ array gets a
 * number that closes the gap. So words stand where layout put them to 1/2000 em, and errors never add up along a line.
 *
 * Words that follow one another on a baseline in one face, size, colour and element are one TJ array, with a real space
 * glyph between them: text that is copied, searched or read aloud has its spaces without guessing from gaps. */
#include "out/content.h"
#include "out/number.h"
#include <stdlib.h>
#include <string.h>

/* ---- glyphs drawn ------------------------------------------------------------------------------------------------ */

#define SEEN_WORDS (65536 / 64)

static void drawn_add(struct drawn *drawn, const struct glyph *glyph) {
    if (!drawn->seen)
        drawn->seen = mem_new(SEEN_WORDS, sizeof *drawn->seen);
    uint64_t bit = (uint64_t)1 << (glyph->id & 63);
    if (drawn->seen[glyph->id >> 6] & bit)
        return;
    drawn->seen[glyph->id >> 6] |= bit;
    MEM_ROOM(drawn->glyphs, drawn->n, drawn->cap);
    drawn->glyphs[drawn->n++] = *glyph;
}

static int by_id(const void *a, const void *b) {
    return ((const struct glyph *)a)->id - ((const struct glyph *)b)->id;
}

void drawn_sort(struct drawn *drawn) {
    if (drawn->n)
        qsort(drawn->glyphs, drawn->n, sizeof *drawn->glyphs, by_id);
}

void drawn_fini(struct drawn *drawn) {
    free(drawn->seen);
    free(drawn->glyphs);
    *drawn = (struct drawn){0};
}

void content_fini(struct content *content) {
    for (int face = 0; face < FACE_COUNT; face++)
        drawn_fini(&content->drawn[face]);
}

/* ---- the state of the stream ------------------------------------------------------------------------------------- */

#define NO_TAG UINT32_MAX

struct stream {
    struct content *content;
    struct buf *out;
    mpt height;
    uint32_t page;
    const struct page *drawn_on;
    /* graphics state as the operators so far left it */
    uint32_t fill, stroke;
    mpt weight;
    bool dashed;
    uint32_t tag; /* of the open marked piece; NO_TAG: none is open */
    /* text */
    bool in_text, in_run; /* between BT and ET; within a TJ array */
    bool in_string;       /* within a (...) of the array */
    enum face face;
    mpt size;           /* 0: no font was set yet */
    mpt line_x, line_y; /* where the last Td went, in PDF's y */
    mpt run_y;          /* the run's baseline, as layout counts it */
    int64_t pen;        /* [1/1000 mpt] where the viewer's pen is */
    int32_t em;
    const struct glyph *space; /* of the face; NULL: it has none */
};

static void put_point(struct stream *s, mpt x, mpt y) {
    put_thousandths(s->out, x);
    buf_char(s->out, ' ');
    put_thousandths(s->out, s->height - y);
    buf_char(s->out, ' ');
}

static void put_color(struct buf *out, uint32_t color, const char *gray, const char *rgb) {
    uint32_t parts[3] = {color >> 16 & 255, color >> 8 & 255, color & 255};
    int n = parts[0] == parts[1] && parts[1] == parts[2] ? 1 : 3;
    for (int i = 0; i < n; i++) {
        put_thousandths(out, (parts[i] * 2000 + 255) / 510);
        buf_char(out, ' ');
    }
    buf_puts(out, n == 1 ? gray : rgb);
}

static void set_fill(struct stream *s, uint32_t color) {
    if (s->fill == color)
        return;
    s->fill = color;
    put_color(s->out, color, "g\n", "rg\n");
}

static void end_string(struct stream *s) {
    if (s->in_string)
        buf_char(s->out, ')');
    s->in_string = false;
}

static void end_run(struct stream *s) {
    end_string(s);
    if (s->in_run)
        buf_puts(s->out, "]TJ\n");
    s->in_run = false;
}

static void end_text(struct stream *s) {
    end_run(s);
    if (s->in_text)
        buf_puts(s->out, "ET\n");
    s->in_text = false;
}

static void end_piece(struct stream *s) {
    end_text(s);
    if (s->tag != NO_TAG)
        buf_puts(s->out, "EMC\n");
    s->tag = NO_TAG;
}

/* Opens the marked piece of the item's element, unless it is open. */
static void mark(struct stream *s, uint32_t tag) {
    if (!s->content->tags || s->tag == tag)
        return;
    end_piece(s);
    s->tag = tag;
    if (tag == 0) {
        buf_puts(s->out, "/Artifact BMC\n");
        return;
    }
    uint32_t id = tags_piece(s->content->tags, tag, s->page);
    buf_char(s->out, '/');
    buf_puts(s->out, tags_role(s->content->tags, tag));
    buf_puts(s->out, "<</MCID ");
    put_int(s->out, id);
    buf_puts(s->out, ">>BDC\n");
}

/* ---- text -------------------------------------------------------------------------------------------------------- */

static void set_font(struct stream *s, enum face face, mpt size) {
    const struct shaper *shaper = &s->content->shaper;
    if (s->size == size && s->face == face)
        return;
    const struct shape *space = shaper->shape(shaper->aux, face, STR(" "));
    s->space = space->n == 1 && !space->missing ? &space->glyphs[0] : NULL;
    s->face = face;
    s->size = size;
    s->em = shaper->metrics(shaper->aux, face)->em;
    buf_puts(s->out, "/F");
    put_int(s->out, (int)face);
    buf_char(s->out, ' ');
    put_thousandths(s->out, size);
    buf_puts(s->out, " Tf\n");
}

/* Moves the pen to `at` [1/1000 mpt] by a number in the array, where it is off by half a thousandth of an em or more. */
static void move_pen(struct stream *s, int64_t at) {
    int64_t gap = s->pen - at; /* a positive number moves to the left */
    int64_t units = (gap >= 0 ? gap + s->size / 2 : gap - s->size / 2) / s->size;
    if (units == 0)
        return;
    end_string(s);
    put_int(s->out, units);
    s->pen -= units * s->size;
}

static void put_glyph(struct stream *s, const struct glyph *glyph) {
    if (!s->in_string)
        buf_char(s->out, '(');
    s->in_string = true;
    put_pair(s->out, glyph->id);
    s->pen += (int64_t)glyph->shown * s->size;
    drawn_add(&s->content->drawn[s->face], glyph);
}

/* Within a word only kerning is worth a number: rounding of widths alone stays below 1/200 em. */
#define TOLERANCE 3 /* [1/1000 em] */

/* What an item covers, told to the structure: figures have a box. */
static void covers(struct stream *s, const struct page_item *item, mpt x0, mpt y0, mpt x1, mpt y1) {
    if (s->content->tags && item->tag)
        tags_drawn(s->content->tags, item->tag, s->drawn_on, x0, y0, x1, y1);
}

/* Both positions are taken times the em, which saves a division a glyph. */
static void put_word(struct stream *s, const struct shape *shape, mpt x) {
    const int64_t start = (int64_t)x * 1000, most = (int64_t)TOLERANCE * s->size * s->em;
    int64_t units = 0;
    move_pen(s, start);
    for (uint32_t i = 0; i < shape->n; i++) {
        int64_t at = units * s->size * 1000;
        if (llabs((s->pen - start) * s->em - at) > most)
            move_pen(s, start + at / s->em);
        put_glyph(s, &shape->glyphs[i]);
        units += shape->glyphs[i].advance;
    }
}

static void put_space(struct stream *s) {
    if (s->space)
        put_glyph(s, s->space);
}

static void begin_run(struct stream *s, mpt x, mpt y) {
    mpt up = s->height - y;
    if (!s->in_text) {
        buf_puts(s->out, "BT\n");
        s->line_x = s->line_y = 0;
    }
    s->in_text = true;
    put_thousandths(s->out, (int64_t)x - s->line_x);
    buf_char(s->out, ' ');
    put_thousandths(s->out, (int64_t)up - s->line_y);
    buf_puts(s->out, " Td\n[");
    s->line_x = x;
    s->line_y = up;
    s->run_y = y;
    s->pen = (int64_t)x * 1000;
    s->in_run = true;
}

/* A run that begins with the space before its first word at x: a ground or a rule ended the run before. */
static void begin_spaced_run(struct stream *s, mpt x, mpt y) {
    begin_run(s, s->space ? x - (mpt)((int64_t)s->space->advance * s->size / s->em) : x, y);
    put_space(s);
}

/* Numbers in a TJ array hold some 32,767 only; a word further off starts a run of its own. */
static bool reaches(const struct stream *s, mpt x) {
    return llabs((int64_t)x * 1000 - s->pen) < (int64_t)s->size * 20000;
}

/* A line ends where the next word of the same text stands further left and lower. Its last word gets a space as well:
 * what reads the structure aloud, or lets it flow anew, knows no lines. */
static bool ends_line(const struct stream *s, const struct page_item *item) {
    const struct tags *tags = s->content->tags;
    return item->as.text.y > s->run_y && (int64_t)item->as.text.x * 1000 < s->pen &&
           (!tags || tags_run_on(tags, s->tag, item->tag));
}

static void text(struct stream *s, const struct page_item *item) {
    const struct shape *shape = item->as.text.shape;
    mpt x = item->as.text.x, y = item->as.text.y, size = item->as.text.size;
    if (size <= 0 || shape->n == 0)
        return;
    bool spaced = s->in_run && (item->as.text.after_space || ends_line(s, item));
    if (spaced) /* in the face of the word before it */
        put_space(s);
    mark(s, item->tag);
    bool same = s->in_run && spaced && s->run_y == y && s->face == item->as.text.face && s->size == size &&
                s->fill == item->color && reaches(s, x);
    if (!same) {
        end_run(s);
        set_fill(s, item->color);
        set_font(s, item->as.text.face, size);
        if (item->as.text.after_space && !spaced)
            begin_spaced_run(s, x, y);
        else
            begin_run(s, x, y);
    }
    put_word(s, shape, x);
    covers(s, item, x, y - size, x + (mpt)((int64_t)shape->width * size / s->em), y + size / 4);
}

/* ---- rules and fills --------------------------------------------------------------------------------------------- */

static void rule(struct stream *s, const struct page_item *item) {
    mark(s, item->tag);
    end_text(s);
    if (s->stroke != item->color)
        put_color(s->out, item->color, "G\n", "RG\n");
    s->stroke = item->color;
    if (s->weight != item->as.rule.weight) {
        put_thousandths(s->out, item->as.rule.weight);
        buf_puts(s->out, " w\n");
    }
    s->weight = item->as.rule.weight;
    if (s->dashed != item->as.rule.dashed)
        buf_puts(s->out, item->as.rule.dashed ? "[2]0 d\n" : "[]0 d\n");
    s->dashed = item->as.rule.dashed;
    put_point(s, item->as.rule.x0, item->as.rule.y0);
    buf_puts(s->out, "m ");
    put_point(s, item->as.rule.x1, item->as.rule.y1);
    buf_puts(s->out, "l S\n");
    const mpt half = item->as.rule.weight / 2, x0 = item->as.rule.x0, x1 = item->as.rule.x1;
    const mpt y0 = item->as.rule.y0, y1 = item->as.rule.y1;
    covers(s, item, (x0 < x1 ? x0 : x1) - half, (y0 < y1 ? y0 : y1) - half, (x0 < x1 ? x1 : x0) + half,
           (y0 < y1 ? y1 : y0) + half);
}

static void fill(struct stream *s, const struct page_item *item) {
    const mpt *points = item->as.fill.points;
    if (item->as.fill.n_points < 3)
        return;
    mark(s, item->tag);
    end_text(s);
    set_fill(s, item->color);
    for (uint32_t i = 0; i < item->as.fill.n_points; i++) {
        covers(s, item, points[2 * i], points[2 * i + 1], points[2 * i], points[2 * i + 1]);
        put_point(s, points[2 * i], points[2 * i + 1]);
        buf_puts(s->out, i ? "l\n" : "m\n");
    }
    buf_puts(s->out, "f\n");
}

void content_page(struct content *content, const struct page *page, uint32_t index, struct buf *out) {
    /* The defaults of ISO 32000-1, table 52: black, a line one point wide, solid. */
    struct stream s = {.content = content,
                       .out = out,
                       .height = page->height,
                       .page = index,
                       .drawn_on = page,
                       .weight = 1000,
                       .tag = NO_TAG};
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        switch (item->type) {
        case ITEM_TEXT: text(&s, item); break;
        case ITEM_RULE: rule(&s, item); break;
        case ITEM_FILL: fill(&s, item); break;
        }
    }
    end_piece(&s);
}
