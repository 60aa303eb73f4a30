/* tags.c - the structure tree, built while contents are written.
 *
 * An element's kids are its marked pieces, its annotations and its child elements, in the order of reading. That order
 * shows itself as the pages are drawn: when a piece of an element comes up for the first time, the element is put behind
 * what its parent has so far, after those older siblings (tags are numbered in order of reading) that drew nothing, such
 * as empty cells. */
#include "out/tags.h"
#include "out/number.h"

#define NONE UINT32_MAX

enum kid_type { KID_PIECE, KID_ANNOTATION, KID_ELEMENT };

struct kid {
    enum kid_type type;
    uint32_t page;
    uint32_t number; /* marked-content id, or index of the element */
    const struct haru_object *annotation;
    struct kid *next;
};

struct box { /* PDF's y */
    mpt x0, y0, x1, y1;
};

struct element {
    struct box *box;    /* of a figure: what is drawn of it and below it; NULL: nothing yet */
    enum tag_role role; /* the tag's own, but for headings that skip a level */
    struct kid *first, *last;
    uint32_t parent, child, sibling; /* by tags: the first child, the next sibling; 0: none */
    uint32_t last_child;
    uint32_t waiting; /* the first child that is not among the kids yet; 0: none */
    uint32_t page;    /* of its first piece or annotation; NONE */
    bool attached;
    struct haru_object *object;
};

struct owners { /* of the pieces of one page, by marked-content id */
    uint32_t *tags;
    uint32_t n, cap;
};

struct tags {
    struct arena *arena;
    const struct pages *pages;
    struct element *elements; /* by tag */
    uint32_t n;
    struct owners *owners;     /* by page */
    struct owners annotations; /* by key - pages->n */
};

/* ---- building ---------------------------------------------------------------------------------------------------- */

static void add_child(struct tags *tags, uint32_t tag) {
    uint32_t parent = tags->pages->tags[tag].parent;
    if (parent == 0 || parent >= tag) /* what has no parent before it belongs to the document */
        parent = 1;
    struct element *above = &tags->elements[parent];
    tags->elements[tag].parent = parent;
    if (above->last_child)
        tags->elements[above->last_child].sibling = tag;
    else
        above->child = above->waiting = tag;
    above->last_child = tag;
}

/* A heading may be one level below the one it stands under at most (ISO 14289-1, 7.4.2); templates may not care. Its
 * level is how many headings it stands under, so that siblings stay siblings. */
static void nest_headings(struct tags *tags) {
    enum { LEVELS = TAG_H4 - TAG_H1 + 1 };
    bool open[LEVELS] = {false};
    for (uint32_t tag = 1; tag < tags->n; tag++) {
        enum tag_role role = tags->elements[tag].role = tags->pages->tags[tag].role;
        if (role < TAG_H1 || role > TAG_H4)
            continue;
        unsigned under = 0;
        for (unsigned level = 0; level < LEVELS; level++) {
            open[level] = level < role - TAG_H1 ? open[level] : level == role - TAG_H1;
            under += open[level];
        }
        tags->elements[tag].role = (enum tag_role)(TAG_H1 + under - 1);
    }
}

struct tags *tags_new(struct arena *arena, const struct pages *pages) {
    struct tags *tags = ARENA_NEW(arena, struct tags);
    tags->arena = arena;
    tags->pages = pages;
    tags->n = pages->n_tags;
    tags->elements = ARENA_ARRAY(arena, (size_t)tags->n + 1, struct element);
    tags->owners = ARENA_ARRAY(arena, pages->n, struct owners);
    for (uint32_t tag = 1; tag < tags->n; tag++)
        tags->elements[tag].page = NONE;
    for (uint32_t tag = 2; tag < tags->n; tag++)
        add_child(tags, tag);
    nest_headings(tags);
    return tags;
}

static struct kid *add_kid(struct tags *tags, uint32_t tag, enum kid_type type) {
    struct element *element = &tags->elements[tag];
    struct kid *kid = ARENA_NEW(tags->arena, struct kid);
    kid->type = type;
    if (element->last)
        element->last->next = kid;
    else
        element->first = kid;
    return element->last = kid;
}

