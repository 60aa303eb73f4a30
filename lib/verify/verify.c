/* verify.c - the way of one file: read, unpacked, made again, compared page by page.
 *
 * Both PDFs, the one that lies there and the one made again, are read by the same code, so what is compared is what a reader
 * of the file gets, not what hoso meant to write. Pages whose contents are the same bytes are done with; others are taken
 * apart into words. Beyond words, the same version with the same templates and fonts must have drawn the same: a rectangle
 * over a number, or a font whose 3 looks like an 8, changes no word. */
#include "verify/verify.h"
#include "batch/enclosure.h"
#include "batch/remake.h"
#include "verify/differ.h"
#include "verify/given.h"
#include "verify/unpack.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MOST    ((size_t)256 << 20) /* [bytes] of a PDF */
#define REPORTS_MOST 20                  /* differences that are told one by one */
#define CONTEXT      3                   /* words told on either side */

static volatile sig_atomic_t stopping;

void verify_stop(void) {
    stopping = 1;
}

struct verifying {
    const char *path;
    struct diag *diag;
    struct verified *out;
    struct paper printed, given; /* the file, and what the evidence gives */
    struct alphabets printed_letters, given_letters;
    struct unpacked unpacked;
    struct given beside;
    struct workspace *workspace;
    struct remade remade;
    bool alike; /* the same version, templates, styles, rules and fonts made both */
    size_t told;
    struct arena arena;
};

static struct diag_where where(const struct verifying *v) {
    return (struct diag_where){.file = v->path};
}

/* Counts a difference; false when there were enough to tell. */
static bool may_tell(struct verifying *v) {
    v->out->different++;
    return v->told++ < REPORTS_MOST;
}

/* ---- where a number comes from ----------------------------------------------------------------------------------------- */

static const struct doc_cited *cited(const struct doc *doc, uint32_t anchor) {
    for (size_t i = 0; i < doc->n_cited; i++)
        if (doc->cited[i].anchor == anchor)
            return &doc->cited[i];
    return NULL;
}

/* The figures that the link over the word leads to; NULL: no link, or to something else. */
static const struct doc_cited *figures_under(const struct verifying *v, uint32_t page,
                                             const struct word *word) {
    const struct page *at = page < v->remade.pages->n ? v->remade.pages->items[page] : NULL;
    int64_t y = at ? at->height - word->y : 0, x = word->x + 100;
    for (uint32_t i = 0; at && i < at->n_links; i++) {
        const struct page_link *link = &at->links[i];
        if (x >= link->x0 && x <= link->x1 && y >= link->y0 && y <= link->y1 &&
            cited(v->remade.doc, link->anchor))
            return cited(v->remade.doc, link->anchor);
    }
    return NULL;
}

/* " (nguon/2016/a.csv:66)" of the figure that the number is, of several on the row the one whose value it shows. */
static struct str origin(struct verifying *v, uint32_t page, const struct word *word) {
    const struct doc_cited *found = figures_under(v, page, word);
    const struct figures *figures = &v->workspace->figures;
    if (!found || found->n == 0)
        return STR("");
    const struct figure *figure = found->figures[0];
    for (size_t i = found->n; i-- > 0;)
        if (str_equal(figure_quote(figures, found->figures[i]), word->text))
            figure = found->figures[i];
    return arena_printf(&v->arena, " (%.*s:%u)",
                        STR_ARG(unpack_inside(&v->unpacked, figure_path(figures, figure))),
                        (unsigned)figure->about->line);
}

/* ---- telling ----------------------------------------------------------------------------------------------------------- */

static struct str joined(struct verifying *v, const struct words *words, size_t from, size_t to) {
    struct buf out = BUF_EMPTY;
    for (size_t i = from; i < to && i < words->n && out.len < 300; i++) {
        buf_puts(&out, i > from ? " " : "");
        buf_str(&out, words->items[i].text);
    }
    struct str text = arena_str(&v->arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return text;
}

/* The words around [from, to), which stand in brackets. */
static struct str around(struct verifying *v, const struct words *words, size_t from, size_t to) {
    size_t before = from > CONTEXT ? from - CONTEXT : 0;
    struct str left = joined(v, words, before, from), middle = joined(v, words, from, to);
    struct str right = joined(v, words, to, to + CONTEXT);
    return arena_printf(&v->arena, "… %.*s [%.*s] %.*s …", STR_ARG(left), STR_ARG(middle), STR_ARG(right));
}

static void tell_number(struct verifying *v, uint32_t page, const struct words *printed, size_t at,
                        const struct word *given) {
    struct str text = printed->items[at].text, context = around(v, printed, at, at + 1);
    struct str from = origin(v, page, given);
    if (may_tell(v))
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-number",
                _("page %u: \"%.*s\" is printed where the evidence gives \"%.*s\"%.*s: %.*s"), page + 1,
                STR_ARG(text), STR_ARG(given->text), STR_ARG(from), STR_ARG(context));
}

