/* about.c - the same facts in the two forms that readers look for: the Info dictionary and XMP. They must agree, and both
 * take what a source may have put into a title: XML is escaped, control characters are dropped. */
#include "out/about.h"
#include "out/number.h"

static bool figures_have_words(const struct pages *pages) {
    for (uint32_t tag = 1; tag < pages->n_tags; tag++)
        if (pages->tags[tag].role == TAG_FIGURE && pages->tags[tag].alt.len == 0)
            return false;
    return true;
}

struct claims about_claims(const struct pages *pages, const struct out_info *info, struct diag *diag) {
    const char *lack = NULL;
    bool attached = info->n_attachments > 0;
    if (pages->n_tags <= 1)
        return (struct claims){.attached = attached};
    if (pages->title.len == 0 || !info->language || !*info->language)
        lack = _(
            "the document has no title, so the PDF does not claim to be accessible (PDF/UA-1); give its template "
            "a title");
    else if (!figures_have_words(pages))
        lack = _("a figure has no alternative text, so the PDF does not claim to be accessible (PDF/UA-1)");
    if (lack)
        diag_say(diag, DIAG_WARNING, "pdf-not-accessible", "%s", lack);
    return (struct claims){.universal = !lack, .attached = attached};
}

static bool dated(struct date date) {
    return date_known(date) && date.month && date.day;
}

bool about_date(struct buf *out, const char *key, struct date date) {
    if (dated(date))
        buf_printf(out, "/%s(D:%04d%02d%02d000000+07'00')", key, date.year, date.month, date.day);
    return dated(date);
}

static void put_entry(struct buf *out, const char *key, struct str text) {
    if (text.len == 0)
        return;
    buf_printf(out, "/%s", key);
    put_text(out, text);
}

void about_info(struct buf *out, const struct pages *pages, const struct out_info *info) {
    put_entry(out, "Title", pages->title);
    put_entry(out, "Author", pages->author);
    put_entry(out, "Subject", pages->subject);
    put_entry(out, "Producer", str_of(info->producer));
    about_date(out, "CreationDate", info->date);
    about_date(out, "ModDate", info->date);
}

/* ---- XMP --------------------------------------------------------------------------------------------------------- */

static void put_xml(struct buf *out, struct str text) {
    for (size_t at = 0; at < text.len;) {
        uint32_t letter = text_next(text, &at);
        switch (letter) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        default:
            if (letter >= ' ' && letter != 0xFFFE && letter != 0xFFFF)
                text_put(out, letter);
        }
    }
}

static void put_property(struct buf *out, const char *before, struct str text, const char *after) {
    if (text.len == 0)
        return;
    buf_puts(out, before);
    put_xml(out, text);
    buf_puts(out, after);
}

/* XMP knows the pdfuaid schema only if the file describes it (ISO 19005-2, 6.6.2.3). */
static void put_universal(struct buf *out) {
    buf_puts(out, "<pdfuaid:part>1</pdfuaid:part>\n"
                  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
                  "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
                  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
                  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
                  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
                  "<pdfaProperty:name>part</pdfaProperty:name>\n"
                  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
                  "<pdfaProperty:category>internal</pdfaProperty:category>\n"
                  "<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>\n"
                  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
                  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n");
}

static void put_namespaces(struct buf *out, struct claims claims) {
    buf_puts(out, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"");
    if (claims.universal)
        buf_puts(out, " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
                      " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
                      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"");
    buf_puts(out, ">\n");
}

void about_xmp(struct buf *out, const struct pages *pages, const struct out_info *info,
               struct claims claims) {
    buf_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    put_namespaces(out, claims);
    buf_printf(out, "<pdfaid:part>%d</pdfaid:part>\n", claims.attached ? 3 : 2);
    buf_puts(out, "<pdfaid:conformance>U</pdfaid:conformance>\n"
                  "<dc:format>application/pdf</dc:format>\n");
    if (claims.universal)
        put_universal(out);
    put_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    put_property(out, "<dc:creator><rdf:Seq><rdf:li>", pages->author, "</rdf:li></rdf:Seq></dc:creator>\n");
    put_property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    put_property(out, "<dc:language><rdf:Bag><rdf:li>", str_of(info->language),
                 "</rdf:li></rdf:Bag></dc:language>\n");
    put_property(out, "<pdf:Producer>", str_of(info->producer), "</pdf:Producer>\n");
    if (dated(info->date)) {
        static const char *const keys[] = {"CreateDate", "ModifyDate"};
        for (size_t i = 0; i < 2; i++)
            buf_printf(out, "<xmp:%s>%04d-%02d-%02dT00:00:00+07:00</xmp:%s>\n", keys[i], info->date.year,
                       info->date.month, info->date.day, keys[i]);
    }
    buf_puts(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

/* ---- page labels ------------------------------------------------------------------------------------------------- */

/* The label as a number from 1, 0 when it is none. */
static uint32_t label_number(struct str label) {
    uint32_t number = 0;
    for (size_t i = 0; i < label.len; i++) {
        if (label.at[i] < '0' || label.at[i] > '9' || number > 100000)
            return 0;
        number = number * 10 + (uint32_t)(label.at[i] - '0');
    }
    return number;
}

/* A first page prints no number (decree 30/2020/NĐ-CP) but is counted: what comes before 2 is 1. */
static uint32_t number_of(const struct pages *pages, uint32_t page) {
    if (pages->items[page]->number)
        return pages->items[page]->number;
    if (pages->items[page]->label.len)
        return label_number(pages->items[page]->label);
    uint32_t next = page + 1 < pages->n ? label_number(pages->items[page + 1]->label) : 0;
    return next > 1 ? next - 1 : 1;
}

void about_label(struct buf *out, const struct pages *pages, uint32_t page) {
    uint32_t number = number_of(pages, page);
    if (number)
        buf_printf(out, "%u", (unsigned)number);
    else
        buf_str(out, pages->items[page]->label);
}

void about_labels(struct buf *out, const struct pages *pages) {
    uint32_t due = 0; /* the number that the next page gets by counting on; 0: none */
    buf_puts(out, "<</Nums[");
    for (uint32_t page = 0; page < pages->n; page++) {
        uint32_t number = number_of(pages, page);
        if (number && number == due) {
            due++;
            continue;
        }
        put_int(out, page);
        if (number) {
            buf_printf(out, "<</S/D/St %u>>", (unsigned)number);
        } else {
            buf_puts(out, "<</P");
            put_text(out, pages->items[page]->label);
            buf_puts(out, ">>");
        }
        due = number ? number + 1 : 0;
    }
    buf_puts(out, "]>>");
}
