/* kit.c - fonts, templates and styles by name, and the digests of all that goes into a dossier. */
#include "batch/dossier.h"
#include "batch/kit_files.h"
#include "batch/plan.h"
#include "batch/settings.h"
#include "batch/shipped.h"
#include <glob.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

/* ---- templates and styles ----------------------------------------------------------------------------------------- */

const struct kit_template *kit_template(const struct kit *kit, const char *name) {
    for (size_t i = 0; i < kit->n_templates; i++)
        if (strcmp(kit->templates[i].name, name) == 0)
            return &kit->templates[i];
    return NULL;
}

/* Paths in the record mean the same on another machine. */
static struct kit_input *note_input(struct kit *kit, const char *path, const char *sha256) {
    MEM_ROOM(kit->inputs, kit->n_inputs, kit->inputs_cap);
    struct kit_input *input = &kit->inputs[kit->n_inputs++];
    struct str shipped = str_of(batch_data_folder()), given = str_of(path);
    const char *slash = strrchr(path, '/');
    *input = (struct kit_input){.origin = KIT_WORKSPACE, .path = path};
    if (str_starts(given, shipped) && given.len > shipped.len && given.at[shipped.len] == '/')
        *input = (struct kit_input){.origin = KIT_SHIPPED, .path = path + shipped.len + 1};
    else if (path[0] == '/' && kit->workspace->folder[0] != '/')
        *input = (struct kit_input){.origin = KIT_SYSTEM, .path = slash + 1};
    input->path = arena_strdup(&kit->arena, input->path);
    snprintf(input->sha256, sizeof input->sha256, "%s", sha256);
    return input;
}

/* Notes the file as an input; its bytes are in `bytes`, whose memory is yours. */
static bool note_file(struct kit *kit, const char *path, struct buf *bytes, struct diag *diag) {
    char sha256[DIGEST_HEX];
    buf_clear(bytes);
    if (!file_read(path, bytes, diag))
        return false;
    digest_bytes(bytes->at, bytes->len, sha256);
    note_input(kit, path, sha256);
    return true;
}

static void load_template(struct kit *kit, const struct workspace_dossier *dossier, struct diag *diag) {
    if (kit_template(kit, dossier->template))
        return;
    MEM_ROOM(kit->templates, kit->n_templates, kit->templates_cap);
    struct kit_template *slot = &kit->templates[kit->n_templates++];
    *slot = (struct kit_template){.name = dossier->template};
    const char *file = arena_printf(&kit->arena, "templates/%s.md", dossier->template).at;
    slot->path = shipped_path(&kit->arena, kit->workspace->folder, file);
    if (!slot->path) {
        diag_at(diag, DIAG_USAGE, plan_where(kit->workspace, dossier->line), "template-missing",
                _("there is no template \"%s\"; there are %s"), dossier->template,
                shipped_names(&kit->arena, kit->workspace->folder, "templates", ".md"));
        return;
    }
    struct buf bytes = BUF_EMPTY;
    if (note_file(kit, slot->path, &bytes, diag))
        slot->template = template_load(slot->path, diag);
    if (slot->template)
        slot->says = template_says(slot->template);
    if (slot->template && template_unsourced(slot->template))
        diag_at(
            diag, DIAG_WARNING, (struct diag_where){.file = slot->path, .line = 1}, "template-sources",
            _("the template prints figures but no table of sources, so nobody can follow them; put a block "
              "```nguon``` where it is to stand"));
    buf_fini(&bytes);
}

static void read_style(struct kit *kit, const char *path) {
    struct buf text = BUF_EMPTY;
    struct diag silent = DIAG_EMPTY; /* style_load tells */
    if (file_read(path, &text, &silent))
        yaml_hash(kit->reading, buf_view(&text));
    diag_fini(&silent);
    buf_fini(&text);
}

/* Asked for the style itself and for each that it extends. */
static const char *style_path(void *aux, struct str name) {
    struct kit *kit = aux;
    const char *file = arena_printf(&kit->arena, "templates/styles/%.*s.yaml", STR_ARG(name)).at;
    const char *path = shipped_name(name) ? shipped_path(&kit->arena, kit->workspace->folder, file) : NULL;
    if (!path)
        return NULL;
    read_style(kit, path);
    struct kit_style *style = kit->loading;
    MEM_ROOM(style->files, style->n_files, style->files_cap);
    style->files[style->n_files++] = file;
    return path;
}

static const struct kit_style *style_slot(struct kit *kit, struct str name, struct diag *diag) {
    for (size_t i = 0; i < kit->n_styles; i++)
        if (str_equal(kit->styles[i].name, name))
            return &kit->styles[i];
    MEM_ROOM(kit->styles, kit->n_styles, kit->styles_cap);
    struct kit_style *slot = &kit->styles[kit->n_styles++];
    struct hash reading = HASH_START;
    *slot = (struct kit_style){.name = arena_str(&kit->arena, name)};
    kit->reading = &reading;
    kit->loading = slot;
    const char *path = style_path(kit, name);
    if (path)
        slot->style = style_load(path, &(struct style_finder){style_path, kit}, diag);
    else
        diag_say(diag, DIAG_USAGE, "style-missing",
                 _("there is no style \"%.*s\"; name one that stands in templates/styles"), STR_ARG(name));
    kit->reading = NULL;
    kit->loading = NULL;
    slot->says = slot->style ? hash_end(&reading) : 0;
    return slot;
}