static void tell_added(struct verifying *v, uint32_t page, const struct words *printed, size_t at) {
    struct str text = printed->items[at].text, context = around(v, printed, at, at + 1);
    if (may_tell(v))
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-number",
                _("page %u: \"%.*s\" is printed, and the evidence gives no number there: %.*s"), page + 1,
                STR_ARG(text), STR_ARG(context));
}

static void tell_missing(struct verifying *v, uint32_t page, const struct words *printed, size_t at,
                         const struct word *given) {
    struct str context = around(v, printed, at, at), from = origin(v, page, given);
    if (may_tell(v))
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-number",
                _("page %u: \"%.*s\"%.*s is not printed: %.*s"), page + 1, STR_ARG(given->text),
                STR_ARG(from), STR_ARG(context));
}

static void tell_text(struct verifying *v, uint32_t page, const struct words *printed,
                      const struct words *given, const struct difference *d) {
    struct str text = joined(v, printed, d->from, d->to), due = joined(v, given, d->given_from, d->given_to);
    if (may_tell(v))
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-text",
                _("page %u: the text differs: \"%.*s\" stands where the evidence gives \"%.*s\""), page + 1,
                STR_ARG(text), STR_ARG(due));
}

static bool any_digit(const struct words *words, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (word_has_digit(words->items[i].text))
            return true;
    return false;
}

/* Word for word where as many stand there as should; else each number that is too much, and each that is not there. */
static void tell(struct verifying *v, uint32_t page, const struct words *printed, const struct words *given,
                 const struct difference *d) {
    size_t n = d->to - d->from, m = d->given_to - d->given_from;
    if (!any_digit(printed, d->from, d->to) && !any_digit(given, d->given_from, d->given_to)) {
        tell_text(v, page, printed, given, d);
        return;
    }
    for (size_t i = 0; i < n || i < m; i++) {
        const struct word *due = i < m ? &given->items[d->given_from + i] : NULL;
        bool printed_number = i < n && word_has_digit(printed->items[d->from + i].text);
        bool given_number = due && word_has_digit(due->text);
        if (n == m && (printed_number || given_number))
            tell_number(v, page, printed, d->from + i, due);
        else if (n != m && printed_number)
            tell_added(v, page, printed, d->from + i);
        if (n != m && given_number)
            tell_missing(v, page, printed, d->from < printed->n ? d->from : printed->n, due);
    }
}

/* ---- pages ------------------------------------------------------------------------------------------------------------- */

static void tell_drawn(struct verifying *v, uint32_t page, const char *why) {
    if (may_tell(v))
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-drawn", _("page %u: %s"), page + 1, why);
}

static void compare_words(struct verifying *v, uint32_t page, const struct words *printed,
                          const struct words *given) {
    struct differences differences = {0};
    differ_words(printed, given, &differences);
    for (size_t i = 0; i < differences.n; i++)
        tell(v, page, printed, given, &differences.items[i]);
    bool same = differences.n == 0;
    differences_fini(&differences);
    if (same && printed->foreign)
        tell_drawn(v, page, _("something is drawn on it that hoso does not draw; the words are the same"));
    else if (same && v->alike &&
             !words_drawn_alike(v->printed.pages[page].content, v->given.pages[page].content))
        tell_drawn(v, page, _("it is drawn otherwise than the evidence gives; the words are the same"));
}

static bool same_fonts(const struct paper_page *a, const struct paper_page *b) {
    bool same = a->n_fonts == b->n_fonts;
    for (uint32_t i = 0; i < a->n_fonts && same; i++)
        same = str_equal(a->fonts[i].name, b->fonts[i].name) &&
               str_equal(a->fonts[i].widths, b->fonts[i].widths) &&
               strcmp(a->fonts[i].program, b->fonts[i].program) == 0;
    return same;
}

