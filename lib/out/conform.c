/* conform.c - catalog, pages, annotations, fonts, metadata. */
#include "out/conform.h"
#include <string.h>

bool conform_broken(struct conform *conform, const char *rule, uint32_t at) {
    if (!conform->broken) {
        conform->broken = rule;
        conform->at = at;
    }
    return false;
}

/* The word is one of the list's, which are parted by single spaces. */
static bool listed(const char *list, struct str word) {
    for (const char *at = list; *at;) {
        size_t n = 0;
        while (n < word.len && at[n] == word.at[n])
            n++;
        if (n == word.len && (at[n] == ' ' || at[n] == 0))
            return true;
        for (at += n; *at && *at != ' ';)
            at++;
        at += *at == ' ';
    }
    return false;
}

bool conform_is_role(struct str name) {
    /* The most frequent ones first. */
    return listed(
        "TD Link P Span TR TH Lbl LBody LI L Reference Note Document Part Sect H1 H2 H3 H4 Table Caption Figure "
        "BlockQuote TOC TOCI Form",
        name);
}

bool conform_entries(struct conform *conform, uint32_t id, const char *allowed, struct entries *entries) {
    entries->n = 0;
    if (id == 0 || id > conform->n_objects || !syntax_entries(conform->objects[id].dict, entries))
        return conform_broken(conform, "ISO 32000-1 7.3: an object that cannot be read", id);
    for (uint32_t i = 0; i < entries->n; i++)
        if (!listed(allowed, entries->items[i].key))
            return conform_broken(conform, "PDF/A-2 6: an entry that is not known to be allowed", id);
    return true;
}

/* ---- gathering --------------------------------------------------------------------------------------------------- */

void conform_start(struct conform *conform, struct arena *arena, struct claims claims, uint32_t n_pages) {
    *conform = (struct conform){.arena = arena, .claims = claims, .n_pages = n_pages};
    conform->pages = ARENA_ARRAY(arena, n_pages, struct conform_page);
}

void conform_objects(struct conform *conform, uint32_t n) {
    conform->n_objects = n;
    conform->objects = ARENA_ARRAY(conform->arena, (size_t)n + 1, struct conform_object);
    conform->links = ARENA_ARRAY(conform->arena, n, uint32_t);
}

void conform_object(struct conform *conform, uint32_t id, struct str dict, struct str stream) {
    conform->objects[id] = (struct conform_object){.dict = dict, .stream = stream};
}

static bool has_stream(const struct conform *conform, struct value ref) {
    return ref.type == VALUE_REF && ref.number <= conform->n_objects &&
           conform->objects[ref.number].stream.len > 0;
}

/* ---- fonts ------------------------------------------------------------------------------------------------------- */

static void check_descriptor(struct conform *conform, uint32_t id) {
    struct entries e;
    if (conform_entries(conform, id,
                        "Type FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV FontFile2",
                        &e) &&
        !has_stream(conform, syntax_find(&e, "FontFile2")))
        conform_broken(conform, "PDF/A-2 6.2.11.4: a font is not embedded", id);
}

static void check_cid_font(struct conform *conform, uint32_t id) {
    struct entries e;
    if (!conform_entries(conform, id, "Type Subtype BaseFont CIDSystemInfo CIDToGIDMap FontDescriptor W", &e))
        return;
    if (!conform_is_name(syntax_find(&e, "Subtype"), "CIDFontType2") ||
        !conform_is_name(syntax_find(&e, "CIDToGIDMap"), "Identity"))
        conform_broken(conform, "PDF/A-2 6.2.11.3: a font's codes do not lead to its glyphs", id);
    if (syntax_find(&e, "W").type != VALUE_ARRAY)
        conform_broken(conform, "PDF/A-2 6.2.11.5: a font has no widths", id);
    check_descriptor(conform, (uint32_t)syntax_find(&e, "FontDescriptor").number);
}

