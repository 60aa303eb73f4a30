/* pixels.c - holds a page, drawn by pdftoppm as a grey PGM, against an approved picture: a PNG of 16 greys, small enough to
 * stand in the repository. usage: pixels APPROVED.png PAGE.pgm | pixels --accept APPROVED.png PAGE.pgm
 *
 * Viewers smooth letters differently, so squares of 4 x 4 pixels are compared by their mean, and a few may differ; a word
 * that moved by half its height, a lost accent over some words or a missing rule are hundreds of them. Exit status 1: the
 * pages differ; 2: a file cannot be read. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define SQUARE 4
#define APART  40 /* greys of 255 by which the means of two squares differ */
#define MOST   15 /* of 10,000 squares that may */
#define SIDE   4000

struct picture {
    uint32_t width, height;
    unsigned char *grey; /* 0 black to 255 white */
};

static uint32_t be32(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void put32(unsigned char *at, uint32_t n) {
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(n >> (24 - 8 * i));
}

static unsigned char *read_all(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = malloc((size_t)SIDE * SIDE);
    *len = file && bytes ? fread(bytes, 1, (size_t)SIDE * SIDE, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static int read_pgm(const char *path, struct picture *p) {
    FILE *file = fopen(path, "rb");
    unsigned width = 0, height = 0, most = 0;
    int ok = file && fscanf(file, "P5 %u %u %u", &width, &height, &most) == 3 && most == 255 &&
             width <= SIDE && height <= SIDE && fgetc(file) != EOF;
    if (ok) {
        *p = (struct picture){width, height, malloc((size_t)width * height)};
        ok = p->grey && fread(p->grey, 1, (size_t)width * height, file) == (size_t)width * height;
    }
    if (file)
        fclose(file);
    return ok;
}

/* ---- PNG: grey of 4 bits, not interlaced, rows unfiltered: as write_png makes it ----------------------------------------- */

static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static void put_chunk(FILE *file, const char *name, const unsigned char *data, uint32_t len) {
    unsigned char number[4];
    put32(number, len);
    fwrite(number, 1, 4, file);
    fwrite(name, 1, 4, file);
    if (len)
        fwrite(data, 1, len, file);
    uLong crc = crc32(0, (const Bytef *)name, 4);
    if (len) /* without bytes zlib would begin anew */
        crc = crc32(crc, data, len);
    put32(number, (uint32_t)crc);
    fwrite(number, 1, 4, file);
}

static int write_png(const char *path, const struct picture *p) {
    size_t row = (p->width + 1) / 2 + 1, size = row * p->height;
    unsigned char *raw = calloc(size, 1), head[13] = {0}, *packed = malloc(compressBound((uLong)size));
    uLongf len = compressBound((uLong)size);
    for (uint32_t y = 0; y < p->height; y++)
        for (uint32_t x = 0; x < p->width; x++)
            raw[y * row + 1 + x / 2] |=
                (unsigned char)((p->grey[(size_t)y * p->width + x] / 17) << (x % 2 ? 0 : 4));
    FILE *file = fopen(path, "wb");
    int ok = file && compress2(packed, &len, raw, (uLong)size, 9) == Z_OK;
    if (ok) {
        put32(head, p->width);
        put32(head + 4, p->height);
        head[8] = 4;
        fwrite(signature, 1, 8, file);
        put_chunk(file, "IHDR", head, 13);
        put_chunk(file, "IDAT", packed, (uint32_t)len);
        put_chunk(file, "IEND", NULL, 0);
    }
    if (file && fclose(file) != 0)
        ok = 0;
    free(raw);
    free(packed);
    return ok;
}

static int unpack(const unsigned char *packed, size_t n, struct picture *p) {
    size_t row = (p->width + 1) / 2 + 1;
    uLongf size = (uLongf)(row * p->height);
    unsigned char *raw = malloc(size);
    int ok = raw && uncompress(raw, &size, packed, (uLong)n) == Z_OK && size == row * p->height;
    p->grey = malloc((size_t)p->width * p->height);
    for (uint32_t y = 0; ok && y < p->height; y++)
        for (uint32_t x = 0; x < p->width; x++)
            p->grey[(size_t)y * p->width + x] =
                (unsigned char)((raw[y * row + 1 + x / 2] >> (x % 2 ? 0 : 4) & 15) * 17);
    free(raw);
    return ok;
}

static int read_png(const char *path, struct picture *p) {
    size_t len, at = 8;
    unsigned char *bytes = read_all(path, &len);
    int ok = 0;
    if (len < 41 || memcmp(bytes, signature, 8) != 0)
        goto done;
    *p = (struct picture){.width = be32(bytes + 16), .height = be32(bytes + 20)};
    if (bytes[24] != 4 || bytes[25] != 0 || bytes[28] != 0 || p->width > SIDE || p->height > SIDE)
        goto done;
    while (at + 12 <= len && memcmp(bytes + at + 4, "IDAT", 4) != 0)
        at += 12 + (size_t)be32(bytes + at);
    if (at + 12 <= len && at + 12 + (size_t)be32(bytes + at) <= len)
        ok = unpack(bytes + at + 8, be32(bytes + at), p);
done:
    free(bytes);
    return ok;
}

/* ---- comparing ----------------------------------------------------------------------------------------------------------- */

static unsigned mean(const struct picture *p, uint32_t x, uint32_t y) {
    unsigned sum = 0;
    for (uint32_t i = 0; i < SQUARE * SQUARE; i++)
        sum += p->grey[(size_t)(y + i / SQUARE) * p->width + x + i % SQUARE];
    return sum / (SQUARE * SQUARE);
}

static int compare(const char *name, const struct picture *a, const struct picture *b) {
    unsigned apart = 0, all = 0, first_x = 0, first_y = 0;
    if (a->width != b->width || a->height != b->height) {
        fprintf(stderr, "pixels: %s: %ux%u is approved, the page is %ux%u\n", name, a->width, a->height,
                b->width, b->height);
        return 1;
    }
    for (uint32_t y = 0; y + SQUARE <= a->height; y += SQUARE)
        for (uint32_t x = 0; x + SQUARE <= a->width; x += SQUARE, all++) {
            unsigned m = mean(a, x, y), n = mean(b, x, y);
            if ((m > n ? m - n : n - m) <= APART)
                continue;
            if (apart++ == 0) {
                first_x = x;
                first_y = y;
            }
        }
    if (apart * 10000ull <= (unsigned long long)all * MOST)
        return 0;
    fprintf(stderr,
            "pixels: %s: %u of %u squares differ, the first at %u,%u; look at the page, then --accept\n",
            name, apart, all, first_x, first_y);
    return 1;
}

int main(int argc, char **argv) {
    struct picture approved = {0}, page = {0};
    int accept = argc == 4 && !strcmp(argv[1], "--accept"), status = 2;
    if (argc != 3 + accept)
        return 2;
    if (read_pgm(argv[2 + accept], &page)) {
        if (accept)
            status = write_png(argv[2], &page) ? 0 : 2;
        else if (read_png(argv[1], &approved))
            status = compare(argv[1], &approved, &page);
    }
    if (status == 2)
        fprintf(stderr, "pixels: %s or %s cannot be read or written\n", argv[1 + accept], argv[2 + accept]);
    free(approved.grey);
    free(page.grey);
    return status;
}