static void compare_fonts(struct verifying *v, uint32_t page) {
    const struct paper_page *printed = &v->printed.pages[page], *given = &v->given.pages[page];
    for (uint32_t i = 0; v->alike && i < printed->n_fonts; i++)
        for (uint32_t k = 0; k < given->n_fonts; k++)
            if (str_equal(printed->fonts[i].name, given->fonts[k].name) &&
                (strcmp(printed->fonts[i].program, given->fonts[k].program) != 0 ||
                 !str_equal(printed->fonts[i].widths, given->fonts[k].widths))) {
                tell_drawn(v, page,
                           _("its letters are drawn by another font program than the evidence gives, so "
                             "they may look like others"));
                return;
            }
}

/* A signature fills the field that is there. */
static bool covered(const struct paper_page *printed, const struct paper_page *given) {
    uint32_t known = 0;
    for (uint32_t i = 0; i < printed->n_fields; i++)
        for (uint32_t k = 0; k < given->n_fields; k++)
            known += memcmp(&printed->fields[i], &given->fields[k], sizeof(struct paper_box)) == 0;
    return printed->n_others > 0 || known < printed->n_fields;
}

static void compare_page(struct verifying *v, uint32_t page) {
    const struct paper_page *at = &v->printed.pages[page], *due = &v->given.pages[page];
    struct words printed = {0}, given = {0};
    words_read(&printed, &v->printed_letters, at);
    words_read(&given, &v->given_letters, due);
    for (size_t i = 0; i < printed.n; i++)
        v->out->numbers += word_has_digit(printed.items[i].text);
    compare_words(v, page, &printed, &given);
    if (page == 0 || !same_fonts(at, &v->printed.pages[0])) /* else it is told already */
        compare_fonts(v, page);
    if (covered(at, due))
        tell_drawn(v, page, _("something was laid over it that hoso did not make (a comment, a stamp)"));
    if (v->alike && (at->altered || memcmp(&at->box, &due->box, sizeof at->box) != 0))
        tell_drawn(v, page, _("it is cut off, turned or has another size than the evidence gives"));
    words_fini(&printed);
    words_fini(&given);
}

static void compare_pages(struct verifying *v) {
    uint32_t n = v->printed.n_pages < v->given.n_pages ? v->printed.n_pages : v->given.n_pages;
    if (v->printed.n_pages != v->given.n_pages && may_tell(v))
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-pages",
                _("the PDF has %u pages, and the evidence gives %u"), v->printed.n_pages, v->given.n_pages);
    for (uint32_t page = 0; page < n && !stopping; page++)
        compare_page(v, page);
    if (v->told > REPORTS_MOST)
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-number", _("differences that are not told here: %zu"),
                v->told - REPORTS_MOST);
}

/* ---- what made it ------------------------------------------------------------------------------------------------------ */

static json_t *manifest_again(const struct remade *remade) {
    for (uint32_t i = 0; i < remade->n_attachments; i++)
        if (strcmp(remade->attachments[i].name, ENCLOSURE_MANIFEST) == 0)
            return json_loadb(remade->attachments[i].bytes.at, remade->attachments[i].bytes.len, 0, NULL);
    return NULL;
}

/* Names what has another digest than here: "templates/units.yaml, fonts". */
static void list_others(struct buf *out, json_t *then, json_t *now) {
    const char *key;
    json_t *value;
    json_object_foreach(then, key, value) {
        if (!json_equal(value, json_object_get(now, key)))
            buf_printf(out, "%s%s", out->len ? ", " : "", key);
    }
}

static void compare_makers(struct verifying *v) {
    json_t *now = manifest_again(&v->remade), *then = v->unpacked.manifest;
    const char *maker = json_string_value(json_object_get(then, "made_by"));
    struct buf others = BUF_EMPTY;
    bool same = maker && strcmp(maker, "hoso " HOSO_VERSION) == 0;
    list_others(&others, json_object_get(then, "used"), json_object_get(now, "used"));
    v->alike = same && others.len == 0;
    if (!same)
        diag_at(v->diag, DIAG_WARNING, where(v), "verify-version",
                _("the file was made by %s and is verified by hoso %s; what differs may come from that"),
                maker ? maker : "?", HOSO_VERSION);
    if (others.len)
        diag_at(
            v->diag, DIAG_WARNING, where(v), "verify-version",
            _("the file was made with other versions of %s than are installed; what differs may come from that"),
            others.at);
    buf_fini(&others);
    json_decref(now);
}

