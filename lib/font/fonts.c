/* fonts.c - the faces of one process: opened by the table in fonts.yaml, tested for letters, shared by all dossiers. */
#include "font/find.h"
#include "font/letters.h"
#include "font/programs.h"
#include "font/shaping.h"
#include "font/spec.h"
#include <stdlib.h>
#include <string.h>

/* [bytes] What one face's caches may hold between two dossiers: words of a province (some 30,000), a thousand small
 * subsets. */
#define WORDS_BOUND    ((size_t)8 << 20)
#define PROGRAMS_BOUND ((size_t)8 << 20)

struct slot {
    struct typeface typeface;
    struct face_info info;
    struct buf lacks;
    struct shaping shaping;
    struct programs programs;
};

struct fonts {
    struct arena arena; /* paths */
    struct spec spec;
    struct find *find; /* NULL once all are open, or when no face was looked for */
    hb_buffer_t *buffer;
    struct slot slots[FACE_COUNT];
};

/* ---- names ------------------------------------------------------------------------------------------------------- */

const char *face_name(enum face face) {
    static const char *const names[FACE_COUNT] = {
        "serif", "serif-bold", "serif-italic", "serif-bold-italic", "sans", "sans-bold", "symbol",
    };
    return names[face];
}

bool face_named(struct str name, enum face *face) {
    for (int slot = 0; slot < FACE_COUNT; slot++) {
        if (!str_equal(name, str_of(face_name((enum face)slot))))
            continue;
        *face = (enum face)slot;
        return true;
    }
    return false;
}

int32_t font_thousandths(int32_t units, int32_t em) {
    if (em <= 0)
        return 0;
    int64_t size = units < 0 ? -(int64_t)units : units;
    int32_t rounded = (int32_t)((size * 2000 + em) / (2 * (int64_t)em));
    return units < 0 ? -rounded : rounded;
}

/* ---- finding a slot's file --------------------------------------------------------------------------------------- */

/* The file that the table knows, where its package puts it: fontconfig, which reads fifty files before it answers, need not be
 * asked then. */
static bool open_known(struct fonts *fonts, enum face face, const struct spec_face *wanted) {
    struct slot *slot = &fonts->slots[face];
    struct diag silent = DIAG_EMPTY;
    struct typeface tried = TYPEFACE_EMPTY;
    bool known = wanted->file && file_exists(wanted->file) && typeface_open(&tried, wanted->file, &silent);
    diag_fini(&silent);
    slot->info.expected = known && strcmp(tried.sha256, wanted->sha256) == 0;
    if (!slot->info.expected) {
        typeface_close(&tried);
        return false;
    }
    slot->typeface = tried;
    slot->info.path = wanted->file;
    return true;
}

/* Opens the file that the table knows, else the newest with all letters, else the newest. */
static bool open_found(struct fonts *fonts, enum face face, const struct spec_face *wanted,
                       struct diag *diag) {
    struct slot *slot = &fonts->slots[face];
    const char **paths;
    size_t n = find_files(fonts->find, &fonts->arena, wanted->family, wanted->style, &paths);
    size_t best = n, whole = n;
    struct buf lacks = BUF_EMPTY;
    for (size_t i = 0; i < n; i++) {
        struct typeface tried;
        if (!typeface_open(&tried, paths[i], diag))
            continue;
        slot->info.expected = strcmp(tried.sha256, wanted->sha256) == 0;
        if (slot->info.expected) {
            slot->typeface = tried;
            slot->info.path = paths[i];
            break;
        }
        best = best == n ? i : best;
        if (whole == n && letters_lacking(&tried, face, &lacks) == 0)
            whole = i;
        typeface_close(&tried);
    }
    buf_fini(&lacks);
    size_t chosen = whole < n ? whole : best;
    if (!slot->info.expected && chosen < n && typeface_open(&slot->typeface, paths[chosen], diag))
        slot->info.path = paths[chosen];
    return slot->typeface.face != NULL;
}

static bool open_installed(struct fonts *fonts, enum face face, struct diag *diag) {
    const struct spec_face *wanted = fonts->spec.slots[face];
    struct slot *slot = &fonts->slots[face];
    if (open_known(fonts, face, wanted))
        return true;
    if (!fonts->find && !(fonts->find = find_open(diag)))
        return false;
    if (!open_found(fonts, face, wanted, diag)) {
        diag_say(diag, DIAG_USAGE, "font-absent",
                 _("the face %s %s (%s) is not installed; install the package %s"), wanted->family,
                 wanted->style, face_name(face), wanted->package);
        return false;
    }
    if (!slot->info.expected)
        diag_at(
            diag, DIAG_WARNING, (struct diag_where){.file = slot->info.path}, "font-other-file",
            _("this %s %s is not the file of %s %s that was tested, so the PDFs will differ in their bytes and may "
              "differ in line breaks; install that version"),
            wanted->family, wanted->style, wanted->package, wanted->version);
    return true;
}

static bool open_own(struct fonts *fonts, enum face face, const char *path, struct diag *diag) {
    struct slot *slot = &fonts->slots[face];
    if (!typeface_open(&slot->typeface, path, diag))
        return false;
    slot->info.path = arena_strdup(&fonts->arena, path);
    slot->info.expected = strcmp(slot->typeface.sha256, fonts->spec.slots[face]->sha256) == 0;
    return true;
}

/* ---- opening all ------------------------------------------------------------------------------------------------- */

