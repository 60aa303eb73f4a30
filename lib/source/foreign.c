/* foreign.c - somebody names the workbook instead of the CSV saved from it: its first bytes say so, and the message says what
 * to save. Without this it would be a charset that nobody can make out, or, for RTF, a text without a figure. */
#include "source/foreign.h"
#include <strings.h>

enum kind { KIND_PDF, KIND_OFFICE, KIND_OLD_OFFICE, KIND_RTF, KIND_PICTURE, KIND_PACKED };

/* Each stands at the very start of such files, by the rules of their formats, and of no text. */
static const struct {
    const char *first;
    enum kind kind;
} kinds[] = {
    {"%PDF-", KIND_PDF},
    {"PK\x03\x04", KIND_OFFICE},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", KIND_OLD_OFFICE},
    {"{\\rtf", KIND_RTF},
    {"\x89PNG\r\n", KIND_PICTURE},
    {"\xFF\xD8\xFF", KIND_PICTURE},
    {"Rar!\x1A\x07", KIND_PACKED},
    {"7z\xBC\xAF\x27\x1C", KIND_PACKED},
    {"\x1F\x8B\x08", KIND_PACKED},
};

static void report(const struct source *source, enum kind kind, struct diag *diag) {
    struct diag_where where = {.file = source->path};
    switch (kind) {
    case KIND_PDF:
        diag_at(diag, DIAG_ERROR, where, "file-kind",
                _("this is a PDF; save its text as a .txt, or the table in it as \"CSV UTF-8\""));
        break;
    case KIND_OFFICE:
        diag_at(
            diag, DIAG_ERROR, where, "file-kind",
            _("this is a workbook or a document (.xlsx, .docx); save it as \"CSV UTF-8\", or as text with "
              "encoding UTF-8"));
        break;
    case KIND_OLD_OFFICE:
        diag_at(
            diag, DIAG_ERROR, where, "file-kind",
            _("this is an old workbook or document (.xls, .doc); save it as \"CSV UTF-8\", or as text with "
              "encoding UTF-8"));
        break;
    case KIND_RTF:
        diag_at(diag, DIAG_ERROR, where, "file-kind",
                _("this is a document in RTF; save it as text with encoding UTF-8"));
        break;
    case KIND_PICTURE:
        diag_at(diag, DIAG_ERROR, where, "file-kind",
                _("this is a picture; type what it says into a table or a text"));
        break;
    case KIND_PACKED:
        diag_at(diag, DIAG_ERROR, where, "file-kind",
                _("this is a packed file; unpack it, and name the files that were in it"));
        break;
    }
}

bool foreign_file(const struct source *source, struct diag *diag) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts(source->raw, str_of(kinds[i].first))) {
            report(source, kinds[i].kind, diag);
            return true;
        }
    return false;
}

void foreign_page(const struct source *source, struct diag *diag) {
    static const char *const firsts[] = {"<!doctype html", "<html"};
    struct str text = str_trim(source->nfc.text);
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (text.len >= strlen(firsts[i]) && strncasecmp(text.at, firsts[i], strlen(firsts[i])) == 0)
            diag_at(
                diag, DIAG_WARNING, (struct diag_where){.file = source->path}, "file-kind",
                _("this is a web page: its marks are read as words, and letters written as &#7841; are lost; save "
                  "it as text with encoding UTF-8"));
}
