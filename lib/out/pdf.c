/* pdf.c - the order in which a PDF is put together: pages (so that links have targets), their contents (so that it is
 * known what is drawn), then fonts, links, bookmarks, structure and what the file says of itself. */
#include "out/about.h"
#include "out/attach.h"
#include "out/embed.h"
#include "out/number.h"
#include "out/outline.h"
#include "out/srgb.h"
#include <stdlib.h>
#include <string.h>

struct pdf {
    struct arena arena; /* the texts of all objects */
    struct haru *haru;
    const struct pages *pages;
    const struct out_info *info;
    struct claims claims;
    struct content content;
    struct conform conform;
    struct buf fields; /* of signatures: references to them */
    uint32_t n_fields;
    struct digest *digest; /* of all that the file shows: its ID */
};

static void sum(struct pdf *pdf, struct str bytes) {
    digest_add(pdf->digest, bytes.at, bytes.len);
}

/* ---- contents ---------------------------------------------------------------------------------------------------- */

static void write_contents(struct pdf *pdf) {
    struct buf text = BUF_EMPTY;
    for (uint32_t page = 0; page < pdf->pages->n; page++) {
        buf_clear(&text);
        buf_char(&text, '\n'); /* so that an empty page has a stream with a byte in it */
        content_page(&pdf->content, pdf->pages->items[page], page, &text);
        conform_content(&pdf->conform, page, buf_view(&text));
        struct str deflated = deflate_bytes(&pdf->arena, buf_view(&text), DEFLATE_QUICK);
        sum(pdf, deflated);
        haru_page_content(pdf->haru, page, deflated);
        if (pdf->content.tags)
            haru_page_structure(pdf->haru, page, page);
    }
    buf_fini(&text);
}

static bool write_fonts(struct pdf *pdf, struct fonts *fonts, struct diag *diag) {
    struct haru_object *resources = haru_object(pdf->haru, STR(""));
    for (uint32_t page = 0; page < pdf->pages->n; page++)
        haru_page_fonts(pdf->haru, page, resources);
    return embed_fonts(pdf->haru, &pdf->arena, pdf->content.drawn, fonts, resources, diag);
}

/* ---- links ------------------------------------------------------------------------------------------------------- */

/* Half a point more or less does not matter where one clicks, and digits weigh: a sheet has hundreds of links. */
static void put_points(struct buf *out, int64_t thousandths) {
    put_int(out, (thousandths + (thousandths < 0 ? -500 : 500)) / 1000);
}

static void put_rect(struct buf *out, const struct page *page, const struct page_link *link) {
    const int64_t corners[4] = {link->x0, (int64_t)page->height - link->y1, link->x1,
                                (int64_t)page->height - link->y0};
    buf_puts(out, "/Rect[");
    for (int i = 0; i < 4; i++) {
        buf_puts(out, i ? " " : "");
        put_points(out, corners[i]);
    }
    buf_char(out, ']');
}

/* To the left edge would cut nothing off: only the height is aimed at. */
static void put_target(struct buf *out, const struct pdf *pdf, const struct anchor_place *place) {
    buf_puts(out, "/Dest[");
    put_ref(out, haru_page_id(pdf->haru, place->page));
    buf_puts(out, "/XYZ null ");
    put_points(out, (int64_t)pdf->pages->items[place->page]->height - place->y);
    buf_puts(out, " null]");
}

/* Where the link leads; NULL when its anchor is on no page. */
static const struct anchor_place *target(const struct pages *pages, const struct page_link *link) {
    if (link->anchor == 0 || link->anchor > pages->n_anchors)
        return NULL;
    const struct anchor_place *place = &pages->anchors[link->anchor];
    return place->page < pages->n ? place : NULL;
}

/* What a link is for, to readers that cannot see it (ISO 14289-1, 7.18.5). In the language of the documents. */
static void put_purpose(struct buf *out, const struct pdf *pdf, const struct anchor_place *place) {
    struct buf text = BUF_EMPTY;
    buf_puts(&text, "Đến ");
    if (place->name.len)
        buf_printf(&text, "“%.*s”, ", STR_ARG(place->name));
    buf_puts(&text, "trang ");
    about_label(&text, pdf->pages, place->page);
    buf_puts(out, "/Contents");
    put_text(out, buf_view(&text));
    buf_fini(&text);
}