const struct style *kit_style(struct kit *kit, struct str name, struct diag *diag) {
    return style_slot(kit, name, diag)->style;
}

/* A style that is broken is told of when a dossier is made with it: so it is forgotten here. NULL: it is. */
static const struct kit_style *sound_style(struct kit *kit, struct str name) {
    struct diag silent = DIAG_EMPTY;
    const struct kit_style *slot = style_slot(kit, name, &silent);
    diag_fini(&silent);
    if (slot->style)
        return slot;
    free(kit->styles[--kit->n_styles].files);
    return NULL;
}

uint64_t kit_style_says(void *kit, struct str name) {
    const struct kit_style *style = sound_style(kit, name);
    return style ? style->says : 0;
}

size_t kit_style_files(struct kit *kit, struct str name, const char *const **files) {
    const struct kit_style *style = sound_style(kit, name);
    *files = style ? style->files : NULL;
    return style ? style->n_files : 0;
}

/* ---- what all dossiers depend on ---------------------------------------------------------------------------------- */

static void add_date(struct hash *hash, struct date date) {
    hash_number(hash, (uint64_t)(date.year * 10000 + date.month * 100 + date.day));
}

static void add_list(struct hash *hash, const struct str *items, uint32_t n) {
    hash_number(hash, n);
    for (uint32_t i = 0; i < n; i++)
        hash_str(hash, items[i]);
}

static uint64_t hash_issuer(const struct issuer *issuer) {
    struct hash hash = HASH_START;
    hash_str(&hash, issuer->parent);
    hash_str(&hash, issuer->name);
    hash_str(&hash, issuer->place);
    hash_str(&hash, issuer->symbol);
    hash_str(&hash, issuer->signer);
    add_list(&hash, issuer->post, issuer->n_post);
    add_list(&hash, issuer->recipients, issuer->n_recipients);
    add_list(&hash, issuer->addressees, issuer->n_addressees);
    return hash_end(&hash);
}

/* The linker's build id of the program: another program of the same version may draw otherwise. Clock and path of the
 * executable say nothing about it. */
static int add_build_id(struct dl_phdr_info *info, size_t size, void *aux) {
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_NOTE)
            hash_bytes(aux, (const void *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr),
                       info->dlpi_phdr[i].p_memsz);
    return 1; /* the first object is the program itself; the others are not looked at */
}

/* Files of YAML, shipped or the workspace's own: all there are, in byte order. They count where they are used. */
static bool note_yaml(struct kit *kit, const char *folder, const char *pattern, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    glob_t found;
    bool ok = true;
    if (glob(file_join(&kit->arena, folder, pattern), 0, NULL, &found) != 0)
        return true;
    for (size_t i = 0; ok && i < found.gl_pathc; i++)
        ok = note_file(kit, found.gl_pathv[i], &bytes, diag);
    globfree(&found);
    buf_fini(&bytes);
    return ok;
}

static bool note_both(struct kit *kit, const char *pattern, struct diag *diag) {
    const char *own = kit->workspace->folder, *shipped = batch_data_folder();
    return note_yaml(kit, shipped, pattern, diag) &&
           (strcmp(own, shipped) == 0 || note_yaml(kit, own, pattern, diag));
}

/* What the file says that is used: the workspace's own, else the shipped one. */
static bool add_effective(struct kit *kit, const char *name, struct hash *hash, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    const char *path = shipped_path(&kit->arena, kit->workspace->folder, name);
    bool ok = !path || file_read(path, &bytes, diag);
    yaml_hash(hash, buf_view(&bytes));
    buf_fini(&bytes);
    return ok;
}

static void note_fonts(struct kit *kit) {
    struct hash hash = HASH_START;
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_info *info = fonts_info(kit->fonts, (enum face)face);
        note_input(kit, info->path, info->sha256);
        hash_str(&hash, str_of(info->sha256));
    }
    kit->fonts_used = hash_end(&hash);
}

static void note_workspace(struct kit *kit) {
    const struct workspace *workspace = kit->workspace;
    char sha256[DIGEST_HEX];
    digest_bytes(workspace->text.at, workspace->text.len, sha256);
    note_input(kit, workspace->file, sha256); /* its parts count below, each where it is used */
    for (size_t i = 0; i < workspace->n_loaded; i++)
        note_input(kit, workspace->loaded[i]->path, workspace->loaded[i]->sha256)->source = true;
    for (size_t i = 0; i < workspace->n_tables; i++)
        note_input(kit, workspace->tables[i]->path, workspace->tables[i]->sha256);
    kit->issuer = hash_issuer(&workspace->issuer);
}

