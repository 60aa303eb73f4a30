/* haru.c - the only file that sees libharu (2.3.0, Debian's) and knows its habits:
 *
 *   - it calls back for every error; the first is the cause, later ones are echoes of it;
 *   - a dictionary may have a write_fn, called before ">>": with it an object's entries are given as text, which saves an
 *     allocation and a list node for each number and name, and is how a stream that is deflated already gets its
 *     /Filter (libharu removes a Filter entry while its own filter is none);
 *   - HPDF_SaveToFile says OK on a full disk, and writes small objects plainly, with a table of 20 bytes for each: here they
 *     are given a place in libharu's list, so that its objects can name them, and the file is put together from what it
 *     writes of its own objects and from object streams (pack.h);
 *   - a page tree node is an array, and arrays end at 32,767: long documents get a tree of two levels;
 *   - Info starts with libharu's own Producer, removed here. */
#include "out/haru.h"
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

struct haru {
    HPDF_Doc doc; /* NULL when libharu could not start */
    struct arena *arena;
    HPDF_STATUS first, detail;
    HPDF_Page *pages;
    size_t n_pages, cap_pages;
    struct haru_object **small; /* dictionaries without a stream, in the order of their ids */
    size_t n_small, cap_small;
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

struct haru *haru_new(struct arena *arena, uint32_t n_pages) {
    struct haru *haru = mem_new(1, sizeof *haru);
    haru->arena = arena;
    haru->doc = HPDF_New(on_error, haru);
    if (!haru->doc) {
        on_error(HPDF_FAILD_TO_ALLOC_MEM, 0, haru);
        return haru;
    }
    haru->doc->pdf_version = HPDF_VER_17;
    if (n_pages > PAGES_OF_A_NODE)
        check(haru, HPDF_SetPagesConfiguration(haru->doc, PAGES_OF_A_NODE));
    return haru;
}

void haru_free(struct haru *haru) {
    if (!haru)
        return;
    if (haru->doc)
        HPDF_Free(haru->doc);
    free(haru->pages);
    free(haru->small);
    free(haru);
}

/* ---- objects ----------------------------------------------------------------------------------------------------- */

static HPDF_STATUS write_text(HPDF_Dict dict, HPDF_Stream stream) {
    const struct haru_object *object = dict->attr;
    return object->text.len
               ? HPDF_Stream_Write(stream, (const HPDF_BYTE *)object->text.at, (HPDF_UINT)object->text.len)
               : HPDF_OK;
}

static HPDF_STATUS write_flate(HPDF_Dict dict, HPDF_Stream stream) {
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
    return status == HPDF_OK && dict->attr ? write_text(dict, stream) : status;
}

static uint32_t id_of(const HPDF_Obj_Header *header) {
    return header->obj_id & 0x00FFFFFF;
}

static struct haru_object *describe(struct haru *haru, HPDF_Dict dict, struct str text) {
    struct haru_object *object = ARENA_NEW(haru->arena, struct haru_object);
    object->text = text;
    object->id = id_of(&dict->header);
    dict->attr = object;
    return object;
}

struct haru_object *haru_object(struct haru *haru, struct str text) {
    struct haru_object *object = ARENA_NEW(haru->arena, struct haru_object);
    HPDF_Null place = haru->first == HPDF_OK ? HPDF_Null_New(haru->doc->mmgr) : NULL;
    if (!place || HPDF_Xref_Add(haru->doc->xref, place) != HPDF_OK)
        return object;
    *object = (struct haru_object){.id = id_of(&place->header), .text = text};
    MEM_ROOM(haru->small, haru->n_small, haru->cap_small);
    haru->small[haru->n_small++] = object;
    return object;
}

static struct haru_object *stream(struct haru *haru, struct str text, struct str bytes,
                                  HPDF_Dict_OnWriteFunc write_fn) {
    HPDF_Dict dict = haru->first == HPDF_OK ? HPDF_DictStream_New(haru->doc->mmgr, haru->doc->xref) : NULL;
    if (!dict)
        return ARENA_NEW(haru->arena, struct haru_object);
    dict->write_fn = write_fn;
    check(haru, HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)bytes.at, (HPDF_UINT)bytes.len));
    return describe(haru, dict, text);
}

struct haru_object *haru_deflated(struct haru *haru, struct str text, struct str bytes) {
    return stream(haru, text, bytes, write_flate);
}

struct haru_object *haru_plain(struct haru *haru, struct str text, struct str bytes) {
    return stream(haru, text, bytes, write_text);
}

void haru_catalog(struct haru *haru, struct str text) {
    if (haru->first != HPDF_OK)
        return;
    describe(haru, haru->doc->catalog, text);
    haru->doc->catalog->write_fn = write_text;
}

