/* workspace.c - everything that is loaded once: hoso.yaml, sources, figures, findings, and the plan of the dossiers. */
#include "batch/ahead.h"
#include "batch/plan.h"
#include <stdlib.h>

static const struct str *texts(struct workspace *workspace, char **items, unsigned n) {
    struct str *out = ARENA_ARRAY(&workspace->arena, n, struct str);
    for (unsigned i = 0; i < n; i++)
        out[i] = plan_text(workspace, items[i]);
    return out;
}

static void take_issuer(struct workspace *workspace) {
    const struct settings *settings = workspace->settings;
    struct issuer *issuer = &workspace->issuer;
    if (settings->issuer) {
        issuer->parent = plan_text(workspace, settings->issuer->parent);
        issuer->name = plan_text(workspace, settings->issuer->name);
        issuer->place = plan_text(workspace, settings->issuer->place);
        issuer->symbol = plan_text(workspace, settings->issuer->symbol);
    }
    if (settings->signer) {
        issuer->post = texts(workspace, settings->signer->post, settings->signer->post_count);
        issuer->n_post = settings->signer->post_count;
        issuer->signer = plan_text(workspace, settings->signer->name);
    }
    issuer->recipients = texts(workspace, settings->recipients, settings->recipients_count);
    issuer->n_recipients = settings->recipients_count;
    issuer->addressees = texts(workspace, settings->addressees, settings->addressees_count);
    issuer->n_addressees = settings->addressees_count;
}

/* Line of a top key of hoso.yaml, 0 when it is not at the start of a line. */
static uint32_t key_line(struct str text, const char *key) {
    uint32_t line = 1;
    for (size_t at = 0; at < text.len; line++) {
        struct str rest = str_cut(text, at, text.len);
        if (str_starts(rest, str_of(key)))
            return line;
        size_t end = str_find(text, STR("\n"), at);
        at = end == STR_NONE ? text.len : end + 1;
    }
    return 0;
}

static bool take_settings(struct workspace *workspace, struct diag *diag) {
    const struct settings *settings = workspace->settings;
    workspace->language = plan_text(workspace, settings->language);
    bool ok = true;
    if (workspace->language.len && !str_equal(workspace->language, STR("vi")) &&
        !str_equal(workspace->language, STR("en"))) {
        diag_at(diag, DIAG_USAGE, plan_where(workspace, key_line(workspace->text, "language:")), "language",
                _("the language \"%s\" is not known; write vi or en"), settings->language);
        ok = false;
    }
    if (settings->date && !date_parse(str_of(settings->date), &workspace->date)) {
        diag_at(diag, DIAG_USAGE, plan_where(workspace, key_line(workspace->text, "date:")), "date",
                _("\"%s\" is no date; write it as 2021-12-31"), settings->date);
        ok = false;
    }
    for (int face = 0; face < FACE_COUNT; face++)
        if (settings->fonts[face])
            workspace->own_fonts[face] =
                file_join(&workspace->arena, workspace->folder, settings->fonts[face]);
    take_issuer(workspace);
    return ok;
}

struct workspace *workspace_open(const char *folder, struct diag *diag) {
    struct workspace *workspace = mem_new(1, sizeof *workspace);
    struct buf text = BUF_EMPTY;
    workspace->folder = arena_strdup(&workspace->arena, folder);
    workspace->file = file_join(&workspace->arena, folder, "hoso.yaml");
    if (!file_exists(workspace->file)) {
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = workspace->file}, "workspace-missing",
                _("there is no hoso.yaml here; go to a workspace or name one with -C"));
        goto failed;
    }
    if (!file_read(workspace->file, &text, diag))
        goto failed;
    workspace->text = arena_str(&workspace->arena, buf_view(&text));
    workspace->settings = settings_load(workspace->file, workspace->text, diag);
    if (!workspace->settings || !take_settings(workspace, diag))
        goto failed;
    buf_fini(&text);
    return workspace;
failed:
    buf_fini(&text);
    workspace_free(workspace);
    return NULL;
}

/* Evidence is cut from cells; whoever only builds has no other use for them. */
static bool keeps_cells(const struct workspace *workspace) {
    const struct settings *settings = workspace->settings;
    bool kept = !workspace->ahead || settings->evidence;
    for (unsigned i = 0; i < settings->dossiers_count; i++)
        kept |= settings->dossiers[i].evidence && *settings->dossiers[i].evidence;
    return kept;
}