/* Puts the element, and those above it, among the kids of their parents. */
static void attach(struct tags *tags, uint32_t tag) {
    while (tag > 1 && !tags->elements[tag].attached) {
        uint32_t parent = tags->elements[tag].parent;
        struct element *above = &tags->elements[parent];
        while (above->waiting && above->waiting <= tag) {
            struct element *next = &tags->elements[above->waiting];
            add_kid(tags, parent, KID_ELEMENT)->number = above->waiting;
            next->attached = true;
            above->waiting = next->sibling;
        }
        tag = parent;
    }
}

static uint32_t own(struct tags *tags, struct owners *owners, uint32_t tag) {
    if (owners->n == owners->cap) {
        uint32_t cap = owners->cap ? owners->cap * 2 : 64;
        uint32_t *grown = ARENA_ARRAY(tags->arena, cap, uint32_t);
        for (uint32_t i = 0; i < owners->n; i++)
            grown[i] = owners->tags[i];
        owners->tags = grown;
        owners->cap = cap;
    }
    owners->tags[owners->n] = tag;
    return owners->n++;
}

static uint32_t known(const struct tags *tags, uint32_t tag) {
    return tag && tag < tags->n ? tag : 1;
}

const char *tags_role_name(enum tag_role role) {
    static const char *const roles[] = {
        [TAG_DOCUMENT] = "Document",
        [TAG_PART] = "Part",
        [TAG_SECT] = "Sect",
        [TAG_H1] = "H1",
        [TAG_H2] = "H2",
        [TAG_H3] = "H3",
        [TAG_H4] = "H4",
        [TAG_P] = "P",
        [TAG_L] = "L",
        [TAG_LI] = "LI",
        [TAG_LBL] = "Lbl",
        [TAG_LBODY] = "LBody",
        [TAG_TABLE] = "Table",
        [TAG_TR] = "TR",
        [TAG_TH] = "TH",
        [TAG_TD] = "TD",
        [TAG_CAPTION] = "Caption",
        [TAG_FIGURE] = "Figure",
        [TAG_LINK] = "Link",
        [TAG_NOTE] = "Note",
        [TAG_SPAN] = "Span",
        [TAG_BLOCK_QUOTE] = "BlockQuote",
        [TAG_TOC] = "TOC",
        [TAG_TOCI] = "TOCI",
        [TAG_REFERENCE] = "Reference",
        [TAG_FORM] = "Form",
    };
    return roles[role];
}

const char *tags_role(const struct tags *tags, uint32_t tag) {
    return tags_role_name(tags->elements[known(tags, tag)].role);
}

bool tags_run_on(const struct tags *tags, uint32_t from, uint32_t to) {
    if (from == 0 || to == 0 || from >= tags->n || to >= tags->n)
        return from == to;
    const struct tag *a = &tags->pages->tags[from], *b = &tags->pages->tags[to];
    bool in_lines =
        (a->role == TAG_LINK || a->role == TAG_SPAN) && (b->role == TAG_LINK || b->role == TAG_SPAN);
    return from == to || a->parent == to || b->parent == from || (in_lines && a->parent == b->parent);
}

uint32_t tags_piece(struct tags *tags, uint32_t tag, uint32_t page) {
    tag = known(tags, tag);
    attach(tags, tag);
    struct kid *kid = add_kid(tags, tag, KID_PIECE);
    kid->page = page;
    kid->number = own(tags, &tags->owners[page], tag);
    if (tags->elements[tag].page == NONE)
        tags->elements[tag].page = page;
    return kid->number;
}

/* The figure that the tag is or stands in; 0: none. */
static uint32_t figure_of(const struct tags *tags, uint32_t tag) {
    while (tag > 1 && tags->elements[tag].role != TAG_FIGURE)
        tag = tags->elements[tag].parent;
    return tag > 1 ? tag : 0;
}

