/* plan_dossiers.c - a dossier for each place that hoso.yaml asks for. */
#include "batch/output.h"
#include "batch/plan.h"
#include "batch/shipped.h"
#include <stdlib.h>
#include <string.h>

/* The plan while it grows. `taken` maps each output path to its dossier: by its letters alone, for on the disks of other systems
 * two names that differ only in capitals, or in how their letters are put together, are one file. */
struct planning {
    struct workspace *workspace;
    struct diag *diag;
    struct map taken, inputs, folders;
    struct arena scratch;
    size_t cap;
    bool ok;
};

/* In the scratch arena. */
static struct str letters_of(struct planning *planning, const char *path) {
    struct str name = str_of(path);
    struct nfc nfc;
    size_t bad;
    char *folded = arena_alloc(&planning->scratch, name.len + 1);
    if (fold_plain(name, folded))
        return (struct str){folded, name.len};
    return nfc_make(&planning->scratch, name, &nfc, &bad) ? fold(&planning->scratch, nfc.text) : name;
}

static void refuse(struct planning *planning) {
    planning->ok = false;
}

/* By its letters: what the program reads, or keeps for itself. */
static bool is_read(const struct planning *planning, struct str letters) {
    return str_starts(letters, STR(".hoso/")) || str_starts(letters, STR("templates/")) ||
           str_equal(letters, STR("hoso.yaml")) || map_find(&planning->inputs, letters) != MAP_NONE;
}

/* True when nothing else lies or is made there. */
static bool path_is_free(struct planning *planning, const char *path, struct str letters, struct str place,
                         struct diag_where where) {
    struct workspace *workspace = planning->workspace;
    uint32_t other = map_find(&planning->taken, letters);
    if (other != MAP_NONE)
        diag_at(
            planning->diag, DIAG_USAGE, where, "output-twice",
            _("\"%s\" is the file of both %.*s and %.*s; put {place} in the path, or name the units apart"),
            path, STR_ARG(workspace->dossiers[other].place), STR_ARG(place));
    else if (is_read(planning, letters))
        diag_at(planning->diag, DIAG_USAGE, where, "output-input",
                _("\"%s\" is a file that the program reads; write the dossier elsewhere"), path);
    else
        return true;
    return false;
}

/* Each folder is looked at once, however many files go there. */
static bool folder_is_inside(struct planning *planning, const char *path, struct diag_where where) {
    const char *slash = strrchr(path, '/');
    struct str folder = {path, slash ? (size_t)(slash - path) : 0};
    uint32_t known = map_find(&planning->folders, folder);
    if (known == MAP_NONE) {
        known = output_inside(planning->workspace->folder, path, where, planning->diag);
        map_put(&planning->folders, folder, known);
    }
    return known == 1;
}

static void add_dossier(struct planning *planning, struct workspace_dossier dossier, const char *pattern) {
    struct workspace *workspace = planning->workspace;
    struct diag_where where = plan_where(workspace, dossier.line);
    dossier.output = output_path(&workspace->arena, pattern, dossier.place, where, planning->diag);
    struct str letters = dossier.output ? letters_of(planning, dossier.output) : STR("");
    if (!dossier.output || !path_is_free(planning, dossier.output, letters, dossier.place, where) ||
        !folder_is_inside(planning, dossier.output, where)) {
        refuse(planning);
        return;
    }
    if (workspace->n_dossiers == planning->cap) {
        size_t grown = planning->cap ? planning->cap * 2 : 64;
        struct workspace_dossier *items = ARENA_ARRAY(&workspace->arena, grown, struct workspace_dossier);
        if (workspace->n_dossiers)
            memcpy(items, workspace->dossiers, workspace->n_dossiers * sizeof *items);
        workspace->dossiers = items;
        planning->cap = grown;
    }
    map_put(&planning->taken, letters, (uint32_t)workspace->n_dossiers);
    workspace->dossiers[workspace->n_dossiers++] = dossier;
}

