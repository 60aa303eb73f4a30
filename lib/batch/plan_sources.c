/* plan_sources.c - the files that hoso.yaml's `sources:` name. */
#include "batch/plan.h"
#include <glob.h>
#include <stdlib.h>
#include <string.h>

struct diag_where plan_where(const struct workspace *workspace, uint32_t line) {
    struct str text = workspace->text;
    size_t at = 0;
    for (uint32_t i = 1; i < line && at != STR_NONE; i++) {
        size_t end = str_find(text, STR("\n"), at);
        at = end == STR_NONE ? STR_NONE : end + 1;
    }
    struct str shown = STR("");
    if (line && at != STR_NONE) {
        size_t end = str_find(text, STR("\n"), at);
        shown = str_trim(str_cut(text, at, end == STR_NONE ? text.len : end));
    }
    return (struct diag_where){.file = workspace->file, .line = line, .text = shown};
}

struct str plan_text(struct workspace *workspace, const char *text) {
    struct nfc nfc;
    size_t bad;
    struct str raw = arena_str(&workspace->arena, str_of(text));
    return nfc_make(&workspace->arena, raw, &nfc, &bad) ? nfc.text : raw;
}

struct found {
    char **paths; /* sorted; each and the list are in the arena */
    size_t n;
};

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A name that is there is taken as it stands, so that brackets in file names need no escape. */
static struct found find_files(struct workspace *workspace, const char *pattern) {
    struct arena *arena = &workspace->arena;
    const char *path = file_join(arena, workspace->folder, pattern);
    struct found found = {0};
    glob_t globbed;
    if (file_exists(path)) {
        found.paths = ARENA_NEW(arena, char *);
        found.paths[found.n++] = arena_strdup(arena, path);
        return found;
    }
    if (glob(path, GLOB_NOSORT | GLOB_ERR, NULL, &globbed) == 0) {
        found.paths = ARENA_ARRAY(arena, globbed.gl_pathc, char *);
        for (size_t i = 0; i < globbed.gl_pathc; i++)
            found.paths[found.n++] = arena_strdup(arena, globbed.gl_pathv[i]);
        globfree(&globbed);
        qsort(found.paths, found.n, sizeof *found.paths, by_bytes);
    }
    return found;
}

static bool read_date(const char *text, struct diag_where where, struct date *date, struct diag *diag) {
    if (!text || !*text || date_parse(str_of(text), date))
        return true;
    diag_at(diag, DIAG_USAGE, where, "date", _("\"%s\" is no date; write it as 2021-12-31"), text);
    return false;
}

static bool read_charset(struct str charset, struct diag_where where, struct diag *diag) {
    if (charset.len == 0 || source_charset_known(charset))
        return true;
    diag_at(diag, DIAG_USAGE, where, "charset-unknown",
            _("there is no charset \"%.*s\"; name one of UTF-8, UTF-16, TCVN3, VNI, VISCII, Windows-1258"),
            STR_ARG(charset));
    return false;
}

static void keep(struct workspace *workspace, struct workspace_source source, size_t *cap) {
    if (workspace->n_sources == *cap) {
        size_t grown = *cap ? *cap * 2 : 16;
        struct workspace_source *items = ARENA_ARRAY(&workspace->arena, grown, struct workspace_source);
        if (workspace->n_sources)
            memcpy(items, workspace->sources, workspace->n_sources * sizeof *items);
        workspace->sources = items;
        *cap = grown;
    }
    workspace->sources[workspace->n_sources++] = source;
}

/* The files of one entry, behind those of the entries before it. */
static bool plan_entry(struct workspace *workspace, const struct settings_source *entry, uint32_t line,
                       struct map *seen, size_t *cap, struct diag *diag) {
    struct diag_where where = plan_where(workspace, line);
    struct workspace_source source = {.line = line};
    source.place = place_name(&workspace->arena, plan_text(workspace, entry->place));
    plan_name_class(source.place, where, diag);
    source.rules = plan_text(workspace, entry->rules);
    source.charset = plan_text(workspace, entry->charset);
    bool ok = read_date(entry->date, where, &source.date, diag) && read_charset(source.charset, where, diag);
    struct found found = find_files(workspace, entry->files);
    if (found.n == 0) {
        diag_at(diag, DIAG_USAGE, where, "source-missing",
                _("there is no file \"%s\"; check the name or the pattern"), entry->files);
        return false;
    }
    for (size_t i = 0; i < found.n; i++) {
        source.path = found.paths[i];
        if (map_find(seen, str_of(source.path)) != MAP_NONE) {
            diag_at(diag, DIAG_USAGE, where, "source-twice",
                    _("%s is named by an entry before; name each file once, or its figures count twice"),
                    source.path);
            ok = false;
            continue;
        }
        map_put(seen, str_of(source.path), line);
        keep(workspace, source, cap);
    }
    return ok;
}

bool plan_sources(struct workspace *workspace, struct diag *diag) {
    const struct settings *settings = workspace->settings;
    uint32_t *lines = ARENA_ARRAY(&workspace->arena, settings->sources_count, uint32_t);
    yaml_item_lines(workspace->text, "sources", lines, settings->sources_count);
    struct map seen = MAP_EMPTY;
    size_t cap = 0;
    bool ok = true;
    for (unsigned i = 0; i < settings->sources_count; i++)
        ok &= plan_entry(workspace, &settings->sources[i], lines[i], &seen, &cap, diag);
    map_fini(&seen);
    return ok;
}
