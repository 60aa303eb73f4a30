/* readers.h - what other programs say of a PDF made from pages set by hand: qpdf, poppler, mutool. */
#ifndef HOSO_TESTS_READERS_H
#define HOSO_TESTS_READERS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "hand.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static struct fonts *fonts;
static char folder[] = "/tmp/hoso-pdf-XXXXXX";

static inline int open_once(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    fonts = fonts_open(HOSO_ROOT "/fonts/fonts.yaml", NULL, &diag);
    diag_fini(&diag);
    return fonts && mkdtemp(folder) ? 0 : -1;
}

static inline int close_once(void **state) {
    (void)state;
    fonts_free(fonts);
    return rmdir(folder);
}

static inline struct hand hand_new(void) {
    return (struct hand){.shaper = fonts_shaper(fonts), .pages.title = STR("Tài liệu thử")};
}

static const struct out_info info = {.producer = "hoso test", .date = {2021, 12, 31}, .language = "vi-VN"};

static inline void written(const struct hand *hand, struct buf *out) {
    struct diag diag = DIAG_EMPTY;
    assert_true(out_pdf(out, &hand->pages, fonts, &info, &diag));
    assert_null(diag.first);
    diag_fini(&diag);
}

/* What the shell command prints on both streams, %s being the PDF's path; its status must be 0. Skips without the tool. */
static inline void told(const struct buf *pdf, const char *tool, const char *command, struct buf *out) {
    char path[64], line[256];
    snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", tool);
    if (system(line) != 0) {
        print_message("%s is not installed\n", tool);
        skip();
    }
    snprintf(path, sizeof path, "%s/a.pdf", folder);
    struct diag diag = DIAG_EMPTY;
    assert_true(file_replace(path, pdf->at, pdf->len, &diag));
    diag_fini(&diag);
    snprintf(line, sizeof line, command, path);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buf_add(out, chunk, n);
    int status = pclose(pipe);
    unlink(path);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static inline void tells(const struct buf *pdf, const char *tool, const char *command, const char *expected) {
    struct buf out = BUF_EMPTY;
    told(pdf, tool, command, &out);
    assert_string_equal(out.at ? out.at : "", expected);
    buf_fini(&out);
}

static inline void tells_of(const struct buf *pdf, const char *tool, const char *command, const char *part) {
    struct buf out = BUF_EMPTY;
    told(pdf, tool, command, &out);
    if (!out.at || !strstr(out.at, part))
        fail_msg("no \"%s\" in: %s", part, out.at ? out.at : "");
    buf_fini(&out);
}

static inline bool holds(const struct buf *pdf, const char *text) {
    return str_find(buf_view(pdf), str_of(text), 0) != STR_NONE;
}

/* How often the text stands in the PDF's objects, unpacked, blanks collapsed. */
static inline size_t occurrences(const struct buf *pdf, const char *text) {
    struct buf plain = BUF_EMPTY, joined = BUF_EMPTY;
    size_t n = 0;
    told(pdf, "qpdf", "qpdf --qdf --object-streams=disable %s -", &plain);
    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.at[i] == '\n' ? ' ' : plain.at[i];
        if (c != ' ' || joined.len == 0 || joined.at[joined.len - 1] != ' ')
            buf_char(&joined, c);
    }
    for (size_t at = 0; (at = str_find(buf_view(&joined), str_of(text), at)) != STR_NONE; at++)
        n++;
    buf_fini(&plain);
    buf_fini(&joined);
    return n;
}

#endif
