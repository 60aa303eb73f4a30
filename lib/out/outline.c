/* outline.c - a list with levels becomes PDF's tree of siblings and parents (ISO 32000-1, 12.3.3). */
#include "out/outline.h"
#include "out/number.h"

#define DEEPEST 8 /* levels below this one are drawn at it */

struct bookmark {
    struct haru_object *object;
    struct bookmark *parent, *first, *last, *previous, *next;
    uint32_t open; /* descendants: all are shown */
};

static void link_mark(struct bookmark *mark, struct bookmark *parent) {
    mark->parent = parent;
    mark->previous = parent->last;
    if (parent->last)
        parent->last->next = mark;
    else
        parent->first = mark;
    parent->last = mark;
    for (struct bookmark *above = parent; above; above = above->parent)
        above->open++;
}

static void put_link(struct buf *out, const char *key, const struct bookmark *mark) {
    if (!mark)
        return;
    buf_puts(out, key);
    put_ref(out, mark->object->id);
}

static void put_kids(struct buf *out, const struct bookmark *mark) {
    put_link(out, "/First ", mark->first);
    put_link(out, "/Last ", mark->last);
    if (mark->open) {
        buf_puts(out, "/Count ");
        put_int(out, mark->open);
    }
}

static void put_bookmark(struct buf *out, const struct haru *haru, const struct bookmark *mark,
                         const struct outline_entry *entry, const struct pages *pages) {
    uint32_t page = entry->page < pages->n ? entry->page : 0;
    buf_puts(out, "/Title");
    put_text(out, entry->title);
    put_link(out, "/Parent ", mark->parent);
    put_link(out, "/Prev ", mark->previous);
    put_link(out, "/Next ", mark->next);
    put_kids(out, mark);
    buf_puts(out, "/Dest[");
    put_ref(out, haru_page_id(haru, page));
    buf_puts(out, "/XYZ 0 ");
    put_thousandths(out, (int64_t)pages->items[page]->height - entry->y);
    buf_puts(out, " null]");
}

/* The bookmarks of all entries under `root`, linked. */
static struct bookmark *build(struct haru *haru, struct arena *arena, const struct pages *pages,
                              struct bookmark *root) {
    struct bookmark *marks = ARENA_ARRAY(arena, pages->n_outline, struct bookmark);
    struct bookmark *open[DEEPEST + 1] = {root}; /* by level: what the next entry may hang under */
    int depth = 0;
    for (uint32_t i = 0; i < pages->n_outline; i++) {
        int level = pages->outline[i].level;
        level = level < 1 ? 1 : level > depth + 1 ? depth + 1 : level; /* a level cannot be skipped */
        level = level > DEEPEST ? DEEPEST : level;
        marks[i].object = haru_object(haru, STR(""));
        link_mark(&marks[i], open[level - 1]);
        open[level] = &marks[i];
        depth = level;
    }
    return marks;
}

uint32_t outline_write(struct haru *haru, struct arena *arena, const struct pages *pages) {
    if (pages->n_outline == 0 || pages->n == 0)
        return 0;
    struct buf text = BUF_EMPTY;
    struct bookmark root = {.object = haru_object(haru, STR(""))};
    struct bookmark *marks = build(haru, arena, pages, &root);
    for (uint32_t i = 0; i < pages->n_outline; i++) {
        buf_clear(&text);
        put_bookmark(&text, haru, &marks[i], &pages->outline[i], pages);
        marks[i].object->text = arena_str(arena, buf_view(&text));
    }
    buf_clear(&text);
    buf_puts(&text, "/Type/Outlines");
    put_kids(&text, &root);
    root.object->text = arena_str(arena, buf_view(&text));
    buf_fini(&text);
    return root.object->id;
}