void haru_info(struct haru *haru, struct str text) {
    if (haru->first != HPDF_OK || !haru->doc->info)
        return;
    HPDF_Dict_RemoveElement(haru->doc->info, "Producer");
    describe(haru, haru->doc->info, text);
    haru->doc->info->write_fn = write_text;
}

void haru_id(struct haru *haru, const char hex[32]) {
    memcpy(haru->id, hex, 32);
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

/* HPDF_AddPage refuses sizes below 3 and above 14,400 points through the error callback. */
uint32_t haru_page(struct haru *haru, mpt width, mpt height) {
    uint32_t index = (uint32_t)haru->n_pages;
    if (haru->first != HPDF_OK)
        return index;
    HPDF_Page page = HPDF_AddPage(haru->doc);
    if (!page)
        return index;
    HPDF_Page_SetWidth(page, (HPDF_REAL)width / 1000);
    HPDF_Page_SetHeight(page, (HPDF_REAL)height / 1000);
    MEM_ROOM(haru->pages, haru->n_pages, haru->cap_pages);
    haru->pages[haru->n_pages++] = page;
    return index;
}

static HPDF_Page page_at(const struct haru *haru, uint32_t page) {
    return haru->first == HPDF_OK && page < haru->n_pages ? haru->pages[page] : NULL;
}

uint32_t haru_page_id(const struct haru *haru, uint32_t page) {
    HPDF_Page at = page_at(haru, page);
    return at ? id_of(&at->header) : 0;
}

void haru_page_content(struct haru *haru, uint32_t page, struct str deflated) {
    HPDF_Page at = page_at(haru, page);
    if (!at)
        return;
    HPDF_PageAttr attr = at->attr;
    attr->contents->write_fn = write_flate; /* attr->contents->attr is NULL: no more entries */
    check(haru, HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)deflated.at, (HPDF_UINT)deflated.len));
}

/* What stands for an object of ours in libharu's list: added to a dictionary or an array it is written as a reference. */
static void *place_of(const struct haru *haru, const struct haru_object *object) {
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(haru->doc->xref, object->id);
    return entry ? entry->obj : NULL;
}

void haru_page_fonts(struct haru *haru, uint32_t page, const struct haru_object *fonts) {
    HPDF_Page at = page_at(haru, page);
    HPDF_Dict resources = at ? HPDF_Page_GetInheritableItem(at, "Resources", HPDF_OCLASS_DICT) : NULL;
    if (!resources || fonts->id == 0)
        return;
    HPDF_Dict_RemoveElement(resources,
                            "ProcSet"); /* obsolete since PDF 1.4, and named images that are not there */
    check(haru, HPDF_Dict_Add(resources, "Font", place_of(haru, fonts)));
}

void haru_page_annotation(struct haru *haru, uint32_t page, const struct haru_object *annotation) {
    HPDF_Page at = page_at(haru, page);
    if (!at || annotation->id == 0)
        return;
    HPDF_Array all = HPDF_Dict_GetItem(at, "Annots", HPDF_OCLASS_ARRAY);
    if (!all) {
        all = HPDF_Array_New(haru->doc->mmgr);
        if (!all || HPDF_Dict_Add(at, "Annots", all) != HPDF_OK)
            return;
    }
    check(haru, HPDF_Array_Add(all, place_of(haru, annotation)));
}

void haru_page_structure(struct haru *haru, uint32_t page, uint32_t key) {
    HPDF_Page at = page_at(haru, page);
    if (!at)
        return;
    check(haru, HPDF_Dict_AddNumber(at, "StructParents", (HPDF_INT32)key));
    check(haru, HPDF_Dict_AddName(at, "Tabs", "S"));
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

/* What libharu writes of its own objects, one behind the other by id. HPDF_SaveToStream would write all objects, those that
 * only stand for ours too, and a table that the packed file does without. */
struct file {
    struct buf bytes;
    size_t *begins; /* by id; behind the last object another one. Objects of ours are empty */
    uint32_t n;     /* ids, the free object 0 among them */
};

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len) {
    buf_add(stream->attr, bytes, len);
    return HPDF_OK;
}

static void write_others(struct haru *haru, struct file *file) {
    HPDF_Stream stream = HPDF_CallbackWriter_New(haru->doc->mmgr, append, &file->bytes);
    size_t small = 0;
    file->n = haru->doc->xref->entries->count;
    file->begins = mem_new((size_t)file->n + 1, sizeof *file->begins);
    for (uint32_t id = 1; stream && id < file->n; id++) {
        file->begins[id] = file->bytes.len;
        if (small < haru->n_small && haru->small[small]->id == id) {
            small++;
            continue;
        }
        buf_printf(&file->bytes, "%u 0 obj\n", (unsigned)id);
        check(haru, HPDF_Obj_WriteValue(HPDF_Xref_GetEntry(haru->doc->xref, id)->obj, stream, NULL));
        buf_puts(&file->bytes, "\nendobj\n");
    }
    file->begins[file->n] = file->bytes.len;
    if (stream)
        HPDF_Stream_Free(stream);
    else
        on_error(HPDF_FAILD_TO_ALLOC_MEM, 0, haru);
}