void tags_drawn(struct tags *tags, uint32_t tag, const struct page *page, mpt x0, mpt y0, mpt x1, mpt y1) {
    uint32_t figure = figure_of(tags, known(tags, tag));
    struct box now = {x0, page->height - y1, x1, page->height - y0};
    if (figure == 0)
        return;
    struct box **box = &tags->elements[figure].box;
    if (!*box) {
        *box = ARENA_NEW(tags->arena, struct box);
        **box = now;
    }
    (*box)->x0 = now.x0 < (*box)->x0 ? now.x0 : (*box)->x0;
    (*box)->y0 = now.y0 < (*box)->y0 ? now.y0 : (*box)->y0;
    (*box)->x1 = now.x1 > (*box)->x1 ? now.x1 : (*box)->x1;
    (*box)->y1 = now.y1 > (*box)->y1 ? now.y1 : (*box)->y1;
}

uint32_t tags_annotation(struct tags *tags, uint32_t tag, uint32_t page, struct haru_object *annotation) {
    tag = known(tags, tag);
    attach(tags, tag);
    struct kid *kid = add_kid(tags, tag, KID_ANNOTATION);
    kid->page = page;
    kid->annotation = annotation;
    if (tags->elements[tag].page == NONE)
        tags->elements[tag].page = page;
    return tags->pages->n + own(tags, &tags->annotations, tag);
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static void put_kid(const struct tags *tags, const struct haru *haru, const struct element *element,
                    const struct kid *kid, struct buf *out) {
    switch (kid->type) {
    case KID_ELEMENT: put_ref(out, tags->elements[kid->number].object->id); break;
    case KID_ANNOTATION:
        buf_puts(out, "<</Type/OBJR/Obj ");
        put_ref(out, kid->annotation->id);
        if (kid->page != element->page) {
            buf_puts(out, "/Pg ");
            put_ref(out, haru_page_id(haru, kid->page));
        }
        buf_puts(out, ">>");
        break;
    case KID_PIECE:
        if (kid->page == element->page) {
            put_int(out, kid->number);
            break;
        }
        buf_puts(out, "<</Type/MCR/Pg ");
        put_ref(out, haru_page_id(haru, kid->page));
        buf_puts(out, "/MCID ");
        put_int(out, kid->number);
        buf_puts(out, ">>");
        break;
    }
}

/* A head cell in a row that has data cells heads its row, else its column. */
static bool heads_row(const struct tags *tags, uint32_t tag) {
    for (uint32_t cell = tags->elements[tags->elements[tag].parent].child; cell;
         cell = tags->elements[cell].sibling)
        if (tags->pages->tags[cell].role == TAG_TD)
            return true;
    return false;
}

static void put_cell(const struct tags *tags, uint32_t tag, struct buf *out) {
    const struct tag *cell = &tags->pages->tags[tag];
    if (cell->role != TAG_TH && cell->columns <= 1 && cell->rows <= 1)
        return;
    buf_puts(out, "/A<</O/Table");
    if (cell->role == TAG_TH)
        buf_puts(out, heads_row(tags, tag) ? "/Scope/Row" : "/Scope/Column");
    if (cell->columns > 1)
        buf_printf(out, "/ColSpan %u", (unsigned)cell->columns);
    if (cell->rows > 1)
        buf_printf(out, "/RowSpan %u", (unsigned)cell->rows);
    buf_puts(out, ">>");
}

/* Where a figure lies (ISO 32000-1, 14.8.5.4.3), in whole points outwards. */
static void put_box(struct buf *out, const struct box *box) {
    const int64_t edges[4] = {box->x0 / 1000, box->y0 / 1000, (box->x1 + 999) / 1000, (box->y1 + 999) / 1000};
    buf_puts(out, "/A<</O/Layout/Placement/Block/BBox[");
    for (int i = 0; i < 4; i++) {
        put_int(out, edges[i]);
        buf_puts(out, i < 3 ? " " : "]>>");
    }
}

/* A note must have one (ISO 14289-1, 7.9). Of one width, so that the order of tags is that of bytes. */
static void put_note_id(struct buf *out, uint32_t tag) {
    buf_printf(out, "/ID(n%08u)", (unsigned)tag);
}

static void put_element(const struct tags *tags, const struct haru *haru, uint32_t tag, uint32_t parent_id,
                        struct buf *out) {
    const struct element *element = &tags->elements[tag];
    const struct tag *said = &tags->pages->tags[tag];
    buf_puts(out, "/S/");
    buf_puts(out, tags_role(tags, tag));
    buf_puts(out, "/P ");
    put_ref(out, parent_id);
    if (element->page != NONE) {
        buf_puts(out, "/Pg ");
        put_ref(out, haru_page_id(haru, element->page));
    }
    if (said->role == TAG_TH || said->role == TAG_TD)
        put_cell(tags, tag, out);
    if (element->box)
        put_box(out, element->box);
    if (said->alt.len) {
        buf_puts(out, "/Alt");
        put_text(out, said->alt);
    }
    if (said->role == TAG_NOTE)
        put_note_id(out, tag);
    if (!element->first)
        return;
    bool many = element->first != element->last;
    buf_puts(out, many ? "/K[" : "/K ");
    for (const struct kid *kid = element->first; kid; kid = kid->next) {
        if (kid != element->first)
            buf_char(out, ' ');
        put_kid(tags, haru, element, kid, out);
    }
    buf_puts(out, many ? "]" : "");
}

static void put_parents(const struct tags *tags, struct buf *out) {
    buf_puts(out, "/Nums[");
    for (uint32_t page = 0; page < tags->pages->n; page++) {
        put_int(out, page);
        buf_char(out, '[');
        for (uint32_t i = 0; i < tags->owners[page].n; i++) {
            put_ref(out, tags->elements[tags->owners[page].tags[i]].object->id);
            buf_char(out, ' ');
        }
        buf_puts(out, "]\n");
    }
    for (uint32_t i = 0; i < tags->annotations.n; i++) {
        put_int(out, (int64_t)tags->pages->n + i);
        buf_char(out, ' ');
        put_ref(out, tags->elements[tags->annotations.tags[i]].object->id);
        buf_char(out, '\n');
    }
    buf_char(out, ']');
}

static void put_note_ids(const struct tags *tags, struct buf *out) {
    bool any = false;
    for (uint32_t tag = 1; tag < tags->n; tag++) {
        if (tags->pages->tags[tag].role != TAG_NOTE)
            continue;
        buf_printf(out, "%s(n%08u)", any ? "" : "/IDTree<</Names[", (unsigned)tag);
        put_ref(out, tags->elements[tag].object->id);
        any = true;
    }
    buf_puts(out, any ? "]>>" : "");
}

uint32_t tags_write(struct tags *tags, struct haru *haru) {
    struct buf text = BUF_EMPTY;
    struct haru_object *root = haru_object(haru, STR("")), *parents = haru_object(haru, STR(""));
    for (uint32_t tag = 1; tag < tags->n; tag++) {
        attach(tags, tag);
        tags->elements[tag].object = haru_object(haru, STR(""));
    }
    for (uint32_t tag = 1; tag < tags->n; tag++) {
        struct element *element = &tags->elements[tag];
        buf_clear(&text);
        put_element(tags, haru, tag, tag == 1 ? root->id : tags->elements[element->parent].object->id, &text);
        element->object->text = arena_str(tags->arena, buf_view(&text));
    }
    buf_clear(&text);
    put_parents(tags, &text);
    parents->text = arena_str(tags->arena, buf_view(&text));
    buf_clear(&text);
    buf_printf(&text, "/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u",
               (unsigned)tags->elements[1].object->id, (unsigned)parents->id,
               (unsigned)(tags->pages->n + tags->annotations.n));
    put_note_ids(tags, &text);
    root->text = arena_str(tags->arena, buf_view(&text));
    buf_fini(&text);
    return root->id;
}
