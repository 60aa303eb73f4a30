/* pages.c - many pages of one document: justified text and a table of 15 rows by 4 columns on each, laid out and written
 * deflated; or one table of many rows. usage: pages FONTS.YAML STYLE.YAML hoso|floor|table|tex [N]
 * Prints CPU ms and bytes. `floor` draws two of these pages over and over by raw libharu calls; `tex` prints LaTeX. */
#include "clock.h"
#include "floor.h"
#include <stdlib.h>
#include <string.h>

#define PAGES 500
#define ROWS  5000

struct bench {
    struct arena arena;
    struct doc doc;
    uint32_t seed;
};

static uint32_t next(struct bench *b, uint32_t below) {
    b->seed = b->seed * 1664525u + 1013904223u;
    return (b->seed >> 8) % below;
}

static const char *word(struct bench *b) {
    static const char *const words[] = {
        "đội",   "ngũ",  "cán",  "bộ,",  "công", "chức",  "cấp",  "xã",   "của", "tỉnh",  "được",   "bồi",
        "dưỡng", "kiến", "thức", "quản", "lý",   "nhà",   "nước", "theo", "kế",  "hoạch", "năm",    "trình",
        "độ",    "đại",  "học",  "trở",  "lên",  "chiếm", "tỷ",   "lệ",   "cao", "hơn",   "trước;", "số",
        "còn",   "lại",  "đang", "theo", "các",  "lớp",   "tại",  "chức", "và"};
    return words[next(b, sizeof words / sizeof *words)];
}

/* A paragraph of `n` words, a number with its unit now and then. */
static struct str words(struct bench *b, uint32_t n) {
    struct buf text = BUF_EMPTY;
    for (uint32_t i = 0; i < n; i++) {
        buf_printf(&text, "%s%s", i ? " " : "", word(b));
        if (next(b, 12) == 0)
            buf_printf(&text, " %u,%u%%", next(b, 100), next(b, 10));
    }
    buf_char(&text, '.');
    struct str kept = arena_str(&b->arena, buf_view(&text));
    buf_fini(&text);
    return kept;
}

static struct node *add(struct bench *b, struct node *parent, enum node_type type) {
    return node_add(parent, node_new(&b->arena, type));
}

static void add_cell(struct bench *b, struct node *row, struct str text, bool header) {
    struct node *cell = add(b, row, NODE_CELL);
    cell->as.cell.columns = cell->as.cell.rows = 1;
    cell->as.cell.header = header;
    node_text(&b->arena, cell, text);
}

static void add_table(struct bench *b, uint32_t rows) {
    static const enum align columns[] = {ALIGN_LEFT, ALIGN_DECIMAL, ALIGN_DECIMAL, ALIGN_DECIMAL};
    struct node *table = add(b, b->doc.root, NODE_TABLE);
    table->as.table.columns = columns;
    table->as.table.n_columns = 4;
    struct node *head = add(b, table, NODE_ROW);
    head->as.row.head = true;
    const char *const heads[] = {"Đơn vị", "Tổng số", "Đại học", "Tỷ lệ (%)"};
    for (int i = 0; i < 4; i++)
        add_cell(b, head, str_of(heads[i]), true);
    for (uint32_t r = 0; r < rows; r++) {
        struct node *row = add(b, table, NODE_ROW);
        add_cell(b, row, arena_printf(&b->arena, "Xã số %u", r + 1), false);
        add_cell(b, row, arena_printf(&b->arena, "%u", next(b, 900) + 10), false);
        add_cell(b, row, arena_printf(&b->arena, "%u", next(b, 90)), false);
        add_cell(b, row, arena_printf(&b->arena, "%u,%u", next(b, 100), next(b, 10)), false);
    }
}

static void add_page(struct bench *b, bool last) {
    for (int i = 0; i < 3; i++)
        node_text(&b->arena, add(b, b->doc.root, NODE_PARAGRAPH), words(b, 95));
    add_table(b, 15);
    if (!last)
        add(b, b->doc.root, NODE_PAGE_BREAK);
}