static void file_fini(struct file *file) {
    buf_fini(&file->bytes);
    free(file->begins);
}

static struct str whole(const struct file *file, uint32_t id) {
    return id < file->n ? str_cut(buf_view(&file->bytes), file->begins[id], file->begins[id + 1]) : STR("");
}

static bool judge(const struct haru *haru, const struct file *file, struct conform *conform,
                  struct diag *diag) {
    size_t small = 0;
    conform_objects(conform, file->n - 1);
    for (uint32_t id = 1; id < file->n; id++) {
        struct str dict, stream = STR("");
        if (small < haru->n_small && haru->small[small]->id == id)
            dict = haru->small[small++]->text;
        else
            syntax_object(whole(file, id), &dict, &stream);
        conform_object(conform, id, dict, stream);
    }
    return conform_check(conform, id_of(&haru->doc->catalog->header), id_of(&haru->doc->info->header), diag);
}

/* The number that object `id` is; false when it is something else. Libharu writes the lengths of streams so. */
static bool is_length(const struct file *file, uint32_t id, struct str *number) {
    struct value value;
    struct str bytes = whole(file, id);
    size_t body = str_find(bytes, STR(" obj"), 0);
    struct str rest = str_cut(bytes, body == STR_NONE ? bytes.len : body + strlen(" obj"), bytes.len);
    bool found = syntax_next(&rest, &value) && value.type == VALUE_NUMBER;
    *number = found ? value.text : STR("");
    return found;
}

/* A stream with its length in its dictionary, in place of the object that libharu makes for it. */
static void pack_stream(struct pack *pack, const struct file *file, uint32_t id) {
    struct str bytes = whole(file, id), dict, stream, number;
    struct entries entries;
    syntax_object(bytes, &dict, &stream);
    struct value length =
        syntax_entries(dict, &entries) ? syntax_find(&entries, "Length") : (struct value){0};
    if (length.type != VALUE_REF || !is_length(file, (uint32_t)length.number, &number)) {
        pack_whole(pack, id, bytes);
        return;
    }
    struct buf out = BUF_EMPTY;
    buf_str(&out, str_cut(bytes, 0, (size_t)(length.text.at - bytes.at)));
    buf_str(&out, number);
    size_t behind = (size_t)(length.text.at + length.text.len - bytes.at) + strlen(" 0 R");
    buf_str(&out, str_cut(bytes, behind, bytes.len));
    pack_whole(pack, id, buf_view(&out));
    buf_fini(&out);
}

/* Libharu's own dictionaries, pages and their tree among them, are packed like ours; what has a stream stands alone. */
static void pack_other(struct pack *pack, const struct file *file, uint32_t id) {
    struct str bytes = whole(file, id), dict, stream, number;
    syntax_object(bytes, &dict, &stream);
    if (dict.len && str_find(bytes, STR("endstream"), 0) == STR_NONE)
        pack_small(pack, id, dict);
    else if (dict.len)
        pack_stream(pack, file, id);
    else if (!is_length(file, id, &number)) /* those stand where they are used; their ids stay free */
        pack_whole(pack, id, bytes);
}

static void pack_all(const struct haru *haru, const struct file *file, struct buf *out) {
    struct pack pack;
    struct buf trailer = BUF_EMPTY;
    size_t small = 0;
    buf_puts(out, "%PDF-1.7\n%\267\276\255\252\n"); /* bytes above 127: no text, to whoever moves the file */
    pack_start(&pack, out, file->n - 1);
    for (uint32_t id = 1; id < file->n; id++) {
        if (small < haru->n_small && haru->small[small]->id == id)
            pack_small(&pack, id, haru->small[small++]->text);
        else
            pack_other(&pack, file, id);
    }
    buf_printf(&trailer, "/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]",
               (unsigned)id_of(&haru->doc->catalog->header), (unsigned)id_of(&haru->doc->info->header),
               haru->id, haru->id);
    pack_end(&pack, buf_view(&trailer));
    buf_fini(&trailer);
}

bool haru_save(struct haru *haru, struct buf *out, struct conform *conform, struct diag *diag) {
    struct file file = {.n = 0};
    if (haru->first == HPDF_OK)
        write_others(haru, &file);
    bool ok = haru->first == HPDF_OK;
    if (!ok)
        diag_say(
            diag, DIAG_SYSTEM, "pdf-library",
            _("libharu could not make the PDF (error 0x%04lX, detail %lu); give more memory, or report this"),
            (unsigned long)haru->first, (unsigned long)haru->detail);
    ok = ok && judge(haru, &file, conform, diag);
    if (ok)
        pack_all(haru, &file, out);
    file_fini(&file);
    return ok;
}
