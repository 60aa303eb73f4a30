/* paper.c - the only file that sees libqpdf. It checks the structure; streams are inflated here, up to a bound, so that a
 * small file cannot ask for a large memory. libqpdf's handles are let go after each page. */
#include "verify/paper.h"
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define PAGES_MOST       20000
#define FILES_MOST       4096
#define STREAM_MOST      ((size_t)64 << 20)  /* [bytes] of one stream, inflated */
#define TOGETHER_MOST    ((size_t)512 << 20) /* [bytes] of all */
#define CONTENTS_MOST    256                 /* streams of one page */
#define ANNOTATIONS_MOST 100000

struct reading {
    struct paper *paper;
    const char *path;
    struct diag *diag;
    qpdf_data qpdf;
    size_t inflated; /* [bytes] so far */
    struct {
        struct str key; /* "12 0": a font's object */
        struct paper_font font;
    } fonts[PAPER_FONTS]; /* those read before: pages share them */
    uint32_t n_fonts;
};

static bool fail(struct reading *r, const char *id, const char *text) {
    diag_at(r->diag, DIAG_ERROR, (struct diag_where){.file = r->path}, id, "%s", text);
    return false;
}

static bool damaged(struct reading *r) {
    return fail(r, "verify-damaged", _("the PDF is damaged; take an undamaged copy"));
}

static bool too_much(struct reading *r) {
    return fail(r, "verify-too-large", _("the PDF holds more than a dossier does; it is not read"));
}

/* True where libqpdf has met something wrong since the last call. */
static bool stumbled(struct reading *r) {
    if (!qpdf_has_error(r->qpdf))
        return false;
    qpdf_get_error(r->qpdf); /* which clears it */
    return true;
}

/* ---- values ------------------------------------------------------------------------------------------------------------ */

static qpdf_oh key(struct reading *r, qpdf_oh dict, const char *name) {
    return qpdf_oh_get_key_if_dict(r->qpdf, dict, name);
}

static struct str text_of(struct reading *r, qpdf_oh string) {
    size_t len = 0;
    if (!qpdf_oh_is_string(r->qpdf, string))
        return STR("");
    const char *utf8 = qpdf_oh_get_binary_utf8_value(r->qpdf, string, &len);
    return arena_str(&r->paper->arena, (struct str){utf8, len});
}

static struct str name_of(struct reading *r, qpdf_oh name) {
    if (!qpdf_oh_is_name(r->qpdf, name))
        return STR("");
    struct str text = str_of(qpdf_oh_get_name(r->qpdf, name));
    return arena_str(&r->paper->arena, str_cut(text, 1, text.len));
}

static int items_of(struct reading *r, qpdf_oh array) {
    return qpdf_oh_is_array(r->qpdf, array) ? qpdf_oh_get_array_n_items(r->qpdf, array) : 0;
}

static int32_t thousandths(struct reading *r, qpdf_oh number) {
    double value = qpdf_oh_is_number(r->qpdf, number) ? qpdf_oh_get_numeric_value(r->qpdf, number) : 0;
    return value > -1e6 && value < 1e6 ? (int32_t)(value * 1000 + (value < 0 ? -0.5 : 0.5)) : 0;
}

/* ---- streams ----------------------------------------------------------------------------------------------------------- */

static bool inflate_into(struct reading *r, struct str raw, struct buf *out) {
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)raw.at, .avail_in = (unsigned)raw.len};
    unsigned char piece[1 << 14];
    int status = inflateInit(&z);
    if (status != Z_OK)
        return damaged(r);
    bool small = true;
    while (status == Z_OK && small) {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        status = inflate(&z, Z_NO_FLUSH);
        size_t n = sizeof piece - z.avail_out;
        small = out->len + n <= STREAM_MOST && r->inflated + n <= TOGETHER_MOST;
        if (small)
            buf_add(out, piece, n);
        r->inflated += n;
    }
    inflateEnd(&z);
    if (!small)
        return too_much(r);
    return status == Z_STREAM_END || damaged(r);
}

/* Not filtered, or by FlateDecode alone without a predictor: so are all that hoso writes. */
static bool filter_of(struct reading *r, qpdf_oh dict, bool *deflated) {
    qpdf_oh filter = key(r, dict, "/Filter"), parms = key(r, dict, "/DecodeParms");
    if (items_of(r, filter) == 1)
        filter = qpdf_oh_get_array_item(r->qpdf, filter, 0);
    *deflated = qpdf_oh_is_name_and_equals(r->qpdf, filter, "/FlateDecode");
    bool none =
        qpdf_oh_is_null(r->qpdf, filter) || (qpdf_oh_is_array(r->qpdf, filter) && items_of(r, filter) == 0);
    if ((none || *deflated) && (qpdf_oh_is_null(r->qpdf, parms) || items_of(r, parms) == 1))
        return true;
    return fail(r, "verify-damaged", _("a stream of the PDF is packed in a way that hoso does not use"));
}