/* How checks are made, as evidence says. Of hoso.yaml it has besides what the plan has; files say for themselves what they are
 * (kit_files.h). */
static uint64_t hash_checks(const struct settings *settings) {
    struct hash hash = HASH_START;
    for (unsigned i = 0; i < settings->checks_count; i++) {
        hash_str(&hash, str_of(settings->checks[i].id));
        hash_str(&hash, str_of(settings->checks[i].level));
        hash_str(&hash, str_of(settings->checks[i].tolerance));
    }
    return hash_end(&hash);
}

static bool note_all(struct kit *kit, struct diag *diag) {
    struct hash program = HASH_START;
    const struct workspace *workspace = kit->workspace;
    hash_str(&program, STR("hoso " HOSO_VERSION));
    dl_iterate_phdr(add_build_id, &program);
    note_workspace(kit);
    bool ok = note_both(kit, "templates/*.yaml", diag) &&
              add_effective(kit, "templates/indicators.yaml", &program, diag) &&
              note_both(kit, "templates/rules/*.yaml", diag) &&
              note_both(kit, "templates/styles/*.yaml", diag);
    note_fonts(kit);
    kit->program = hash_end(&program);
    uses_init(&kit->uses, workspace, hash_checks(workspace->settings));
    kit->uses.files_say = kit_files_say;
    kit->uses.kit = kit;
    return ok;
}

void kit_parts(const struct kit *kit, const struct workspace_dossier *dossier, uint64_t parts[STATE_PARTS]) {
    struct hash plan = HASH_START;
    hash_number(&plan, kit->issuer);
    hash_str(&plan, dossier->place);
    hash_bytes(&plan, dossier->years, dossier->n_years * sizeof *dossier->years);
    hash_str(&plan, str_of(dossier->output));
    hash_number(&plan, dossier->evidence);
    hash_number(&plan, dossier->draft);
    add_date(&plan, kit->workspace->date);
    parts[STATE_PROGRAM] = kit->program;
    parts[STATE_FONTS] = kit->fonts_used;
    parts[STATE_PLAN] = hash_end(&plan);
    const struct kit_template *template = kit_template(kit, dossier->template);
    parts[STATE_TEMPLATE] = template->says;
}

/* ---- */

/* The line of hoso.yaml on which `value` stands. */
static uint32_t line_with(struct str text, const char *value) {
    size_t found = str_find(text, str_of(value), 0), end = found == STR_NONE ? 0 : found;
    uint32_t line = 1;
    for (size_t i = 0; i < end; i++)
        line += text.at[i] == '\n';
    return line;
}

/* A file of the workspace's own that is not there is a mistake in hoso.yaml, and told there. */
static bool own_fonts_stand(const struct workspace *workspace, struct diag *diag) {
    bool ok = true;
    for (int face = 0; face < FACE_COUNT; face++) {
        const char *path = workspace->own_fonts[face];
        if (!path || file_exists(path))
            continue;
        const char *value = workspace->settings->fonts[face];
        diag_at(
            diag, DIAG_USAGE, plan_where(workspace, line_with(workspace->text, value)), "font-missing",
            _("there is no font file \"%s\" in the workspace; correct the path, or leave the key out for the font that "
              "ships"),
            value);
        ok = false;
    }
    return ok;
}

struct fonts *kit_fonts(const struct workspace *workspace, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    if (!own_fonts_stand(workspace, diag))
        return NULL;
    const char *table = file_join(&arena, batch_data_folder(), "fonts/fonts.yaml");
    struct fonts *fonts = fonts_open(table, workspace->own_fonts, diag);
    arena_fini(&arena);
    return fonts;
}

bool kit_open(struct kit *kit, const struct workspace *workspace, struct fonts *fonts, struct diag *diag) {
    *kit = (struct kit){.workspace = workspace, .fonts = fonts};
    if (!kit->fonts)
        return false;
    kit->shaper = fonts_shaper(kit->fonts);
    if (!note_all(kit, diag))
        return false;
    for (size_t i = 0; i < workspace->n_dossiers; i++)
        load_template(kit, &workspace->dossiers[i], diag);
    return true;
}

void kit_close(struct kit *kit) {
    for (size_t i = 0; i < kit->n_templates; i++)
        if (kit->templates[i].template)
            template_free(kit->templates[i].template);
    for (size_t i = 0; i < kit->n_styles; i++)
        if (kit->styles[i].style)
            style_free(kit->styles[i].style);
    uses_fini(&kit->uses);
    figures_asked_fini(&kit->asked);
    free(kit->templates);
    for (size_t i = 0; i < kit->n_styles; i++)
        free(kit->styles[i].files);
    free(kit->styles);
    free(kit->files);
    free(kit->inputs);
    if (kit->fonts)
        fonts_free(kit->fonts);
    arena_fini(&kit->arena);
    *kit = (struct kit){0};
}
