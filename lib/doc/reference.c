/* reference.c - a list of names with their places, a list of references that wait for them. */
#include "doc/reference.h"
#include <stdlib.h>

struct target {
    struct str name, label;
    struct node *node; /* the anchor */
    uint32_t line;
};

struct waiting {
    const struct value *value;
    struct node *node; /* a link, empty yet */
    uint32_t line;
};

struct references {
    struct target *targets;
    struct waiting *waiting;
    size_t n_targets, cap_targets, n_waiting, cap_waiting;
};

static struct references *references_of(struct build *build) {
    if (!build->references)
        build->references = mem_new(1, sizeof *build->references);
    return build->references;
}

void reference_target(struct build *build, struct node *parent, struct str name, struct str label,
                      uint32_t line) {
    struct references *r = references_of(build);
    struct node *node = node_add(parent, node_new(build->arena, NODE_ANCHOR));
    node->line = line;
    node->as.anchor = build_anchor(build);
    MEM_ROOM(r->targets, r->n_targets, r->cap_targets);
    r->targets[r->n_targets++] = (struct target){name, label, node, line};
}

void reference_add(struct build *build, struct node *parent, const struct value *value, uint32_t line) {
    struct references *r = references_of(build);
    struct node *node = node_add(parent, node_new(build->arena, NODE_LINK));
    node->line = line;
    MEM_ROOM(r->waiting, r->n_waiting, r->cap_waiting);
    r->waiting[r->n_waiting++] = (struct waiting){value, node, line};
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static const struct node *above(const struct node *node, enum node_type type) {
    while (node && node->type != type)
        node = node->parent;
    return node;
}

static struct str first_text(const struct node *node) {
    for (const struct node *child = node->first; child; child = child->next) {
        struct str text = child->type == NODE_TEXT ? child->as.text : first_text(child);
        if (str_trim(text).len)
            return text;
    }
    return STR("");
}

/* "II" of the heading "II. KẾT QUẢ": what stands before its first full stop, where that is short and without a blank. */
static struct str heading_number(const struct node *heading) {
    enum { LONGEST = 12 };
    struct str text = heading ? str_trim(first_text(heading)) : STR("");
    size_t end = str_find(text, STR("."), 0);
    if (end == STR_NONE || end == 0 || end > LONGEST ||
        str_find(str_cut(text, 0, end), STR(" "), 0) != STR_NONE)
        return STR("");
    return str_cut(text, 0, end);
}

static struct str label_of(struct build *build, const struct target *target) {
    if (target->label.len)
        return target->label;
    struct str number = heading_number(above(target->node, NODE_HEADING));
    return number.len ? arena_printf(build->arena, "mục\xC2\xA0%.*s", STR_ARG(number)) : STR("");
}

/* Pages of an appendix are numbered anew: from elsewhere a reference says of which. */
static struct str appendix_of(const struct node *from, const struct node *to) {
    const struct node *appendix = above(to, NODE_APPENDIX);
    if (!appendix || appendix == above(from, NODE_APPENDIX) || !appendix->first)
        return STR("");
    return first_text(appendix->first);
}

static void put_text(struct build *build, const struct waiting *w, struct str text) {
    if (text.len)
        node_text(build->arena, w->node, text)->line = w->line;
}

static void fill(struct build *build, const struct waiting *w, const struct target *target) {
    enum reference_part part = w->value->as.reference.part;
    struct str label = part == REFERENCE_PAGE ? STR("") : label_of(build, target);
    w->node->as.anchor = target->node->as.anchor;
    put_text(build, w, label);
    if (part == REFERENCE_NUMBER && label.len)
        return;
    put_text(build, w, label.len ? STR(", trang\xC2\xA0") : STR("trang\xC2\xA0"));
    struct node *page = node_add(w->node, node_new(build->arena, NODE_PAGE));
    page->line = w->line;
    page->as.anchor = target->node->as.anchor;
    struct str appendix = appendix_of(w->node, target->node);
    if (appendix.len)
        put_text(build, w, arena_printf(build->arena, " %.*s", STR_ARG(appendix)));
}

static const struct target *find(const struct references *r, struct str name) {
    for (size_t i = 0; i < r->n_targets; i++)
        if (str_equal(r->targets[i].name, name))
            return &r->targets[i];
    return NULL;
}

/* ---- */

static bool names_differ(struct build *build) {
    const struct references *r = build->references;
    for (size_t i = 0; i < r->n_targets; i++)
        if (find(r, r->targets[i].name) != &r->targets[i]) {
            diag_at(build->diag, DIAG_USAGE,
                    script_where(build->script, r->targets[i].line, r->targets[i].name), "template-reference",
                    _("two places are called “%.*s”; give one of them another name"),
                    STR_ARG(r->targets[i].name));
            return false;
        }
    return true;
}

bool references_resolve(struct build *build) {
    const struct references *r = build->references;
    if (!r)
        return true;
    if (!names_differ(build))
        return false;
    for (size_t i = 0; i < r->n_waiting; i++) {
        const struct waiting *w = &r->waiting[i];
        struct str name = w->value->as.reference.name;
        const struct target *target = find(r, name);
        if (!target) {
            diag_at(
                build->diag, DIAG_USAGE, script_where(build->script, w->line, name), "template-reference",
                _("nothing that is printed is called “%.*s”; a table or chart is by ma = \"...\", a heading by moc(...)"),
                STR_ARG(name));
            return false;
        }
        fill(build, w, target);
    }
    return true;
}

void references_free(struct build *build) {
    if (!build->references)
        return;
    free(build->references->targets);
    free(build->references->waiting);
    free(build->references);
    build->references = NULL;
}
