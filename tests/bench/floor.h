/* floor.h - what the same work costs with the bare libraries: the numbers that the bench prints beside ours. */
#ifndef HOSO_TESTS_BENCH_FLOOR_H
#define HOSO_TESTS_BENCH_FLOOR_H

#include "layout/layout.h"

/* The pages' items by raw libharu calls with its stock font path (HPDF_LoadTTFontFromFile, encoder UTF-8, one
 * HPDF_Page_TextOut an item): no kerning, no links, no tags. `files` are the faces' files (fonts_info, path), read by
 * libharu for each document, as it must. The CPU milliseconds of one document; -1 when libharu fails. `*bytes`: of the
 * file. */
double floor_pdf(const struct pages *pages, const char *const files[FACE_COUNT], size_t *bytes);

#endif
