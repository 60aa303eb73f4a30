/* trace.h - reads what out_trace wrote (hoso build --trace DIR) back into pages: items alone, without links and tags. */
#ifndef HOSO_BENCH_TRACE_H
#define HOSO_BENCH_TRACE_H

#include "out/out.h"
#include <stdlib.h>
#include <string.h>

struct trace {
    struct arena arena;
    struct shaper shaper;
    struct pages pages;
};

static inline void trace_page(struct trace *trace, const char *line) {
    struct pages *pages = &trace->pages;
    struct page *page = ARENA_NEW(&trace->arena, struct page);
    int number;
    if (sscanf(line, "page %d %d %d", &number, &page->width, &page->height) != 3)
        return;
    struct page **grown = ARENA_ARRAY(&trace->arena, pages->n + 1, struct page *);
    if (pages->n)
        memcpy(grown, pages->items, pages->n * sizeof *grown);
    grown[pages->n++] = page;
    pages->items = grown;
}

static inline struct page_item *trace_item(struct trace *trace) {
    struct page *page = trace->pages.items[trace->pages.n - 1];
    if (page->n_items == page->cap_items) {
        uint32_t cap = page->cap_items ? page->cap_items * 2 : 256;
        struct page_item *grown = ARENA_ARRAY(&trace->arena, cap, struct page_item);
        if (page->n_items)
            memcpy(grown, page->items, page->n_items * sizeof *grown);
        page->items = grown;
        page->cap_items = cap;
    }
    return &page->items[page->n_items++];
}

static inline bool trace_text(struct trace *trace, const char *line) {
    struct page_item item = {.type = ITEM_TEXT};
    char name[32], mark;
    unsigned color;
    enum face face;
    int at = 0;
    if (sscanf(line, "text #%*u %x %d %d %31s %d %c%n", &color, &item.as.text.x, &item.as.text.y, name,
               &item.as.text.size, &mark, &at) != 6 ||
        !face_named(str_of(name), &face))
        return false;
    item.color = color;
    item.as.text.face = face;
    item.as.text.after_space = mark == '_';
    item.as.text.shape = trace->shaper.shape(trace->shaper.aux, item.as.text.face, str_of(line + at));
    *trace_item(trace) = item;
    return true;
}

static inline bool trace_rule(struct trace *trace, const char *line) {
    struct page_item item = {.type = ITEM_RULE};
    unsigned color;
    if (sscanf(line, "rule #%*u %x %d %d %d %d weight %d", &color, &item.as.rule.x0, &item.as.rule.y0,
               &item.as.rule.x1, &item.as.rule.y1, &item.as.rule.weight) != 6)
        return false;
    item.color = color;
    item.as.rule.dashed = strstr(line, " dashed") != NULL;
    *trace_item(trace) = item;
    return true;
}

static inline bool trace_fill(struct trace *trace, const char *line) {
    struct page_item item = {.type = ITEM_FILL};
    unsigned color;
    int at = 0;
    if (sscanf(line, "fill #%*u %x%n", &color, &at) != 1)
        return false;
    item.color = color;
    mpt *points = ARENA_ARRAY(&trace->arena, strlen(line) / 2 + 1, mpt);
    char *end;
    uint32_t n = 0;
    for (const char *next = line + at;; next = end) {
        long value = strtol(next, &end, 10);
        if (end == next)
            break;
        points[n++] = (mpt)value;
    }
    item.as.fill.points = points;
    item.as.fill.n_points = n / 2;
    *trace_item(trace) = item;
    return true;
}

/* Every line that draws; the others are passed over. False: a line of these is not understood. */
static inline bool trace_read(struct trace *trace, char *text) {
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        bool ok = true;
        if (strncmp(line, "page ", 5) == 0)
            trace_page(trace, line);
        else if (trace->pages.n == 0)
            continue;
        else if (strncmp(line, "text ", 5) == 0)
            ok = trace_text(trace, line);
        else if (strncmp(line, "rule ", 5) == 0)
            ok = trace_rule(trace, line);
        else if (strncmp(line, "fill ", 5) == 0)
            ok = trace_fill(trace, line);
        if (!ok)
            return false;
    }
    return trace->pages.n > 0;
}

#endif