/* Appends the stream's bytes. */
static bool stream_into(struct reading *r, qpdf_oh stream, struct buf *out) {
    unsigned char *bytes = NULL;
    size_t len = 0;
    bool deflated;
    if (!qpdf_oh_is_stream(r->qpdf, stream))
        return damaged(r);
    if (!filter_of(r, qpdf_oh_get_dict(r->qpdf, stream), &deflated))
        return false;
    QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(r->qpdf, stream, qpdf_dl_none, NULL, &bytes, &len);
    bool ok = !(code & 2) && len <= STREAM_MOST && !stumbled(r);
    if (!ok)
        damaged(r);
    else if (deflated)
        ok = inflate_into(r, (struct str){(const char *)bytes, len}, out);
    else
        buf_add(out, bytes, len);
    free(bytes);
    return ok;
}

static bool stream_text(struct reading *r, qpdf_oh stream, struct str *text) {
    struct buf out = BUF_EMPTY;
    bool ok = stream_into(r, stream, &out);
    *text = ok && out.at ? arena_str(&r->paper->arena, buf_view(&out)) : STR("");
    buf_fini(&out);
    return ok;
}

/* ---- fonts ------------------------------------------------------------------------------------------------------------- */

static void put_number(struct reading *r, qpdf_oh number, struct buf *out) {
    buf_printf(out, "%d ", (int)(thousandths(r, number) / 1000));
}

