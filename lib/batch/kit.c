/* kit.c - fonts, templates and styles by name, and the digests of all that goes into a dossier. */
#include "batch/kit.h"
#include "batch/plan.h"
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

static void note_input(struct kit *kit, const char *path, const char *sha256) {
    MEM_ROOM(kit->inputs, kit->n_inputs, kit->inputs_cap);
    struct kit_input *input = &kit->inputs[kit->n_inputs++];
    input->path = arena_strdup(&kit->arena, path);
    snprintf(input->sha256, sizeof input->sha256, "%s", sha256);
}

static bool digest_file(const char *path, char hex[DIGEST_HEX], struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    bool ok = file_read(path, &bytes, diag);
    if (ok)
        digest_bytes(bytes.at, bytes.len, hex);
    buf_fini(&bytes);
    return ok;
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
                _("there is no template \"%s\"; name one that stands in templates"), dossier->template);
        return;
    }
    if (digest_file(slot->path, slot->sha256, diag))
        slot->template = template_load(slot->path, diag);
    note_input(kit, slot->path, slot->sha256);
}

static const char *style_path(void *aux, struct str name) {
    struct kit *kit = aux;
    const char *file = arena_printf(&kit->arena, "templates/styles/%.*s.yaml", STR_ARG(name)).at;
    return shipped_name(name) ? shipped_path(&kit->arena, kit->workspace->folder, file) : NULL;
}

const struct style *kit_style(struct kit *kit, struct str name, struct diag *diag) {
    for (size_t i = 0; i < kit->n_styles; i++)
        if (str_equal(kit->styles[i].name, name))
            return kit->styles[i].style;
    MEM_ROOM(kit->styles, kit->n_styles, kit->styles_cap);
    struct kit_style *slot = &kit->styles[kit->n_styles++];
    *slot = (struct kit_style){.name = arena_str(&kit->arena, name)};
    const char *path = style_path(kit, name);
    if (path)
        slot->style = style_load(path, &(struct style_finder){style_path, kit}, diag);
    else
        diag_say(diag, DIAG_USAGE, "style-missing",
                 _("there is no style \"%.*s\"; name one that stands in templates/styles"), STR_ARG(name));
    return slot->style;
}

/* ---- what all dossiers depend on ---------------------------------------------------------------------------------- */

static void add(struct digest *digest, struct str s) {
    uint64_t len = s.len; /* parts the pieces: "ab" "c" is not "a" "bc" */
    digest_add(digest, &len, sizeof len);
    digest_add(digest, s.at, s.len);
}

static void add_date(struct digest *digest, struct date date) {
    char text[16];
    snprintf(text, sizeof text, "%d-%d-%d", date.year, date.month, date.day);
    add(digest, str_of(text));
}

static void add_list(struct digest *digest, const struct str *items, uint32_t n) {
    digest_add(digest, &n, sizeof n);
    for (uint32_t i = 0; i < n; i++)
        add(digest, items[i]);
}

static void add_issuer(struct digest *digest, const struct issuer *issuer) {
    add(digest, issuer->parent);
    add(digest, issuer->name);
    add(digest, issuer->place);
    add(digest, issuer->symbol);
    add(digest, issuer->signer);
    add_list(digest, issuer->post, issuer->n_post);
    add_list(digest, issuer->recipients, issuer->n_recipients);
    add_list(digest, issuer->addressees, issuer->n_addressees);
}

/* The linker's build id of the program: another program of the same version may draw otherwise. Clock and path of the
 * executable say nothing about it. */
static int add_build_id(struct dl_phdr_info *info, size_t size, void *aux) {
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_NOTE)
            digest_add(aux, (const void *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr),
                       info->dlpi_phdr[i].p_memsz);
    return 1; /* the first object is the program itself; the others are not looked at */
}

/* Rules, styles, the catalogue and what stands beside it, shipped or the workspace's own: all there are, in byte order. A pack extends others and
 * a template names its style only when it runs, so it is not asked which of them count. */