static void print_tex_page(struct bench *b, bool last) {
    for (int i = 0; i < 3; i++)
        printf("%.*s\n\n", STR_ARG(words(b, 95)));
    printf("\\begin{tabular}{lrrr}\\hline Đơn vị&Tổng số&Đại học&Tỷ lệ\\\\\\hline\n");
    for (unsigned r = 0; r < 15; r++)
        printf("Xã số %u&%u&%u&%u,%u\\\\\n", r + 1, next(b, 900) + 10, next(b, 90), next(b, 100),
               next(b, 10));
    printf("\\hline\\end{tabular}\n%s", last ? "" : "\\newpage\n");
}

static void print_tex(struct bench *b, uint32_t n) {
    printf(
        "\\documentclass[13pt]{extarticle}\\usepackage[utf8]{vietnam}\\usepackage[a4paper,left=3cm,right=2cm,top=2cm,"
        "bottom=2cm]{geometry}\\begin{document}\n");
    for (uint32_t i = 0; i < n; i++)
        print_tex_page(b, i + 1 == n);
    printf("\\end{document}\n");
}

static size_t write(const struct pages *pages, struct fonts *fonts, struct diag *diag) {
    const struct out_info info = {.producer = "hoso bench", .language = "vi-VN"};
    struct buf pdf = BUF_EMPTY;
    size_t bytes = out_pdf(&pdf, pages, fonts, &info, diag) ? pdf.len : 0;
    buf_fini(&pdf);
    return bytes;
}

static void fill(struct bench *b, const char *mode, uint32_t n) {
    b->doc.title = STR("Nhiều trang");
    b->doc.root = node_new(&b->arena, NODE_DOCUMENT);
    if (!strcmp(mode, "table"))
        add_table(b, n);
    else
        for (uint32_t i = 0; i < (strcmp(mode, "floor") ? n : 2); i++)
            add_page(b, i + 1 == n);
}

static bool run(struct bench *b, struct fonts *fonts, const struct style *style, const char *mode, uint32_t n,
                struct diag *diag) {
    struct shaper shaper = fonts_shaper(fonts);
    const char *files[FACE_COUNT];
    for (int face = 0; face < FACE_COUNT; face++)
        files[face] = fonts_info(fonts, (enum face)face)->path;
    fill(b, mode, n);
    double begun = clock_now();
    struct pages *pages = layout_pages(&b->arena, &b->doc, style, &shaper, "bench", diag);
    double laid = clock_now();
    bool floor = !strcmp(mode, "floor");
    size_t bytes = !pages ? 0 : floor ? floor_document(pages, n / 2, files) : write(pages, fonts, diag);
    printf("%.1f %zu %.1f %u\n", (clock_now() - (floor ? laid : begun)) * 1e3, bytes, (laid - begun) * 1e3,
           pages ? pages->n : 0);
    return bytes > 0;
}

int main(int argc, char **argv) {
    struct diag diag = {.print = diag_print_stderr};
    struct bench b = {.seed = 5};
    if (argc < 4)
        return 2;
    uint32_t n = argc > 4 ? (uint32_t)strtoul(argv[4], NULL, 10) : strcmp(argv[3], "table") ? PAGES : ROWS;
    if (!strcmp(argv[3], "tex")) {
        print_tex(&b, n);
        arena_fini(&b.arena);
        return 0;
    }
    struct fonts *fonts = fonts_open(argv[1], NULL, &diag);
    struct style *style = style_load(argv[2], NULL, &diag);
    bool ok = fonts && style && run(&b, fonts, style, argv[3], n, &diag);
    style_free(style);
    if (fonts)
        fonts_free(fonts);
    arena_fini(&b.arena);
    diag_fini(&diag);
    return ok ? 0 : 1;
}