static struct str widths_of(struct reading *r, qpdf_oh array) {
    struct buf out = BUF_EMPTY;
    int n = items_of(r, array);
    for (int i = 0; i < n && i < 65536; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(r->qpdf, array, i);
        int inner = items_of(r, item);
        if (!qpdf_oh_is_array(r->qpdf, item)) {
            put_number(r, item, &out);
            continue;
        }
        buf_puts(&out, "[ ");
        for (int k = 0; k < inner && k < 65536; k++)
            put_number(r, qpdf_oh_get_array_item(r->qpdf, item, k), &out);
        buf_puts(&out, "] ");
    }
    struct str text = arena_str(&r->paper->arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return text;
}

/* Are the two bytes of a code the number of the glyph, in the one program that is embedded? So it is in all fonts that hoso
 * writes; any other way to get from codes to glyphs could draw an 8 for a 3. */
static bool glyphs_are_codes(struct reading *r, qpdf_oh dict, qpdf_oh cid) {
    qpdf_oh descriptor = key(r, cid, "/FontDescriptor");
    return qpdf_oh_is_name_and_equals(r->qpdf, key(r, dict, "/Subtype"), "/Type0") &&
           qpdf_oh_is_name_and_equals(r->qpdf, key(r, dict, "/Encoding"), "/Identity-H") &&
           qpdf_oh_is_name_and_equals(r->qpdf, key(r, cid, "/Subtype"), "/CIDFontType2") &&
           qpdf_oh_is_name_and_equals(r->qpdf, key(r, cid, "/CIDToGIDMap"), "/Identity") &&
           qpdf_oh_is_null(r->qpdf, key(r, descriptor, "/FontFile")) &&
           qpdf_oh_is_null(r->qpdf, key(r, descriptor, "/FontFile3"));
}

static bool read_font(struct reading *r, qpdf_oh dict, struct paper_font *font) {
    qpdf_oh letters = key(r, dict, "/ToUnicode"), below = key(r, dict, "/DescendantFonts");
    qpdf_oh cid =
        items_of(r, below) == 1 ? qpdf_oh_get_array_item(r->qpdf, below, 0) : qpdf_oh_new_null(r->qpdf);
    qpdf_oh program = key(r, key(r, cid, "/FontDescriptor"), "/FontFile2");
    struct str bytes;
    if (qpdf_oh_is_stream(r->qpdf, letters) && !stream_text(r, letters, &font->to_unicode))
        return false;
    font->widths = widths_of(r, key(r, cid, "/W"));
    if (!qpdf_oh_is_stream(r->qpdf, program))
        return true;
    if (!stream_text(r, program, &bytes))
        return false;
    if (glyphs_are_codes(r, dict, cid))
        digest_bytes(bytes.at, bytes.len, font->program);
    return true;
}

/* A font that other pages have too is read once. */
static bool find_font(struct reading *r, qpdf_oh dict, struct paper_font *font) {
    struct str object = arena_printf(&r->paper->arena, "%d", qpdf_oh_get_object_id(r->qpdf, dict));
    for (uint32_t i = 0; i < r->n_fonts; i++)
        if (str_equal(r->fonts[i].key, object)) {
            struct str name = font->name;
            *font = r->fonts[i].font;
            font->name = name;
            return true;
        }
    if (!read_font(r, dict, font))
        return false;
    if (r->n_fonts < PAPER_FONTS && !str_equal(object, STR("0"))) {
        r->fonts[r->n_fonts].key = object;
        r->fonts[r->n_fonts++].font = *font;
    }
    return true;
}

static bool read_fonts(struct reading *r, qpdf_oh page, struct paper_page *out) {
    qpdf_oh fonts = key(r, key(r, page, "/Resources"), "/Font");
    struct str names[PAPER_FONTS];
    uint32_t n = 0;
    if (!qpdf_oh_is_dictionary(r->qpdf, fonts))
        return true;
    qpdf_oh_begin_dict_key_iter(r->qpdf, fonts);
    while (qpdf_oh_dict_more_keys(r->qpdf)) {
        const char *name = qpdf_oh_dict_next_key(r->qpdf);
        if (n < PAPER_FONTS)
            names[n++] = arena_str(&r->paper->arena, str_of(name));
    }
    for (uint32_t i = 0; i < n; i++) {
        struct paper_font *font = &out->fonts[out->n_fonts++];
        font->name = str_cut(names[i], 1, names[i].len);
        if (!find_font(r, key(r, fonts, names[i].at), font))
            return false;
    }
    return true;
}

/* ---- pages ------------------------------------------------------------------------------------------------------------- */

static bool read_content(struct reading *r, qpdf_oh page, struct paper_page *out) {
    qpdf_oh contents = key(r, page, "/Contents");
    struct buf text = BUF_EMPTY;
    bool ok = true;
    int n = items_of(r, contents);
    if (n > CONTENTS_MOST)
        return too_much(r);
    if (qpdf_oh_is_stream(r->qpdf, contents))
        ok = stream_into(r, contents, &text);
    for (int i = 0; i < n && ok; i++) {
        ok = stream_into(r, qpdf_oh_get_array_item(r->qpdf, contents, i), &text);
        buf_char(&text, '\n');
    }
    out->content = text.at ? arena_str(&r->paper->arena, buf_view(&text)) : STR("");
    buf_fini(&text);
    return ok;
}

static bool read_box(struct reading *r, qpdf_oh array, struct paper_box *box) {
    bool four = items_of(r, array) == 4;
    for (int i = 0; i < 4 && four; i++)
        box->at[i] = thousandths(r, qpdf_oh_get_array_item(r->qpdf, array, i));
    return four;
}

static bool has(struct reading *r, qpdf_oh dict, const char *name) {
    return !qpdf_oh_is_null(r->qpdf, key(r, dict, name));
}

/* A crop box that crops nothing is none. */
static void read_boxes(struct reading *r, qpdf_oh page, struct paper_page *out) {
    struct paper_box crop;
    read_box(r, key(r, page, "/MediaBox"), &out->box);
    bool cropped = has(r, page, "/CropBox") && !(read_box(r, key(r, page, "/CropBox"), &crop) &&
                                                 memcmp(&crop, &out->box, sizeof crop) == 0);
    out->altered = cropped || thousandths(r, key(r, page, "/Rotate")) != 0 || has(r, page, "/UserUnit");
}

/* A link that is not seen: no frame, and no look of its own. */
static bool is_plain_link(struct reading *r, qpdf_oh annotation) {
    qpdf_oh border = key(r, annotation, "/Border");
    return qpdf_oh_is_name_and_equals(r->qpdf, key(r, annotation, "/Subtype"), "/Link") &&
           !has(r, annotation, "/AP") && !has(r, annotation, "/BS") && items_of(r, border) >= 3 &&
           thousandths(r, qpdf_oh_get_array_item(r->qpdf, border, 2)) == 0;
}

/* False where it is no field of a form, or one more than are looked at. */
static bool read_field(struct reading *r, qpdf_oh annotation, struct paper_page *out) {
    struct paper_box box;
    if (!qpdf_oh_is_name_and_equals(r->qpdf, key(r, annotation, "/Subtype"), "/Widget") ||
        !read_box(r, key(r, annotation, "/Rect"), &box))
        return false;
    if (box.at[0] == box.at[2] || box.at[1] == box.at[3]) /* of a signature that is not seen */
        return true;
    if (out->n_fields == PAPER_FIELDS)
        return false;
    out->fields[out->n_fields++] = box;
    return true;
}

static bool read_annotations(struct reading *r, qpdf_oh page, struct paper_page *out) {
    qpdf_oh list = key(r, page, "/Annots");
    int n = items_of(r, list);
    if (n > ANNOTATIONS_MOST)
        return too_much(r);
    for (int i = 0; i < n; i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(r->qpdf, list, i);
        if (is_plain_link(r, annotation))
            out->n_links++;
        else if (!read_field(r, annotation, out))
            out->n_others++;
    }
    return true;
}

static bool read_page(struct reading *r, uint32_t index) {
    struct paper_page *out = &r->paper->pages[index];
    qpdf_oh page = qpdf_get_page_n(r->qpdf, index);
    if (stumbled(r) || !qpdf_oh_is_dictionary(r->qpdf, page))
        return damaged(r);
    read_boxes(r, page, out);
    bool ok = read_content(r, page, out) && read_fonts(r, page, out) && read_annotations(r, page, out);
    if (ok && stumbled(r))
        ok = damaged(r);
    qpdf_oh_release_all(r->qpdf);
    return ok;
}

static bool read_pages(struct reading *r) {
    int n = qpdf_get_num_pages(r->qpdf);
    if (stumbled(r) || n <= 0)
        return damaged(r);
    if (qpdf_push_inherited_attributes_to_page(r->qpdf) &
        2) /* boxes and resources may stand above the page */
        return damaged(r);
    if (n > PAGES_MOST)
        return too_much(r);
    r->paper->n_pages = (uint32_t)n;
    r->paper->pages = ARENA_ARRAY(&r->paper->arena, (size_t)n, struct paper_page);
    for (uint32_t i = 0; i < r->paper->n_pages; i++)
        if (!read_page(r, i))
            return false;
    return true;
}

/* ---- attached files ---------------------------------------------------------------------------------------------------- */

static bool read_file(struct reading *r, qpdf_oh spec, struct paper_file *file) {
    qpdf_oh name = key(r, spec, "/UF"), kept = key(r, spec, "/EF");
    if (!qpdf_oh_is_string(r->qpdf, name))
        name = key(r, spec, "/F");
    file->name = text_of(r, name);
    file->relationship = name_of(r, key(r, spec, "/AFRelationship"));
    return stream_text(r, key(r, kept, "/F"), &file->bytes);
}

/* Those that are associated with the document (/AF, ISO 19005-3). */
static bool read_files(struct reading *r) {
    qpdf_oh list = key(r, qpdf_get_root(r->qpdf), "/AF");
    int n = items_of(r, list);
    if (n > FILES_MOST)
        return too_much(r);
    r->paper->files = ARENA_ARRAY(&r->paper->arena, (size_t)n, struct paper_file);
    for (int i = 0; i < n; i++)
        if (!read_file(r, qpdf_oh_get_array_item(r->qpdf, list, i), &r->paper->files[r->paper->n_files++]))
            return false;
    return !stumbled(r) || damaged(r);
}

/* ---- */

static bool open_bytes(struct reading *r, struct str bytes) {
    if (!str_starts(bytes, STR("%PDF-")))
        return fail(r, "verify-no-pdf", _("the file is no PDF; name a dossier"));
    qpdf_silence_errors(r->qpdf);
    qpdf_set_suppress_warnings(r->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(r->qpdf, QPDF_FALSE);
    QPDF_ERROR_CODE code = qpdf_read_memory(r->qpdf, r->path, bytes.at, bytes.len, NULL);
    if (code & 2) {
        bool locked = qpdf_get_error_code(r->qpdf, qpdf_get_error(r->qpdf)) == qpdf_e_password;
        return locked ? fail(r, "verify-encrypted", _("the PDF is encrypted; verify the file as it was made"))
                      : damaged(r);
    }
    if (qpdf_is_encrypted(r->qpdf))
        return fail(r, "verify-encrypted", _("the PDF is encrypted; verify the file as it was made"));
    return true;
}

bool paper_read(struct paper *paper, const char *path, struct str bytes, struct diag *diag) {
    struct reading r = {.paper = paper, .path = path, .diag = diag, .qpdf = qpdf_init()};
    *paper = (struct paper){0};
    bool ok = open_bytes(&r, bytes) && read_pages(&r) && read_files(&r);
    qpdf_cleanup(&r.qpdf);
    return ok;
}

void paper_fini(struct paper *paper) {
    arena_fini(&paper->arena);
    *paper = (struct paper){0};
}