static void check_font(struct conform *conform, uint32_t id) {
    struct entries e;
    struct value below;
    if (!conform_entries(conform, id, "Type Subtype BaseFont Encoding DescendantFonts ToUnicode", &e))
        return;
    struct str list = syntax_find(&e, "DescendantFonts").text;
    if (!conform_is_name(syntax_find(&e, "Encoding"), "Identity-H"))
        conform_broken(conform, "PDF/A-2 6.2.11.3: a font's encoding is not Identity-H", id);
    if (!has_stream(conform, syntax_find(&e, "ToUnicode")))
        conform_broken(conform, "PDF/A-2u 6.2.11.7: a font's glyphs have no Unicode", id);
    if (syntax_next(&list, &below) && below.type == VALUE_REF)
        check_cid_font(conform, (uint32_t)below.number);
    else
        conform_broken(conform, "ISO 32000-1 9.7.6: a font has no font below it", id);
}

static void check_fonts(struct conform *conform) {
    struct entries e;
    unsigned there = 0;
    if (!conform->fonts || !conform_entries(conform, conform->fonts, "F0 F1 F2 F3 F4 F5 F6", &e))
        return;
    for (uint32_t i = 0; i < e.n; i++) {
        there |= 1u << (e.items[i].key.at[1] - '0');
        check_font(conform, (uint32_t)e.items[i].value.number);
    }
    if (conform->drawn & ~there)
        conform_broken(conform, "PDF/A-2 6.2.2: a font that is no resource", conform->fonts);
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

static void check_link(struct conform *conform, uint32_t id, const struct entries *e) {
    if (!conform_is_name(syntax_find(e, "Subtype"), "Link"))
        conform_broken(conform, "PDF/A-2 6.3.1: an annotation that is no link", id);
    if (conform->claims.universal && syntax_find(e, "Contents").text.len == 0)
        conform_broken(conform, "PDF/UA-1 7.18.5: a link does not say where it leads", id);
}

/* The field of a signature: empty, with a form for its looks and words for those who cannot see it. */
static void check_field(struct conform *conform, uint32_t id) {
    struct entries e, looks, form;
    conform->objects[id].field = true;
    conform->n_fields++;
    if (!conform_entries(conform, id, "Type Subtype FT F T TU Rect P AP StructParent", &e))
        return;
    if (!conform_is_name(syntax_find(&e, "FT"), "Sig") || syntax_find(&e, "T").text.len == 0)
        conform_broken(conform, "ISO 32000-1 12.7.4.5: a field that is for no signature, or has no name", id);
    if (conform->claims.universal && syntax_find(&e, "TU").text.len == 0)
        conform_broken(conform, "PDF/UA-1 7.18.4: a field without words on it", id);
    struct value ref = {0};
    if (syntax_entries(syntax_find(&e, "AP").text, &looks) && looks.n == 1)
        ref = syntax_find(&looks, "N");
    if (!has_stream(conform, ref) ||
        !conform_entries(conform, (uint32_t)ref.number, "Type Subtype Resources BBox Filter Length", &form) ||
        !conform_is_name(syntax_find(&form, "Subtype"), "Form"))
        conform_broken(conform, "PDF/A-2 6.3.3: a field has no appearance", id);
}

static void check_in_structure(struct conform *conform, uint32_t id, const struct entries *e) {
    struct value key = syntax_find(e, "StructParent");
    int64_t nth = key.number - conform->n_pages;
    if (key.type != VALUE_NUMBER || nth < 0 || nth >= conform->n_objects || conform->links[nth])
        conform_broken(conform, "PDF/UA-1 7.18.1: an annotation is not in the structure", id);
    else
        conform->links[nth] = id;
    conform->n_links++;
}

static void check_annotation(struct conform *conform, uint32_t id) {
    struct entries e;
    if (!conform_entries(conform, id, "Type Subtype Border F Rect Dest Contents StructParent FT T TU P AP",
                         &e))
        return;
    if (conform_is_name(syntax_find(&e, "Subtype"), "Widget"))
        check_field(conform, id);
    else if (conform_entries(conform, id, "Type Subtype Border F Rect Dest Contents StructParent", &e))
        check_link(conform, id, &e);
    if (syntax_find(&e, "F").number != 4)
        conform_broken(conform, "PDF/A-2 6.3.2: an annotation is not printed", id);
    if (conform->claims.universal)
        check_in_structure(conform, id, &e);
}

static void check_resources(struct conform *conform, struct value resources, uint32_t page) {
    struct entries e;
    if (resources.type != VALUE_DICT || !syntax_entries(resources.text, &e) || e.n > 1) {
        conform_broken(conform, "PDF/A-2 6.2.2: resources other than fonts", page);
        return;
    }
    struct value fonts = syntax_find(&e, "Font");
    if (conform->fonts && fonts.number != conform->fonts)
        conform_broken(conform, "PDF/A-2 6.2.2: pages with fonts of their own", page);
    conform->fonts = (uint32_t)fonts.number;
}

static void check_page(struct conform *conform, uint32_t id, uint32_t index) {
    struct entries e;
    struct value annotation;
    if (!conform_entries(conform, id, "Type Parent MediaBox Contents Resources Annots StructParents Tabs",
                         &e))
        return;
    conform->pages[index].id = id;
    conform->objects[id].page = index + 1;
    check_resources(conform, syntax_find(&e, "Resources"), id);
    struct str annotations = syntax_find(&e, "Annots").text;
    while (syntax_next(&annotations, &annotation))
        check_annotation(conform, (uint32_t)annotation.number);
    if (!conform->claims.universal)
        return;
    struct value key = syntax_find(&e, "StructParents");
    if (key.type != VALUE_NUMBER || key.number != index)
        conform_broken(conform, "ISO 32000-1 14.7.4.4: a page does not lead to its elements", id);
    if (syntax_find(&e, "Annots").type && !conform_is_name(syntax_find(&e, "Tabs"), "S"))
        conform_broken(conform, "PDF/UA-1 7.18.3: tabbing does not follow the structure", id);
}

/* Pages below the node, in order; libharu's trees have three levels at most. Returns the next page's index. */
static uint32_t check_pages(struct conform *conform, uint32_t id, uint32_t next, int levels) {
    struct entries e;
    struct value kid;
    if (levels == 0 || !conform_entries(conform, id, "Type Parent Kids Count", &e))
        return next;
    struct str kids = syntax_find(&e, "Kids").text;
    while (syntax_next(&kids, &kid)) {
        struct entries below;
        bool ok = kid.type == VALUE_REF && kid.number <= conform->n_objects &&
                  syntax_entries(conform->objects[kid.number].dict, &below);
        if (ok && conform_is_name(syntax_find(&below, "Type"), "Pages"))
            next = check_pages(conform, (uint32_t)kid.number, next, levels - 1);
        else if (ok && next < conform->n_pages)
            check_page(conform, (uint32_t)kid.number, next++);
        else
            conform_broken(conform, "ISO 32000-1 7.7.3: the tree of pages", id);
    }
    return next;
}

/* ---- what the file says of itself -------------------------------------------------------------------------------- */

static bool says(struct str xmp, const char *text) {
    return str_find(xmp, str_of(text), 0) != STR_NONE;
}

/* D:YYYYMMDD... in the Info dictionary must be the same day as YYYY-MM-DD in XMP. */
static void check_date(struct conform *conform, const struct entries *about, const char *key,
                       const char *property, struct str xmp) {
    char expected[64];
    struct str date = syntax_find(about, key).text;
    if (date.len == 0 && !says(xmp, property))
        return;
    snprintf(expected, sizeof expected, "%s%.4s-%.2s-%.2sT", property, date.len > 9 ? date.at + 2 : "",
             date.len > 9 ? date.at + 6 : "", date.len > 9 ? date.at + 8 : "");
    if (!says(xmp, expected))
        conform_broken(conform, "PDF/A-2 6.6.3: Info and XMP tell different dates", conform->info);
}

static void check_metadata(struct conform *conform, struct value ref) {
    struct entries about;
    if (!has_stream(conform, ref)) {
        conform_broken(conform, "PDF/A-2 6.6.2: no metadata", conform->root);
        return;
    }
    uint32_t id = (uint32_t)ref.number;
    struct str xmp = conform->objects[id].stream;
    const char *part =
        conform->claims.attached ? "<pdfaid:part>3</pdfaid:part>" : "<pdfaid:part>2</pdfaid:part>";
    if (!says(xmp, part) || !says(xmp, "<pdfaid:conformance>U</pdfaid:conformance>"))
        conform_broken(conform, "PDF/A-2 6.6.4: the part is not named", id);
    if (conform->claims.universal != says(xmp, "<pdfuaid:part>1</pdfuaid:part>"))
        conform_broken(conform, "PDF/UA-1 5: the part is not named as claimed", id);
    if (conform->claims.universal && !says(xmp, "<dc:title>"))
        conform_broken(conform, "PDF/UA-1 7.1: the document has no title", id);
    if (!conform_entries(conform, conform->info, "Title Author Subject Producer CreationDate ModDate",
                         &about))
        return;
    check_date(conform, &about, "CreationDate", "<xmp:CreateDate>", xmp);
    check_date(conform, &about, "ModDate", "<xmp:ModifyDate>", xmp);
}

static void check_intent(struct conform *conform, struct value intents) {
    struct entries e, profile;
    struct value intent;
    struct str list = intents.text;
    if (!syntax_next(&list, &intent) || intent.type != VALUE_DICT || !syntax_entries(intent.text, &e) ||
        !conform_is_name(syntax_find(&e, "S"), "GTS_PDFA1")) {
        conform_broken(conform, "PDF/A-2 6.2.3: no output intent", conform->root);
        return;
    }
    struct value ref = syntax_find(&e, "DestOutputProfile");
    uint32_t id = (uint32_t)ref.number;
    if (!has_stream(conform, ref) || !conform_entries(conform, id, "Filter Length N", &profile) ||
        syntax_find(&profile, "N").number != 3)
        conform_broken(conform, "PDF/A-2 6.2.4.3: colours without a profile", id);
}

static void check_attached(struct conform *conform, uint32_t id) {
    struct entries e, stream, kept;
    if (!conform_entries(conform, id, "Type F UF Desc AFRelationship EF", &e))
        return;
    if (syntax_find(&e, "F").text.len == 0 || syntax_find(&e, "UF").text.len == 0 ||
        syntax_find(&e, "Desc").text.len == 0)
        conform_broken(conform, "PDF/A-3 6.8: an attached file has no name or no words on it", id);
    struct str relationship = syntax_find(&e, "AFRelationship").text;
    if (!listed("Source Data Alternative Supplement Unspecified", relationship))
        conform_broken(conform, "PDF/A-3 6.8: what an attached file is to the document", id);
    bool read = syntax_entries(syntax_find(&e, "EF").text, &kept);
    struct value ref = read ? syntax_find(&kept, "F") : (struct value){0};
    if (!has_stream(conform, ref) ||
        !conform_entries(conform, (uint32_t)ref.number, "Type Subtype Params Filter Length", &stream) ||
        !syntax_find(&stream, "Subtype").text.len || !syntax_find(&stream, "Params").type)
        conform_broken(conform, "PDF/A-3 6.8: an attached file is not there, or of no kind", id);
}

/* The tree of names must be sorted, or viewers do not find what is in it. */
static uint32_t count_names(struct conform *conform, struct str names) {
    struct entries e;
    struct value name, ref;
    struct str before = STR("");
    uint32_t n = 0;
    if (!syntax_entries(names, &e) || !syntax_entries(syntax_find(&e, "EmbeddedFiles").text, &e))
        return 0;
    struct str rest = syntax_find(&e, "Names").text;
    for (; syntax_next(&rest, &name) && syntax_next(&rest, &ref); n++, before = name.text)
        if (ref.type != VALUE_REF || str_compare(before, name.text) >= 0)
            conform_broken(conform, "ISO 32000-1 7.9.6: names of attached files", conform->root);
    return n;
}

static void check_attachments(struct conform *conform, const struct entries *root) {
    struct value ref;
    struct str files = syntax_find(root, "AF").text;
    uint32_t n = 0;
    for (; syntax_next(&files, &ref); n++)
        check_attached(conform, (uint32_t)ref.number);
    if (conform->claims.attached != (n > 0) || n != count_names(conform, syntax_find(root, "Names").text))
        conform_broken(conform, "PDF/A-3 6.8: files are attached that are not associated", conform->root);
}

/* The form names each field of a page, once, and no other. */
static void check_form(struct conform *conform, const struct entries *root) {
    struct entries form = {.n = 0};
    struct value dict = syntax_find(root, "AcroForm"), ref;
    uint32_t n = 0;
    bool read = dict.type == VALUE_DICT && syntax_entries(dict.text, &form) && form.n == 2;
    struct str fields = read ? syntax_find(&form, "Fields").text : STR("");
    for (; syntax_next(&fields, &ref); n++) {
        bool there = ref.type == VALUE_REF && ref.number > 0 && ref.number <= conform->n_objects &&
                     conform->objects[ref.number].field;
        if (!there)
            conform_broken(conform, "ISO 32000-1 12.7.2: the form has a field that is on no page",
                           conform->root);
        else
            conform->objects[ref.number].field = false; /* not twice */
    }
    if (n != conform->n_fields || (n > 0 && syntax_find(&form, "SigFlags").number != 1) ||
        (n == 0 && dict.type != VALUE_NONE))
        conform_broken(conform, "ISO 32000-1 12.7.2: the form and the fields on pages", conform->root);
}

static void check_universal(struct conform *conform, const struct entries *root) {
    struct entries e;
    struct str language = syntax_find(root, "Lang").text;
    bool read = syntax_entries(syntax_find(root, "ViewerPreferences").text, &e);
    if (!read || !str_equal(syntax_find(&e, "DisplayDocTitle").text, STR("true")))
        conform_broken(conform, "PDF/UA-1 7.1: the title is not shown", conform->root);
    read = syntax_entries(syntax_find(root, "MarkInfo").text, &e);
    if (!read || !str_equal(syntax_find(&e, "Marked").text, STR("true")))
        conform_broken(conform, "PDF/UA-1 7.1: the document is not marked", conform->root);
    if (language.len == 0)
        conform_broken(conform, "PDF/UA-1 7.2: the document has no language", conform->root);
    conform_structure(conform, (uint32_t)syntax_find(root, "StructTreeRoot").number);
}

static void check_catalog(struct conform *conform) {
    struct entries e;
    if (!conform_entries(conform, conform->root,
                         "Type Pages PageLayout PageMode ViewerPreferences PageLabels Lang Outlines Metadata "
                         "OutputIntents MarkInfo StructTreeRoot AcroForm AF Names",
                         &e))
        return;
    uint32_t pages = check_pages(conform, (uint32_t)syntax_find(&e, "Pages").number, 0, 3);
    if (pages != conform->n_pages)
        conform_broken(conform, "ISO 32000-1 7.7.3: the tree of pages", conform->root);
    check_fonts(conform);
    check_intent(conform, syntax_find(&e, "OutputIntents"));
    check_metadata(conform, syntax_find(&e, "Metadata"));
    check_attachments(conform, &e);
    if (conform->claims.universal && !conform->broken)
        check_universal(conform, &e);
    check_form(conform, &e);
}

bool conform_check(struct conform *conform, uint32_t root, uint32_t info, struct diag *diag) {
    conform->root = root;
    conform->info = info;
    check_catalog(conform);
    if (!conform->broken)
        return true;
    diag_say(diag, DIAG_SYSTEM, "pdf-conformance",
             _("the PDF would not keep what it claims (%s; object %u), so it is not written; report this"),
             conform->broken, (unsigned)conform->at);
    return false;
}
