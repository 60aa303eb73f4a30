/* fuzz_pdf.c - any bytes as a PDF, as the contents of a page with a font, and as an archive: whatever is made out of them
 * lies within them. */
#include "batch/tar.h"
#include "fuzz.h"
#include "verify/unpack.h"
#include "verify/words.h"
#include <stdlib.h>

#define REQUIRE(condition) ((condition) ? (void)0 : abort())

static void read_words(const struct paper_page *page, struct alphabets *alphabets) {
    struct words words = {0};
    words_read(&words, alphabets, page);
    for (size_t i = 0; i < words.n; i++)
        REQUIRE(words.items[i].text.len > 0);
    REQUIRE(words_drawn_alike(page->content, page->content));
    words_fini(&words);
}

/* The bytes are contents, and the font's letters and widths too. */
static void as_page(struct str bytes) {
    struct alphabets alphabets = {0};
    struct paper_page page = {.content = bytes, .n_fonts = 1};
    page.fonts[0] = (struct paper_font){.name = STR("F0"), .to_unicode = bytes, .widths = bytes};
    read_words(&page, &alphabets);
    alphabets_fini(&alphabets);
}

static void as_pdf(struct str bytes) {
    struct diag diag = DIAG_EMPTY;
    struct alphabets alphabets = {0};
    struct paper paper;
    struct unpacked unpacked;
    if (paper_read(&paper, "a.pdf", bytes, &diag)) {
        for (uint32_t i = 0; i < paper.n_pages; i++)
            read_words(&paper.pages[i], &alphabets);
        unpack_read(&unpacked, &paper, "a.pdf", &diag);
        unpack_fini(&unpacked);
    } else {
        REQUIRE(diag.first != NULL);
    }
    alphabets_fini(&alphabets);
    paper_fini(&paper);
    diag_fini(&diag);
}

static void as_archive(struct str bytes) {
    struct tar_file file;
    struct str rest = bytes;
    while (tar_next(&rest, &file))
        REQUIRE(file.bytes.at >= bytes.at && file.bytes.at + file.bytes.len <= bytes.at + bytes.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str bytes = {(const char *)data, size};
    as_page(bytes);
    as_pdf(bytes);
    as_archive(bytes);
    return 0;
}
