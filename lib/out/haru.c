/* haru.c - the only file that sees libharu (2.3.0, Debian's) and knows its habits:
 *
 *   - it calls back for every error; the first is the cause, later ones are echoes of it;
 *   - each number, name and reference is an allocation and a list node of its own, and what is put into a stream is copied
 *     twice: libharu keeps the catalog, the tree of pages and Info; the entries that are given for these are put behind its
 *     own, and all other objects are texts and streams of ours, whose ids follow its last one;
 *   - each page comes with a stream for its content, which stays unused and is not written;
 *   - HPDF_SaveToFile says OK on a full disk, and writes small objects plainly, with a table of 20 bytes for each: its
 *     objects are asked for their text one by one, and pack.h makes the file;
 *   - a page tree node is an array, and arrays end at 32,767: long documents get a tree of two levels;
 *   - Info starts with libharu's own Producer, removed here. */
#include "out/haru.h"
#include "out/number.h"
#include "out/pack.h"
#include <hpdf.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <hpdf_utils.h>
#include <stdlib.h>
#include <string.h>

#define PAGES_OF_A_NODE 1000 /* more pages than this make a tree of two levels */

struct page_entries {
    HPDF_Page page;
    uint32_t content, fonts; /* ids; 0: none */
    struct buf annotations;  /* references to them */
    bool in_structure;
    uint32_t key; /* in the ParentTree */
};

struct haru {
    HPDF_Doc doc; /* NULL when libharu could not start */
    struct arena *arena;
    HPDF_STATUS first, detail;
    struct page_entries *pages;
    size_t n_pages, cap_pages;
    uint32_t n_theirs;            /* libharu's objects have the ids 1 to this */
    struct haru_object **objects; /* ours, by id behind those */
    size_t n_objects, cap_objects;
    struct str catalog, info;
    char id[33]; /* hex */
};

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *aux) {
    struct haru *haru = aux;
    if (haru->first != HPDF_OK)
        return;
    haru->first = code;
    haru->detail = detail;
}

/* For what libharu signals by a return value alone. */
static void check(struct haru *haru, HPDF_STATUS status) {
    if (status != HPDF_OK)
        on_error(status, 0, haru);
}