/* Reads one source's figures; what is wrong inside it is reported by those who find it. */
static void read_source(struct workspace *workspace, const struct workspace_source *planned,
                        struct diag *diag) {
    const struct source_options options = {.charset = planned->charset};
    struct source *source = source_load_with(planned->path, (uint32_t)workspace->n_loaded, &options, diag);
    if (!source)
        return;
    source->place = planned->place;
    source->date = planned->date;
    source->rules = planned->rules;
    source_digest(source);
    workspace->loaded[workspace->n_loaded++] = source;
    workspace->figures.n_sources = workspace->n_loaded;
    const struct workspace_given *given = workspace->given;
    const struct pack *pack =
        packs_choose(&workspace->packs, source, plan_where(workspace, planned->line), diag);
    workspace->read_by[workspace->n_loaded - 1] = pack;
    if (given && given->figures(given->aux, source, &workspace->figures))
        return;
    if (pack)
        extract_source(source, pack, &workspace->figures, NULL, diag);
    if (!keeps_cells(workspace))
        source_drop_cells(source);
}

/* The same report given twice under two names: what it states is kept of both, and the first holds. */
static void note_same(const struct workspace *workspace, struct diag *diag) {
    struct map seen = MAP_EMPTY;
    for (size_t i = 0; i < workspace->n_loaded; i++) {
        const struct source *source = workspace->loaded[i];
        uint32_t first = map_find(&seen, str_of(source->sha256));
        if (first == MAP_NONE)
            map_put(&seen, str_of(source->sha256), (uint32_t)i);
        else
            diag_at(
                diag, DIAG_NOTE, (struct diag_where){.file = source->path}, "source-same",
                _("the file is the same as %s, byte for byte; take one out of hoso.yaml unless both are meant"),
                workspace->loaded[first]->path);
    }
    map_fini(&seen);
}

static bool sound_so_far(const struct diag *diag, unsigned before) {
    return diag->count[DIAG_USAGE] + diag->count[DIAG_SYSTEM] == before;
}

bool workspace_read(struct workspace *workspace, struct diag *diag) {
    unsigned before = diag->count[DIAG_USAGE] + diag->count[DIAG_SYSTEM];
    workspace->catalogue = batch_catalogue(workspace->folder, diag);
    if (!workspace->catalogue)
        return false;
    packs_init(&workspace->packs, workspace->folder, workspace->catalogue);
    figures_init(&workspace->figures, workspace->catalogue);
    plan_units(workspace, diag);
    plan_checks(workspace, diag);
    plan_sources(workspace, diag);
    workspace->loaded = ARENA_ARRAY(&workspace->arena, workspace->n_sources, struct source *);
    workspace->read_by = ARENA_ARRAY(&workspace->arena, workspace->n_sources, const struct pack *);
    workspace->figures.sources = workspace->loaded;
    for (size_t i = 0; i < workspace->n_sources; i++)
        read_source(workspace, &workspace->sources[i], diag);
    packs_try_own(&workspace->packs, diag);
    figures_settle(&workspace->figures);
    note_same(workspace, diag);
    check_run_with(&workspace->figures, &workspace->checks, &workspace->findings);
    if (workspace->given)
        workspace->given->findings(workspace->given->aux, workspace);
    plan_acknowledged(workspace, diag);
    plan_places(workspace);
    plan_names_of_tables(workspace, diag);
    plan_dossiers(workspace, diag);
    return sound_so_far(diag, before);
}

struct workspace *workspace_load(const char *folder, struct diag *diag) {
    struct workspace *workspace = workspace_open(folder, diag);
    if (workspace && !workspace_read(workspace, diag)) {
        workspace_free(workspace);
        workspace = NULL;
    }
    return workspace;
}

void workspace_free(struct workspace *workspace) {
    if (!workspace)
        return;
    ahead_free(workspace->ahead);
    place_index_fini(&workspace->below);
    if (workspace->catalogue) { /* else workspace_read never came to them */
        findings_fini(&workspace->findings);
        figures_fini(&workspace->figures);
        packs_fini(&workspace->packs);
    }
    for (size_t i = 0; i < workspace->n_loaded; i++)
        source_free(workspace->loaded[i]);
    for (size_t i = 0; i < workspace->n_tables; i++)
        source_free(workspace->tables[i]);
    units_free(workspace->units);
    if (workspace->catalogue)
        catalogue_free(workspace->catalogue);
    if (workspace->settings)
        settings_free(workspace->settings);
    arena_fini(&workspace->arena);
    free(workspace);
}