static int by_number(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

/* Years ascending, each once. */
static bool plan_years(struct planning *planning, const struct settings_dossier *entry,
                       struct diag_where where, struct workspace_dossier *dossier) {
    int *years = ARENA_ARRAY(&planning->workspace->arena, entry->years_count, int);
    uint32_t n = 0;
    qsort(entry->years, entry->years_count, sizeof *entry->years, by_number);
    for (unsigned i = 0; i < entry->years_count; i++) {
        int year = entry->years[i];
        if (year < DATE_YEAR_FIRST || year > DATE_YEAR_LAST) {
            diag_at(planning->diag, DIAG_USAGE, where, "years",
                    _("%d is no year of a report; write %d to %d"), year, DATE_YEAR_FIRST, DATE_YEAR_LAST);
            return false;
        }
        if (n == 0 || years[n - 1] != year)
            years[n++] = year;
    }
    dossier->years = years;
    dossier->n_years = n;
    return true;
}

/* A dossier for each known place of the class. */
static void expand(struct planning *planning, struct workspace_dossier dossier,
                   const struct settings_dossier *entry, struct diag_where where) {
    struct workspace *workspace = planning->workspace;
    struct str class = plan_text(workspace, entry->each);
    enum place_level level = place_level(arena_printf(&workspace->arena, "%.*s A", STR_ARG(class)), STR(""));
    if (level == PLACE_UNKNOWN) {
        diag_at(planning->diag, DIAG_USAGE, where, "each",
                _("\"%s\" is no class of places; write xã, huyện or tỉnh"), entry->each);
        refuse(planning);
        return;
    }
    size_t before = workspace->n_dossiers;
    for (size_t i = 0; i < workspace->n_places; i++) {
        if (workspace->places[i].level != level)
            continue;
        dossier.place = workspace->places[i].name;
        add_dossier(planning, dossier, entry->output);
    }
    if (workspace->n_dossiers == before && planning->ok)
        diag_at(planning->diag, DIAG_WARNING, where, "each-none",
                _("no source has figures of a %s, so nothing is made here; check the sources"), entry->each);
}

static void plan_entry(struct planning *planning, const struct settings_dossier *entry, uint32_t line) {
    struct workspace *workspace = planning->workspace;
    struct diag_where where = plan_where(workspace, line);
    struct workspace_dossier dossier = {
        .line = line,
        .evidence = entry->evidence ? *entry->evidence : workspace->settings->evidence,
        .draft = entry->draft ? *entry->draft : workspace->settings->draft,
    };
    dossier.template = arena_strdup(&workspace->arena, entry->template);
    if (!shipped_name(str_of(entry->template))) {
        diag_at(planning->diag, DIAG_USAGE, where, "template-name",
                _("\"%s\" is no template's name; write it without folder and ending, e.g. bao-cao-nam"),
                entry->template);
        refuse(planning);
    } else if (!entry->place == !entry->each) {
        diag_at(planning->diag, DIAG_USAGE, where, "for-each",
                _("write either for: with a place or each: with a class"));
        refuse(planning);
    } else if (!plan_years(planning, entry, where, &dossier)) {
        refuse(planning);
    } else if (entry->each) {
        expand(planning, dossier, entry, where);
    } else {
        dossier.place = place_name(&workspace->arena, plan_text(workspace, entry->place));
        plan_name_known(workspace, dossier.place, where, planning->diag);
        add_dossier(planning, dossier, entry->output);
    }
}

/* As hoso.yaml would write the path. */
static void add_input(struct planning *planning, const char *path, struct str folder) {
    struct str name = str_of(path);
    if (str_starts(name, folder))
        name = str_cut(name, folder.len, name.len);
    struct str kept = arena_str(&planning->scratch, name);
    map_put(&planning->inputs, letters_of(planning, kept.at), 0);
}

static void list_inputs(struct planning *planning) {
    struct workspace *workspace = planning->workspace;
    struct str folder = str_of(file_join(&workspace->arena, workspace->folder, ""));
    for (size_t i = 0; i < workspace->n_sources; i++)
        add_input(planning, workspace->sources[i].path, folder);
    for (size_t i = 0; i < workspace->n_tables; i++)
        add_input(planning, workspace->tables[i]->path, folder);
    for (int face = 0; face < FACE_COUNT; face++)
        if (workspace->own_fonts[face])
            add_input(planning, workspace->own_fonts[face], folder);
}

bool plan_dossiers(struct workspace *workspace, struct diag *diag) {
    const struct settings *settings = workspace->settings;
    uint32_t *lines = ARENA_ARRAY(&workspace->arena, settings->dossiers_count, uint32_t);
    yaml_item_lines(workspace->text, "dossiers", lines, settings->dossiers_count);
    struct planning planning = {.workspace = workspace, .diag = diag, .ok = true};
    list_inputs(&planning);
    for (unsigned i = 0; i < settings->dossiers_count; i++)
        plan_entry(&planning, &settings->dossiers[i], lines[i]);
    map_fini(&planning.taken);
    map_fini(&planning.inputs);
    map_fini(&planning.folders);
    arena_fini(&planning.scratch);
    return planning.ok;
}
