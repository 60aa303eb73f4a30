/* conform_structure.c - the structure tree.
 *
 * Each element names its parent, its parent must name it as a kid, once; parents have smaller ids, so every way up ends at
 * the root. Each marked piece of each page, and each annotation, must be the kid of one element, and the ParentTree must
 * lead back to that one. */
#include "out/conform.h"
#include <string.h>

struct tree {
    struct conform *conform;
    unsigned level; /* of the heading before; 0: none yet */
};

/* An element is what begins with its role. */
static struct str read_role(const struct conform *conform, uint32_t id) {
    struct str dict = conform->objects[id].dict, rest = str_cut(dict, strlen("/S"), dict.len);
    struct value role;
    bool ok = str_starts(dict, STR("/S/")) && syntax_next(&rest, &role);
    return ok ? role.text : STR("");
}

static bool is_role(const struct conform *conform, uint32_t id, const char *role) {
    return id <= conform->n_objects && str_equal(conform->objects[id].role, str_of(role));
}

/* ---- kids -------------------------------------------------------------------------------------------------------- */

static struct conform_page *page_of(struct conform *conform, int64_t id) {
    uint32_t index = id > 0 && id <= conform->n_objects ? conform->objects[id].page : 0;
    return index ? &conform->pages[index - 1] : NULL;
}

static void own_piece(struct conform *conform, uint32_t element, struct conform_page *page, int64_t piece) {
    if (!page || piece < 0 || piece >= page->n || page->owners[piece])
        conform_broken(conform, "ISO 32000-1 14.7.4: an element's piece is not there, or another's", element);
    else
        page->owners[piece] = element;
}

static void own_object(struct conform *conform, uint32_t element, int64_t id) {
    if (id <= 0 || id > conform->n_objects || conform->objects[id].owner)
        conform_broken(conform, "ISO 32000-1 14.7.4: an element's kid is not there, or another's", element);
    else
        conform->objects[id].owner = element;
}

/* A marked piece of another page, or an annotation. */
static void own_described(struct tree *tree, uint32_t element, struct str inside) {
    struct conform *conform = tree->conform;
    struct entries e;
    if (!syntax_entries(inside, &e)) {
        conform_broken(conform, "ISO 32000-1 14.7.4: a kid that cannot be read", element);
    } else if (conform_is_name(syntax_find(&e, "Type"), "MCR")) {
        own_piece(conform, element, page_of(conform, syntax_find(&e, "Pg").number),
                  syntax_find(&e, "MCID").number);
    } else {
        int64_t object = syntax_find(&e, "Obj").number;
        own_object(conform, element, object);
        bool field = object > 0 && object <= conform->n_objects && conform->objects[object].field;
        if (!is_role(conform, element, field ? "Form" : "Link"))
            conform_broken(conform,
                           "PDF/UA-1 7.18.4, 7.18.5: a link's element is no Link, or a field's no Form",
                           element);
    }
}

static void own_kids(struct tree *tree, uint32_t element, struct conform_page *page, struct value kids) {
    struct value kid = kids;
    struct str rest = kids.text;
    bool many = kids.type == VALUE_ARRAY;
    if (kids.type == VALUE_NONE || (many && !syntax_next(&rest, &kid)))
        return;
    do {
        switch (kid.type) {
        case VALUE_NUMBER: own_piece(tree->conform, element, page, kid.number); break;
        case VALUE_REF: own_object(tree->conform, element, kid.number); break;
        default: own_described(tree, element, kid.text);
        }
    } while (many && syntax_next(&rest, &kid));
}

/* ---- elements ---------------------------------------------------------------------------------------------------- */

/* What an element of the role must stand in; others may stand anywhere. */
static const struct {
    const char *role, *parents[3];
} nests[] = {{"TR", {"Table"}},       {"TH", {"TR"}},    {"TD", {"TR"}},   {"LI", {"L"}},
             {"Lbl", {"LI", "Note"}}, {"LBody", {"LI"}}, {"TOCI", {"TOC"}}};

static void check_nesting(struct conform *conform, uint32_t id, struct str role, uint32_t parent) {
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        if (role.len == 0 || role.at[0] != *nests[i].role || !str_equal(role, str_of(nests[i].role)))
            continue;
        for (int k = 0; k < 3 && nests[i].parents[k]; k++)
            if (is_role(conform, parent, nests[i].parents[k]))
                return;
        conform_broken(conform, "PDF/UA-1 7.2: an element stands where it must not", id);
    }
}

