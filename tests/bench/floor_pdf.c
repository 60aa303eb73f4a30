/* floor_pdf.c - the pages of a trace (hoso build --trace DIR) by raw libharu calls (floor.h). Prints CPU ms and bytes of
 * a document, then the same for out_pdf. usage: floor_pdf FONTS.YAML TRACE */
#include "clock.h"
#include "floor.h"
#include "trace.h"

static size_t our_document(const struct pages *pages, struct fonts *fonts, struct diag *diag) {
    const struct out_info info = {.producer = "hoso bench", .language = "vi-VN"};
    struct buf pdf = BUF_EMPTY;
    size_t bytes = out_pdf(&pdf, pages, fonts, &info, diag) ? pdf.len : 0;
    buf_fini(&pdf);
    return bytes;
}

static size_t document(const struct pages *pages, struct fonts *fonts, bool ours, struct diag *diag) {
    const char *files[FACE_COUNT];
    for (int face = 0; face < FACE_COUNT; face++)
        files[face] = fonts_info(fonts, (enum face)face)->path;
    return ours ? our_document(pages, fonts, diag) : floor_document(pages, 1, files);
}

/* Repeats for a second; false when a document cannot be made. */
static bool measure(const struct pages *pages, struct fonts *fonts, bool ours, struct diag *diag) {
    size_t bytes = document(pages, fonts, ours, diag),
           rounds = 0; /* the first makes what a process makes once */
    double begun = clock_now(), took;
    do {
        bytes = bytes ? document(pages, fonts, ours, diag) : 0;
        rounds++;
        took = clock_now() - begun;
    } while (bytes && took < 1.0);
    printf("%s%.3f %zu", ours ? " " : "", took * 1e3 / (double)rounds, bytes);
    return bytes > 0;
}

int main(int argc, char **argv) {
    struct diag diag = {.print = diag_print_stderr};
    struct buf text = BUF_EMPTY;
    struct trace trace = {0};
    bool ok = false;
    struct fonts *fonts = argc == 3 ? fonts_open(argv[1], NULL, &diag) : NULL;
    if (!fonts || !file_read(argv[2], &text, &diag))
        goto done;
    trace.shaper = fonts_shaper(fonts);
    ok = text.len && trace_read(&trace, text.at) && measure(&trace.pages, fonts, false, &diag) &&
         measure(&trace.pages, fonts, true, &diag);
    printf("\n");
done:
    fonts_free(fonts);
    arena_fini(&trace.arena);
    buf_fini(&text);
    diag_fini(&diag);
    return ok ? 0 : 1;
}
