/* raster.h - a letter drawn without the code under test: HarfBuzz's outline of the original font file, filled here. Text
 * tests pass on a page whose letters have lost their accents, so pages are compared by pixels. */
#ifndef HOSO_TESTS_RASTER_H
#define HOSO_TESTS_RASTER_H

#include "base/base.h"
#include <hb.h>
#include <stdlib.h>

#define RASTER_SUB 4 /* samples a pixel, each way */

struct raster_edge {
    float x0, y0, x1, y1;
};

struct raster {
    struct raster_edge *edges;
    size_t n, cap;
    float scale, x, y; /* font units to pixels, y down; the pen */
};

static inline void raster_line(struct raster *r, float x0, float y0, float x1, float y1) {
    MEM_ROOM(r->edges, r->n, r->cap);
    r->edges[r->n++] = (struct raster_edge){r->x + x0 * r->scale, r->y - y0 * r->scale, r->x + x1 * r->scale,
                                            r->y - y1 * r->scale};
}

static inline void raster_on_move(hb_draw_funcs_t *f, void *aux, hb_draw_state_t *s, float x, float y,
                                  void *user) {
    (void)f, (void)aux, (void)s, (void)x, (void)y, (void)user;
}

static inline void raster_on_line(hb_draw_funcs_t *f, void *aux, hb_draw_state_t *s, float x, float y,
                                  void *user) {
    (void)f, (void)user;
    raster_line(aux, s->current_x, s->current_y, x, y);
}

static inline void raster_on_curve(hb_draw_funcs_t *f, void *aux, hb_draw_state_t *s, float cx, float cy,
                                   float x, float y, void *user) {
    (void)f, (void)user;
    enum { PIECES = 12 };
    float px = s->current_x, py = s->current_y;
    for (int i = 1; i <= PIECES; i++) {
        float t = (float)i / PIECES, u = 1 - t;
        float nx = u * u * s->current_x + 2 * u * t * cx + t * t * x;
        float ny = u * u * s->current_y + 2 * u * t * cy + t * t * y;
        raster_line(aux, px, py, nx, ny);
        px = nx;
        py = ny;
    }
}

static inline void raster_on_close(hb_draw_funcs_t *f, void *aux, hb_draw_state_t *s, void *user) {
    (void)f, (void)user;
    raster_line(aux, s->current_x, s->current_y, s->path_start_x, s->path_start_y);
}

struct raster_crossing {
    float x;
    int winding;
};

static inline int raster_by_x(const void *a, const void *b) {
    float x = ((const struct raster_crossing *)a)->x, y = ((const struct raster_crossing *)b)->x;
    return x < y ? -1 : x > y;
}

/* The first sample whose middle lies right of x. */
static inline int raster_sample(float x) {
    float at = x * RASTER_SUB - 0.5f;
    int whole = (int)at;
    return (float)whole < at ? whole + 1 : whole;
}

/* Adds the samples of one line at height `y` that lie inside (non-zero winding) to `row`. */
static inline void raster_scan(const struct raster *r, float y, struct raster_crossing *crossings,
                               uint16_t *row, int width) {
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct raster_edge *e = &r->edges[i];
        if ((e->y0 <= y) == (e->y1 <= y))
            continue;
        crossings[n++] = (struct raster_crossing){e->x0 + (y - e->y0) / (e->y1 - e->y0) * (e->x1 - e->x0),
                                                  e->y0 <= y ? 1 : -1};
    }
    qsort(crossings, n, sizeof *crossings, raster_by_x);
    for (size_t i = 0, winding = 0; i + 1 < n; i++) {
        winding += (size_t)crossings[i].winding; /* wraps: only zero matters */
        if (winding == 0)
            continue;
        int from = raster_sample(crossings[i].x), to = raster_sample(crossings[i + 1].x);
        for (int sample = from < 0 ? 0 : from; sample < to && sample < width * RASTER_SUB; sample++)
            row[sample / RASTER_SUB]++;
    }
}

/* Draws the font's glyph for `letter` with the pen at (x, y) in an image of `width` x `height` pixels: ink from 0 to 255,
 * yours to free. */
static inline uint8_t *raster_letter(hb_font_t *font, uint32_t letter, int em_pixels, int x, int y, int width,
                                     int height) {
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(font, letter, &glyph);
    struct raster r = {.scale = (float)em_pixels / (float)hb_face_get_upem(hb_font_get_face(font)),
                       .x = (float)x,
                       .y = (float)y};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, raster_on_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, raster_on_line, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, raster_on_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, raster_on_close, NULL, NULL);
    hb_font_get_glyph_shape(font, glyph, funcs, &r);
    hb_draw_funcs_destroy(funcs);

    uint8_t *image = mem_new((size_t)width * (size_t)height, 1);
    uint16_t *row = mem_new((size_t)width, sizeof *row);
    struct raster_crossing *crossings = mem_new(r.n, sizeof *crossings);
    for (int line = 0; line < height; line++) {
        memset(row, 0, (size_t)width * sizeof *row);
        for (int sub = 0; sub < RASTER_SUB; sub++)
            raster_scan(&r, (float)line + ((float)sub + 0.5f) / RASTER_SUB, crossings, row, width);
        for (int i = 0; i < width; i++)
            image[line * width + i] = (uint8_t)(row[i] * 255 / (RASTER_SUB * RASTER_SUB));
    }
    free(crossings);
    free(row);
    free(r.edges);
    return image;
}

#endif