static bool note_files(struct kit *kit, const char *folder, const char *pattern, struct digest *digest,
                       struct diag *diag) {
    glob_t found;
    if (glob(file_join(&kit->arena, folder, pattern), 0, NULL, &found) != 0)
        return true;
    bool ok = true;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char hex[DIGEST_HEX] = "";
        ok = ok && digest_file(found.gl_pathv[i], hex, diag);
        note_input(kit, found.gl_pathv[i], hex);
        add(digest, str_of(hex));
    }
    globfree(&found);
    return ok;
}

static void add_rule(struct digest *digest, const struct check_rule *rule) {
    char text[64];
    snprintf(text, sizeof text, "%d %d %lld %d", rule->off, (int)rule->level,
             (long long)rule->tolerance.units, rule->tolerance.scale);
    add(digest, str_of(rule->id));
    add(digest, str_of(text));
}

static void note_sources(struct kit *kit, struct digest *digest) {
    const struct workspace *workspace = kit->workspace;
    for (size_t i = 0; i < workspace->n_loaded; i++) {
        const struct source *source = workspace->loaded[i];
        note_input(kit, source->path, source->sha256);
        add(digest, str_of(source->path));
        add(digest, str_of(source->sha256));
        add(digest, str_of(source->charset)); /* it may have been asked for */
        add(digest, source->place);
        add(digest, source->rules);
        add_date(digest, source->date);
    }
    for (size_t i = 0; i < workspace->n_tables; i++) {
        note_input(kit, workspace->tables[i]->path, workspace->tables[i]->sha256);
        add(digest, str_of(workspace->tables[i]->sha256));
    }
    for (size_t i = 0; i < workspace->checks.n_rules; i++)
        add_rule(digest, &workspace->checks.rules[i]);
}

static void note_fonts(struct kit *kit, struct digest *digest) {
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_info *info = fonts_info(kit->fonts, (enum face)face);
        note_input(kit, info->path, info->sha256);
        add(digest, str_of(info->sha256));
    }
}

static bool digest_all(struct kit *kit, struct diag *diag) {
    static const char *const patterns[] = {"templates/*.yaml", "templates/rules/*.yaml",
                                           "templates/styles/*.yaml"};
    const struct workspace *workspace = kit->workspace;
    struct digest *digest = digest_start();
    char hex[DIGEST_HEX];
    bool ok = true;
    add(digest, STR("hoso " HOSO_VERSION));
    dl_iterate_phdr(add_build_id, digest);
    digest_bytes(workspace->text.at, workspace->text.len, hex);
    note_input(kit, workspace->file, hex); /* its parts count below, each where it is used */
    add_issuer(digest, &workspace->issuer);
    note_sources(kit, digest);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        ok = ok && note_files(kit, batch_data_folder(), patterns[i], digest, diag);
        ok = ok && note_files(kit, workspace->folder, patterns[i], digest, diag);
    }
    note_fonts(kit, digest);
    digest_end(digest, kit->digest);
    return ok;
}

void kit_dossier_digest(const struct kit *kit, const struct workspace_dossier *dossier, struct date date,
                        char hex[DIGEST_HEX]) {
    struct digest *digest = digest_start();
    add(digest, str_of(kit->digest));
    add(digest, str_of(kit_template(kit, dossier->template)->sha256));
    add(digest, dossier->place);
    digest_add(digest, dossier->years, dossier->n_years * sizeof *dossier->years);
    add(digest, str_of(dossier->output));
    digest_add(digest, &dossier->evidence, sizeof dossier->evidence);
    add_date(digest, date);
    digest_end(digest, hex);
}

/* ---- */

bool kit_open(struct kit *kit, const struct workspace *workspace, struct diag *diag) {
    *kit = (struct kit){.workspace = workspace};
    kit->fonts = fonts_open(file_join(&kit->arena, batch_data_folder(), "fonts/fonts.yaml"),
                            workspace->own_fonts, diag);
    if (!kit->fonts)
        return false;
    kit->shaper = fonts_shaper(kit->fonts);
    if (!digest_all(kit, diag))
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
    free(kit->templates);
    free(kit->styles);
    free(kit->inputs);
    if (kit->fonts)
        fonts_free(kit->fonts);
    arena_fini(&kit->arena);
    *kit = (struct kit){0};
}