static void write_link(struct pdf *pdf, uint32_t page, const struct page_link *link, struct buf *text) {
    const struct anchor_place *place = target(pdf->pages, link);
    if (!place ||
        (pdf->content.tags && link->tag == 0)) /* what is no content leads nowhere (ISO 14289-1, 7.18.5) */
        return;
    struct haru_object *annotation = haru_object(pdf->haru, STR(""));
    buf_clear(text);
    buf_puts(text, "/Type/Annot/Subtype/Link/Border[0 0 0]/F 4"); /* 4: printed, PDF/A asks for it */
    put_rect(text, pdf->pages->items[page], link);
    put_target(text, pdf, place);
    put_purpose(text, pdf, place);
    if (pdf->content.tags) {
        buf_puts(text, "/StructParent ");
        put_int(text, tags_annotation(pdf->content.tags, link->tag, page, annotation));
    }
    sum(pdf, buf_view(text));
    annotation->text = arena_str(&pdf->arena, buf_view(text));
    haru_page_annotation(pdf->haru, page, annotation);
}

/* Nothing is to be seen before it is signed: an empty form, which PDF/A asks for all the same. */
static uint32_t write_blank(struct pdf *pdf, const struct page_link *link) {
    struct buf text = BUF_EMPTY;
    buf_puts(&text, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ");
    put_points(&text, (int64_t)link->x1 - link->x0);
    buf_char(&text, ' ');
    put_points(&text, (int64_t)link->y1 - link->y0);
    buf_char(&text, ']');
    uint32_t id = haru_deflated(pdf->haru, arena_str(&pdf->arena, buf_view(&text)),
                                deflate_bytes(&pdf->arena, STR("\n"), DEFLATE_QUICK))
                      ->id;
    buf_fini(&text);
    return id;
}

/* An empty field that a program for signatures fills in; the file needs no other change (ISO 32000-1, 12.7.4.5). The name
 * for readers that cannot see it (TU) is in the language of the documents. */
static void write_field(struct pdf *pdf, uint32_t page, const struct page_link *link, struct buf *text) {
    struct haru_object *field = haru_object(pdf->haru, STR(""));
    buf_clear(text);
    buf_puts(text, "/Type/Annot/Subtype/Widget/FT/Sig/F 4/T");
    put_text(text, arena_printf(&pdf->arena, "ChuKy%u", (unsigned)++pdf->n_fields));
    buf_puts(text, "/TU");
    put_text(text, STR("Ô ký số của người ký"));
    put_rect(text, pdf->pages->items[page], link);
    buf_puts(text, "/P ");
    put_ref(text, haru_page_id(pdf->haru, page));
    buf_puts(text, "/AP<</N ");
    put_ref(text, write_blank(pdf, link));
    buf_puts(text, ">>");
    if (pdf->content.tags) {
        buf_puts(text, "/StructParent ");
        put_int(text, tags_annotation(pdf->content.tags, link->tag, page, field));
    }
    sum(pdf, buf_view(text));
    field->text = arena_str(&pdf->arena, buf_view(text));
    haru_page_annotation(pdf->haru, page, field);
    buf_puts(&pdf->fields, pdf->n_fields > 1 ? " " : "");
    put_ref(&pdf->fields, field->id);
}

static void write_links(struct pdf *pdf) {
    struct buf text = BUF_EMPTY;
    for (uint32_t page = 0; page < pdf->pages->n; page++)
        for (uint32_t i = 0; i < pdf->pages->items[page]->n_links; i++)
            if (pdf->pages->items[page]->links[i].anchor == PAGE_SIGNATURE)
                write_field(pdf, page, &pdf->pages->items[page]->links[i], &text);
            else
                write_link(pdf, page, &pdf->pages->items[page]->links[i], &text);
    buf_fini(&text);
}

/* ---- the catalog, and what the file says of itself --------------------------------------------------------------- */

static uint32_t write_metadata(struct pdf *pdf) {
    struct buf text = BUF_EMPTY;
    about_info(&text, pdf->pages, pdf->info);
    sum(pdf, buf_view(&text));
    haru_info(pdf->haru, arena_str(&pdf->arena, buf_view(&text)));
    buf_clear(&text);
    about_xmp(&text, pdf->pages, pdf->info, pdf->claims);
    struct str xmp = arena_str(&pdf->arena, buf_view(&text));
    uint32_t id = haru_plain(pdf->haru, STR("/Type/Metadata/Subtype/XML"), xmp)->id;
    buf_fini(&text);
    return id;
}

static bool write_catalog(struct pdf *pdf, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    uint32_t outline = outline_write(pdf->haru, &pdf->arena, pdf->pages);
    uint32_t metadata = write_metadata(pdf);
    buf_puts(&text, "/ViewerPreferences<</DisplayDocTitle true>>/PageLabels ");
    about_labels(&text, pdf->pages);
    if (pdf->info->language)
        buf_printf(&text, "/Lang(%s)", pdf->info->language);
    if (outline)
        buf_printf(&text, "/PageMode/UseOutlines/Outlines %u 0 R", (unsigned)outline);
    buf_printf(&text, "/Metadata %u 0 R", (unsigned)metadata);
    /* Which colours the numbers in contents mean (ISO 19005-2, 6.2.3). */
    buf_printf(&text,
               "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
               "/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>]",
               (unsigned)haru_deflated(pdf->haru, STR("/N 3"), srgb_deflated())->id);
    if (pdf->content.tags)
        buf_printf(&text, "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R",
                   (unsigned)tags_write(pdf->content.tags, pdf->haru));
    if (pdf->n_fields) /* SigFlags 1: there is a field for a signature */
        buf_printf(&text, "/AcroForm<</SigFlags 1/Fields[%.*s]>>", STR_ARG(buf_view(&pdf->fields)));
    bool ok = attach_files(pdf->haru, &pdf->arena, pdf->info, &text, diag);
    for (uint32_t i = 0; i < pdf->info->n_attachments; i++)
        sum(pdf, pdf->info->attachments[i].bytes);
    sum(pdf, buf_view(&text));
    haru_catalog(pdf->haru, arena_str(&pdf->arena, buf_view(&text)));
    buf_fini(&text);
    return ok;
}

/* The file's ID is a digest of what it shows, never of the clock: the same pages, the same ID. */
static void write_id(struct pdf *pdf) {
    char hex[DIGEST_HEX];
    digest_end(pdf->digest, hex);
    pdf->digest = NULL;
    haru_id(pdf->haru, hex);
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static void start(struct pdf *pdf, struct fonts *fonts, struct diag *diag) {
    pdf->haru = haru_new(&pdf->arena, pdf->pages);
    pdf->digest = digest_start();
    pdf->claims = about_claims(pdf->pages, pdf->info, diag);
    conform_start(&pdf->conform, &pdf->arena, pdf->claims, pdf->pages->n);
    pdf->content.shaper = fonts_shaper(fonts);
    if (pdf->pages->n_tags > 1)
        pdf->content.tags = tags_new(&pdf->arena, pdf->pages);
}

static void finish(struct pdf *pdf) {
    if (pdf->digest) {
        char unused[DIGEST_HEX];
        digest_end(pdf->digest, unused);
    }
    buf_fini(&pdf->fields);
    haru_free(pdf->haru);
    content_fini(&pdf->content);
    arena_fini(&pdf->arena);
}

bool out_pdf(struct buf *out, const struct pages *pages, struct fonts *fonts, const struct out_info *info,
             struct diag *diag) {
    struct pdf pdf = {.pages = pages, .info = info};
    start(&pdf, fonts, diag);
    write_contents(&pdf);
    bool ok = write_fonts(&pdf, fonts, diag);
    if (ok) {
        write_links(&pdf);
        ok = write_catalog(&pdf, diag);
        write_id(&pdf);
        ok = ok && haru_save(pdf.haru, out, &pdf.conform, diag);
    }
    finish(&pdf);
    return ok;
}