static uint32_t id_of(const void *object) {
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

/* HPDF_AddPage refuses sizes below 3 and above 14,400 points through the error callback. */
static void add_page(struct haru *haru, mpt width, mpt height) {
    HPDF_Page page = haru->first == HPDF_OK ? HPDF_AddPage(haru->doc) : NULL;
    if (!page)
        return;
    HPDF_Page_SetWidth(page, (HPDF_REAL)width / 1000);
    HPDF_Page_SetHeight(page, (HPDF_REAL)height / 1000);
    check(haru, HPDF_Dict_RemoveElement(page, "Contents"));
    check(haru, HPDF_Dict_RemoveElement(page, "Resources"));
    MEM_ROOM(haru->pages, haru->n_pages, haru->cap_pages);
    haru->pages[haru->n_pages++] = (struct page_entries){.page = page};
}

struct haru *haru_new(struct arena *arena, const struct pages *pages) {
    struct haru *haru = mem_new(1, sizeof *haru);
    haru->arena = arena;
    haru->doc = HPDF_New(on_error, haru);
    if (!haru->doc) {
        on_error(HPDF_FAILD_TO_ALLOC_MEM, 0, haru);
        return haru;
    }
    haru->doc->pdf_version = HPDF_VER_17;
    if (pages->n > PAGES_OF_A_NODE)
        check(haru, HPDF_SetPagesConfiguration(haru->doc, PAGES_OF_A_NODE));
    for (uint32_t page = 0; page < pages->n; page++)
        add_page(haru, pages->items[page]->width, pages->items[page]->height);
    if (haru->doc->info)
        HPDF_Dict_RemoveElement(haru->doc->info, "Producer");
    haru->n_theirs = haru->doc->xref->entries->count - 1; /* the first is the free object 0 */
    return haru;
}

void haru_free(struct haru *haru) {
    if (!haru)
        return;
    if (haru->doc)
        HPDF_Free(haru->doc);
    for (size_t i = 0; i < haru->n_pages; i++)
        buf_fini(&haru->pages[i].annotations);
    free(haru->pages);
    free(haru->objects);
    free(haru);
}

/* ---- objects ----------------------------------------------------------------------------------------------------- */

static struct haru_object *add_object(struct haru *haru, struct str text, struct str stream) {
    struct haru_object *object = ARENA_NEW(haru->arena, struct haru_object);
    MEM_ROOM(haru->objects, haru->n_objects, haru->cap_objects);
    haru->objects[haru->n_objects++] = object;
    uint32_t id = haru->n_theirs + (uint32_t)haru->n_objects;
    *object = (struct haru_object){.id = haru->first == HPDF_OK ? id : 0, .text = text, .stream = stream};
    return object;
}

struct haru_object *haru_object(struct haru *haru, struct str text) {
    return add_object(haru, text, STR(""));
}

static struct haru_object *add_stream(struct haru *haru, struct str text, const char *filter,
                                      struct str bytes) {
    struct buf entries = BUF_EMPTY;
    buf_str(&entries, text);
    buf_puts(&entries, filter);
    buf_puts(&entries, "/Length ");
    put_int(&entries, (int64_t)bytes.len);
    struct haru_object *object = add_object(haru, arena_str(haru->arena, buf_view(&entries)), bytes);
    buf_fini(&entries);
    return object;
}

struct haru_object *haru_deflated(struct haru *haru, struct str text, struct str bytes) {
    return add_stream(haru, text, "/Filter/FlateDecode", bytes);
}

struct haru_object *haru_plain(struct haru *haru, struct str text, struct str bytes) {
    return add_stream(haru, text, "", bytes);
}

void haru_catalog(struct haru *haru, struct str text) {
    haru->catalog = text;
}

void haru_info(struct haru *haru, struct str text) {
    haru->info = text;
}

void haru_id(struct haru *haru, const char hex[32]) {
    memcpy(haru->id, hex, 32);
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

/* Those behind a failure are not there. */
static struct page_entries *page_at(const struct haru *haru, uint32_t page) {
    return page < haru->n_pages ? &haru->pages[page] : NULL;
}

uint32_t haru_page_id(const struct haru *haru, uint32_t page) {
    const struct page_entries *at = page_at(haru, page);
    return at ? id_of(at->page) : 0;
}

void haru_page_content(struct haru *haru, uint32_t page, struct str deflated) {
    struct page_entries *at = page_at(haru, page);
    if (at)
        at->content = haru_deflated(haru, STR(""), deflated)->id;
}

void haru_page_fonts(struct haru *haru, uint32_t page, const struct haru_object *fonts) {
    struct page_entries *at = page_at(haru, page);
    if (at)
        at->fonts = fonts->id;
}

void haru_page_annotation(struct haru *haru, uint32_t page, const struct haru_object *annotation) {
    struct page_entries *at = page_at(haru, page);
    if (!at)
        return;
    if (at->annotations.len)
        buf_char(&at->annotations, ' ');
    put_ref(&at->annotations, annotation->id);
}

void haru_page_structure(struct haru *haru, uint32_t page, uint32_t key) {
    struct page_entries *at = page_at(haru, page);
    if (!at)
        return;
    at->in_structure = true;
    at->key = key;
}

static void put_page(struct buf *out, const struct page_entries *page) {
    buf_puts(out, "/Contents ");
    put_ref(out, page->content);
    buf_puts(out, "/Resources<</Font ");
    put_ref(out, page->fonts);
    buf_puts(out, ">>");
    if (page->annotations.len) {
        buf_puts(out, "/Annots[");
        buf_str(out, buf_view(&page->annotations));
        buf_char(out, ']');
    }
    if (page->in_structure) {
        buf_puts(out, "/StructParents ");
        put_int(out, page->key);
        buf_puts(out, "/Tabs/S");
    }
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len) {
    buf_add(stream->attr, bytes, len);
    return HPDF_OK;
}

static bool is_dictionary(const void *object) {
    return (((const HPDF_Obj_Header *)object)->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT &&
           !((HPDF_Dict)object)->stream;
}

/* Our entries for the object of libharu's; pages come in the order of their ids. */
static void put_entries(const struct haru *haru, const void *object, size_t *next_page, struct buf *out) {
    if (object == haru->doc->catalog) {
        buf_str(out, haru->catalog);
    } else if (object == haru->doc->info) {
        buf_str(out, haru->info);
    } else if (*next_page < haru->n_pages && object == haru->pages[*next_page].page) {
        put_page(out, &haru->pages[*next_page]);
        (*next_page)++;
    }
}

/* Libharu's dictionaries with our entries behind its own, by id; empty where it has something else, which the file does not
 * need: the streams that came with pages. */
static struct str *write_theirs(struct haru *haru) {
    struct buf bytes = BUF_EMPTY;
    struct str *texts = ARENA_ARRAY(haru->arena, (size_t)haru->n_theirs + 1, struct str);
    HPDF_Stream stream = HPDF_CallbackWriter_New(haru->doc->mmgr, append, &bytes);
    size_t next_page = 0;
    for (uint32_t id = 1; stream && id <= haru->n_theirs; id++) {
        void *object = HPDF_Xref_GetEntry(haru->doc->xref, id)->obj;
        if (!is_dictionary(object))
            continue;
        buf_clear(&bytes);
        check(haru, HPDF_Obj_WriteValue(object, stream, NULL)); /* "<<\n...>>" */
        bytes.len -= bytes.len < 2 ? 0 : 2;
        put_entries(haru, object, &next_page, &bytes);
        texts[id] = arena_str(haru->arena, str_cut(buf_view(&bytes), 2, bytes.len));
    }
    if (stream)
        HPDF_Stream_Free(stream);
    else
        on_error(HPDF_FAILD_TO_ALLOC_MEM, 0, haru);
    buf_fini(&bytes);
    return texts;
}

static bool judge(const struct haru *haru, const struct str *theirs, struct conform *conform,
                  struct diag *diag) {
    conform_objects(conform, haru->n_theirs + (uint32_t)haru->n_objects);
    for (uint32_t id = 1; id <= haru->n_theirs; id++)
        conform_object(conform, id, theirs[id], STR(""));
    for (size_t i = 0; i < haru->n_objects; i++)
        conform_object(conform, haru->objects[i]->id, haru->objects[i]->text, haru->objects[i]->stream);
    return conform_check(conform, id_of(haru->doc->catalog), id_of(haru->doc->info), diag);
}

/* [bytes] About what the file will take: its streams, and small objects deflated to a quarter. */
static size_t size_of(const struct haru *haru) {
    size_t size = 0;
    for (size_t i = 0; i < haru->n_objects; i++)
        size += haru->objects[i]->stream.len + haru->objects[i]->text.len / 4;
    return size;
}

static void pack_all(const struct haru *haru, const struct str *theirs, struct buf *out) {
    struct pack pack;
    struct buf trailer = BUF_EMPTY;
    buf_room(out, size_of(haru));
    buf_puts(out, "%PDF-1.7\n%\267\276\255\252\n"); /* bytes above 127: no text, to whoever moves the file */
    pack_start(&pack, out, haru->n_theirs + (uint32_t)haru->n_objects);
    for (uint32_t id = 1; id <= haru->n_theirs; id++)
        if (theirs[id].len)
            pack_small(&pack, id, theirs[id]);
    for (size_t i = 0; i < haru->n_objects; i++) {
        const struct haru_object *object = haru->objects[i];
        if (object->stream.len)
            pack_stream(&pack, object->id, object->text, object->stream);
        else
            pack_small(&pack, object->id, object->text);
    }
    buf_printf(&trailer, "/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]", (unsigned)id_of(haru->doc->catalog),
               (unsigned)id_of(haru->doc->info), haru->id, haru->id);
    pack_end(&pack, buf_view(&trailer));
    buf_fini(&trailer);
}

bool haru_save(struct haru *haru, struct buf *out, struct conform *conform, struct diag *diag) {
    const struct str *theirs = haru->first == HPDF_OK ? write_theirs(haru) : NULL;
    if (haru->first != HPDF_OK) {
        diag_say(
            diag, DIAG_SYSTEM, "pdf-library",
            _("libharu could not make the PDF (error 0x%04lX, detail %lu); give more memory, or report this"),
            (unsigned long)haru->first, (unsigned long)haru->detail);
        return false;
    }
    if (!judge(haru, theirs, conform, diag))
        return false;
    pack_all(haru, theirs, out);
    return true;
}
