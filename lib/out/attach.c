/* attach.c - each file is a stream, described by a file specification that the document names twice: as associated with it
 * (/AF, ISO 19005-3, 6.8) and in the tree of names where viewers look (/EmbeddedFiles, sorted by bytes). */
#include "out/attach.h"
#include "out/number.h"
#include <stdlib.h>

/* A PDF name: what is not a letter, a digit or one of -+. is written as #XX, "text#2Fcsv". */
static void put_name(struct buf *out, const char *text) {
    buf_char(out, '/');
    for (; *text; text++) {
        bool plain = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || is_digit(*text) ||
                     *text == '-' || *text == '+' || *text == '.';
        if (plain)
            buf_char(out, *text);
        else
            buf_printf(out, "#%02X", (unsigned)(unsigned char)*text);
    }
}

/* For readers that know no Unicode: ASCII, other letters as "_". */
static void put_plain_name(struct buf *out, struct str name) {
    buf_puts(out, "/F(");
    for (size_t at = 0; at < name.len;) {
        uint32_t letter = text_next(name, &at);
        bool plain = letter > ' ' && letter < 0x7F && letter != '(' && letter != ')' && letter != '\\';
        buf_char(out, plain ? (char)letter : '_');
    }
    buf_char(out, ')');
}

static bool put_params(struct buf *out, const struct out_attachment *file, struct date date,
                       struct diag *diag) {
    unsigned char sum[16];
    buf_printf(out, "/Params<</Size %zu", file->bytes.len);
    about_date(out, "CreationDate", date);
    about_date(out, "ModDate", date);
    buf_puts(out, "/CheckSum<");
    if (!digest_md5(file->bytes.at, file->bytes.len, sum)) {
        diag_say(diag, DIAG_SYSTEM, "pdf-checksum",
                 _("libcrypto refuses MD5, which PDF asks for as the checksum of attached files; allow it"));
        return false;
    }
    for (size_t i = 0; i < sizeof sum; i++)
        buf_printf(out, "%02X", sum[i]);
    buf_puts(out, ">>>");
    return true;
}

static uint32_t write_stream(struct haru *haru, struct arena *arena, const struct out_attachment *file,
                             struct str text) {
    return haru_deflated(haru, arena_str(arena, text), deflate_bytes(arena, file->bytes, DEFLATE_QUICK))->id;
}

static void describe(struct buf *out, const struct out_attachment *file, uint32_t stream) {
    buf_puts(out, "/Type/Filespec");
    put_plain_name(out, str_of(file->name));
    buf_puts(out, "/UF");
    put_text(out, str_of(file->name));
    buf_puts(out, "/Desc");
    put_text(out, str_of(file->description));
    buf_puts(out, "/AFRelationship");
    put_name(out, file->relationship);
    buf_printf(out, "/EF<</F %u 0 R/UF %u 0 R>>", (unsigned)stream, (unsigned)stream);
}

struct named {
    struct str name; /* as a PDF string */
    uint32_t id;     /* of its specification */
};

static bool write_file(struct haru *haru, struct arena *arena, const struct out_attachment *file,
                       struct date date, struct named *named, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    put_text_hex(&text, str_of(file->name));
    named->name = arena_str(arena, buf_view(&text));
    buf_clear(&text);
    buf_puts(&text, "/Type/EmbeddedFile/Subtype");
    put_name(&text, file->mime);
    bool ok = put_params(&text, file, date, diag);
    if (ok) {
        uint32_t stream = write_stream(haru, arena, file, buf_view(&text));
        buf_clear(&text);
        describe(&text, file, stream);
        named->id = haru_object(haru, arena_str(arena, buf_view(&text)))->id;
    }
    buf_fini(&text);
    return ok;
}

/* The hex digits stand in the order of their bytes; what closes the string must not count. */
static int by_name(const void *a, const void *b) {
    struct str x = ((const struct named *)a)->name, y = ((const struct named *)b)->name;
    return str_compare(str_cut(x, 0, x.len - 1), str_cut(y, 0, y.len - 1));
}

bool attach_files(struct haru *haru, struct arena *arena, const struct out_info *info, struct buf *catalog,
                  struct diag *diag) {
    struct named *named = ARENA_ARRAY(arena, info->n_attachments, struct named);
    if (info->n_attachments == 0)
        return true;
    buf_puts(catalog, "/AF[");
    for (uint32_t i = 0; i < info->n_attachments; i++) {
        const struct out_attachment *file = &info->attachments[i];
        struct date date = date_known(file->date) ? file->date : info->date;
        if (!write_file(haru, arena, file, date, &named[i], diag))
            return false;
        buf_puts(catalog, i ? " " : "");
        put_ref(catalog, named[i].id);
    }
    qsort(named, info->n_attachments, sizeof *named, by_name);
    buf_puts(catalog, "]/Names<</EmbeddedFiles<</Names[");
    for (uint32_t i = 0; i < info->n_attachments; i++) {
        buf_str(catalog, named[i].name);
        put_ref(catalog, named[i].id);
        buf_char(catalog, ' ');
    }
    buf_puts(catalog, "]>>>>");
    return true;
}