static void check_heading(struct tree *tree, uint32_t id, struct str role) {
    if (role.len != 2 || role.at[0] != 'H')
        return;
    unsigned level = (unsigned)(role.at[1] - '0');
    if (level > tree->level + 1)
        conform_broken(tree->conform, "PDF/UA-1 7.4.2: a heading skips a level", id);
    tree->level = level;
}

static void check_attributes(struct conform *conform, uint32_t id, struct str role, const struct entries *e) {
    struct entries table;
    if (str_equal(role, STR("TH")) && (!syntax_entries(syntax_find(e, "A").text, &table) ||
                                       syntax_find(&table, "Scope").type != VALUE_NAME))
        conform_broken(conform, "PDF/UA-1 7.5: a head cell does not say what it heads", id);
    if (str_equal(role, STR("Figure")) && syntax_find(e, "Alt").text.len == 0)
        conform_broken(conform, "PDF/UA-1 7.3: a figure has no alternative text", id);
    if (str_equal(role, STR("Note")) && syntax_find(e, "ID").text.len == 0)
        conform_broken(conform, "PDF/UA-1 7.9: a note has no name", id);
}

static void check_element(struct tree *tree, uint32_t id) {
    struct conform *conform = tree->conform;
    struct entries e;
    if (!conform_entries(conform, id, "S P Pg K A Alt ID", &e))
        return;
    struct str role = syntax_find(&e, "S").text;
    struct value parent = syntax_find(&e, "P"), page = syntax_find(&e, "Pg");
    if (!conform_is_role(role))
        conform_broken(conform, "PDF/UA-1 7.1: a role that is not standard", id);
    if (parent.type != VALUE_REF || parent.number >= id || parent.number != conform->objects[id].owner)
        conform_broken(conform, "ISO 32000-1 14.7.2: an element's parent does not know it", id);
    check_nesting(conform, id, role, (uint32_t)parent.number);
    check_heading(tree, id, role);
    check_attributes(conform, id, role, &e);
    own_kids(tree, id, page_of(conform, page.number), syntax_find(&e, "K"));
}

/* ---- the ways back ----------------------------------------------------------------------------------------------- */

static void check_page_back(struct conform *conform, const struct conform_page *page, struct str list) {
    struct value ref;
    uint32_t n = 0;
    for (; syntax_next(&list, &ref); n++)
        if (n >= page->n || ref.type != VALUE_REF || ref.number != page->owners[n] || ref.number == 0)
            conform_broken(conform, "ISO 32000-1 14.7.4.4: a piece leads to another element than its own",
                           page->id);
    if (n != page->n)
        conform_broken(conform, "PDF/UA-1 7.1: a piece of content is in no element", page->id);
}

/* The annotation with this key must be the kid of the element that the ParentTree gives it. */
static void check_annotation_back(struct conform *conform, int64_t key, struct value element) {
    int64_t nth = key - conform->n_pages;
    uint32_t annotation = nth < conform->n_links ? conform->links[nth] : 0;
    if (annotation == 0 || element.type != VALUE_REF || element.number != conform->objects[annotation].owner)
        conform_broken(conform, "PDF/UA-1 7.18.1: an annotation leads to another element than its own",
                       annotation);
}

/* Keys 0.. are the pages, those behind them annotations. */
static void check_ways_back(struct conform *conform, uint32_t id) {
    struct entries e;
    struct value key, value;
    int64_t next = 0;
    if (!conform_entries(conform, id, "Nums", &e))
        return;
    struct str rest = syntax_find(&e, "Nums").text;
    for (; syntax_next(&rest, &key) && syntax_next(&rest, &value); next++) {
        if (key.type != VALUE_NUMBER || key.number != next)
            conform_broken(conform, "ISO 32000-1 7.9.7: the keys of the ParentTree", id);
        else if (next < conform->n_pages)
            check_page_back(conform, &conform->pages[next], value.text);
        else
            check_annotation_back(conform, next, value);
    }
    if (rest.len || next != (int64_t)conform->n_pages + conform->n_links)
        conform_broken(conform, "ISO 32000-1 14.7.4.4: the ParentTree", id);
}

void conform_structure(struct conform *conform, uint32_t root) {
    struct tree tree = {.conform = conform};
    struct entries e;
    if (!conform_entries(conform, root, "Type K ParentTree ParentTreeNextKey IDTree", &e))
        return;
    own_object(conform, root, syntax_find(&e, "K").number);
    for (uint32_t id = root + 1; id <= conform->n_objects; id++) {
        conform->objects[id].role = read_role(conform, id);
        if (conform->objects[id].role.len)
            check_element(&tree, id);
    }
    check_ways_back(conform, (uint32_t)syntax_find(&e, "ParentTree").number);
}