static void name_slot(struct fonts *fonts, enum face face, const char *own) {
    const struct spec_face *wanted = fonts->spec.slots[face];
    struct face_info *info = &fonts->slots[face].info;
    info->name = face_name(face);
    info->family = own ? "" : wanted->family;
    info->style = own ? "" : wanted->style;
    info->package = own ? "" : wanted->package;
    info->licence = own ? "" : wanted->licence;
    info->path = info->version = "";
}

static bool has_letters(struct slot *slot, enum face face, struct diag *diag) {
    size_t n = letters_lacking(&slot->typeface, face, &slot->lacks);
    slot->info.lacks = buf_view(&slot->lacks);
    if (n == 0)
        return true;
    diag_at(diag, DIAG_USAGE, (struct diag_where){.file = slot->info.path}, "font-letters",
            _("the face for %s lacks %zu letters: %.*s; take a face that has them (package %s)"),
            face_name(face), n, STR_ARG(slot->info.lacks),
            slot->info.package[0] ? slot->info.package : "fonts-liberation2");
    return false;
}

static bool may_be_embedded(const struct slot *slot, enum face face, struct diag *diag) {
    if (typeface_embeds(&slot->typeface))
        return true;
    diag_at(
        diag, DIAG_USAGE, (struct diag_where){.file = slot->info.path}, "font-embedding",
        _("the maker of this font does not allow a subset of it to be embedded (OS/2 fsType 0x%04X); name another "
          "face for %s"),
        slot->typeface.permission, face_name(face));
    return false;
}

static bool open_slot(struct fonts *fonts, enum face face, const char *own, struct diag *diag) {
    struct slot *slot = &fonts->slots[face];
    name_slot(fonts, face, own);
    if (own ? !open_own(fonts, face, own, diag) : !open_installed(fonts, face, diag))
        return false;
    slot->info.version = slot->typeface.version;
    memcpy(slot->info.sha256, slot->typeface.sha256, DIGEST_HEX);
    bool permitted = may_be_embedded(slot, face, diag);
    return has_letters(slot, face, diag) && permitted;
}

/* NULL when the table cannot be read; `*whole`: every face is there with its letters. */
static struct fonts *open_all(const char *spec, const char *const own[FACE_COUNT], bool *whole,
                              struct diag *diag) {
    struct fonts *fonts = mem_new(1, sizeof *fonts);
    *whole = true;
    if (!spec_load(&fonts->spec, spec, diag)) {
        fonts_free(fonts);
        return NULL;
    }
    for (int face = 0; face < FACE_COUNT; face++)
        *whole &= open_slot(fonts, (enum face)face, own ? own[face] : NULL, diag);
    find_free(fonts->find);
    fonts->find = NULL;
    fonts->buffer = hb_buffer_create();
    return fonts;
}

struct fonts *fonts_open(const char *spec, const char *const own[FACE_COUNT], struct diag *diag) {
    bool whole;
    struct fonts *fonts = open_all(spec, own, &whole, diag);
    if (fonts && !whole) {
        fonts_free(fonts);
        return NULL;
    }
    return fonts;
}

struct fonts *fonts_survey(const char *spec, const char *const own[FACE_COUNT], struct diag *diag) {
    bool whole;
    return open_all(spec, own, &whole, diag);
}

void fonts_free(struct fonts *fonts) {
    if (!fonts)
        return;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct slot *slot = &fonts->slots[face];
        programs_fini(&slot->programs);
        shaping_fini(&slot->shaping);
        buf_fini(&slot->lacks);
        typeface_close(&slot->typeface);
    }
    hb_buffer_destroy(fonts->buffer);
    find_free(fonts->find);
    spec_free(&fonts->spec);
    arena_fini(&fonts->arena);
    free(fonts);
}

/* ---- using them -------------------------------------------------------------------------------------------------- */

static const struct shape *shape_word(void *aux, enum face face, struct str nfc) {
    struct fonts *fonts = aux;
    struct slot *slot = &fonts->slots[face];
    return shaping_word(&slot->shaping, &slot->typeface, fonts->buffer, nfc);
}

static const struct face_metrics *metrics_of(void *aux, enum face face) {
    struct fonts *fonts = aux;
    return &fonts->slots[face].typeface.metrics;
}

struct shaper fonts_shaper(struct fonts *fonts) {
    return (struct shaper){shape_word, metrics_of, fonts};
}

void fonts_warm(struct fonts *fonts) {
    static const enum face of_text[] = {FACE_SERIF, FACE_SERIF_BOLD};
    for (size_t i = 0; i < sizeof of_text / sizeof *of_text; i++) {
        struct slot *slot = &fonts->slots[of_text[i]];
        programs_warm(&slot->programs, &slot->typeface, of_text[i]);
    }
}

void fonts_trim(struct fonts *fonts) {
    for (int face = 0; face < FACE_COUNT; face++) {
        struct slot *slot = &fonts->slots[face];
        if (slot->shaping.arena.total > WORDS_BOUND)
            shaping_fini(&slot->shaping);
        if (slot->programs.arena.total > PROGRAMS_BOUND)
            programs_trim(&slot->programs);
    }
}

const struct face_info *fonts_info(const struct fonts *fonts, enum face face) {
    return &fonts->slots[face].info;
}

const struct font_program *fonts_program(struct fonts *fonts, enum face face, const struct glyph *drawn,
                                         size_t n) {
    struct slot *slot = &fonts->slots[face];
    return programs_lookup(&slot->programs, &slot->typeface, face, drawn, n);
}