static void note_taken(struct verifying *v) {
    if (v->beside.n_counted)
        diag_at(v->diag, DIAG_NOTE, where(v), "verify-taken",
                _("figures taken as they were counted from lists of people, which are not attached: %zu"),
                v->beside.n_counted);
    if (v->beside.n_taken)
        diag_at(v->diag, DIAG_NOTE, where(v), "verify-taken",
                _("findings taken as they were made, since they rest on more than this dossier: %zu"),
                v->beside.n_taken);
}

/* ---- made again -------------------------------------------------------------------------------------------------------- */

/* What went wrong while it was made again; notes and warnings of the sources were told when it was built. */
static void pass_on(struct verifying *v, const struct diag *inner) {
    for (const struct diag_message *message = inner->first; message; message = message->next)
        if (message->level >= DIAG_USAGE)
            diag_at(v->diag, message->level == DIAG_SYSTEM ? DIAG_SYSTEM : DIAG_ERROR, where(v), message->id,
                    _("making it again: %s"), message->text);
}

static bool remake(struct verifying *v) {
    struct diag inner = DIAG_EMPTY;
    v->workspace = workspace_open(v->unpacked.folder, &inner);
    if (v->workspace)
        v->workspace->given = &v->beside.hooks;
    bool ok = v->workspace && workspace_read(v->workspace, &inner) && !stopping;
    if (ok && (v->workspace->n_dossiers != 1 || v->beside.broken)) {
        diag_at(
            v->diag, DIAG_ERROR, where(v), "verify-manifest",
            _("the manifest among the attachments is not one that hoso writes; take the file as it was made"));
        ok = false;
    }
    ok = ok && batch_remake(v->workspace, 0, &v->remade, &inner);
    if (!ok) {
        pass_on(v, &inner);
        if (diag_worst(v->diag) < DIAG_ERROR)
            diag_at(v->diag, DIAG_ERROR, where(v), "verify-manifest",
                    _("the dossier cannot be made again from its evidence"));
    }
    diag_fini(&inner);
    return ok && paper_read(&v->given, v->path, buf_view(&v->remade.pdf), v->diag);
}

static bool read_file(struct verifying *v) {
    struct buf bytes = BUF_EMPTY;
    bool ok = file_read(v->path, &bytes, v->diag);
    if (ok && bytes.len > FILE_MOST) {
        diag_at(v->diag, DIAG_ERROR, where(v), "verify-too-large",
                _("the PDF holds more than a dossier does; it is not read"));
        ok = false;
    }
    ok = ok && paper_read(&v->printed, v->path, bytes.at ? buf_view(&bytes) : STR(""), v->diag);
    buf_fini(&bytes);
    return ok;
}

static void finish(struct verifying *v) {
    remade_fini(&v->remade);
    workspace_free(v->workspace);
    given_fini(&v->beside);
    unpack_fini(&v->unpacked);
    alphabets_fini(&v->printed_letters);
    alphabets_fini(&v->given_letters);
    paper_fini(&v->printed);
    paper_fini(&v->given);
    arena_fini(&v->arena);
}

bool verify_file(const char *path, struct verified *out, struct diag *diag) {
    struct verifying v = {.path = path, .diag = diag, .out = out};
    *out = (struct verified){0};
    bool ok = read_file(&v);
    out->pages = v.printed.n_pages;
    ok = ok && unpack_read(&v.unpacked, &v.printed, path, diag);
    out->evidence = v.unpacked.manifest != NULL;
    ok = ok && given_read(&v.beside, &v.unpacked, path, diag) && unpack_write(&v.unpacked, diag) &&
         !stopping && remake(&v);
    if (ok) {
        compare_makers(&v);
        compare_pages(&v);
        note_taken(&v);
    }
    out->agrees = ok && out->different == 0 && !stopping;
    finish(&v);
    return out->agrees;
}
