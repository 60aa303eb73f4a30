/* manifest.c - manifest.json of a dossier's evidence: what made it, of what, and the hoso.yaml of a workspace that makes it
 * again from the attached files. `workspace` is that file as it is: JSON is YAML. */
#include "batch/enclosure.h"
#include "batch/settings.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST_FORMAT 1

static json_t *text(struct str s) {
    return json_stringn(s.at ? s.at : "", s.len);
}

static void put(json_t *object, const char *key, struct str s) {
    if (s.len)
        json_object_set_new(object, key, text(s));
}

static void put_date(json_t *object, const char *key, struct date date) {
    char day[32];
    snprintf(day, sizeof day, "%04d-%02d-%02d", date.year, date.month, date.day);
    if (date_known(date))
        json_object_set_new(object, key, json_string(day));
}

static json_t *list(const struct str *items, uint32_t n) {
    json_t *array = json_array();
    for (uint32_t i = 0; i < n; i++)
        json_array_append_new(array, text(items[i]));
    return array;
}

static void put_list(json_t *object, const char *key, const struct str *items, uint32_t n) {
    if (n)
        json_object_set_new(object, key, list(items, n));
}

/* ---- hoso.yaml --------------------------------------------------------------------------------------------------------- */

static void put_issuer(json_t *yaml, const struct issuer *issuer) {
    json_t *about = json_object(), *signer = json_object();
    put(about, "parent", issuer->parent);
    put(about, "name", issuer->name);
    put(about, "place", issuer->place);
    put(about, "symbol", issuer->symbol);
    json_object_set_new(yaml, "issuer", about);
    put_list(signer, "post", issuer->post, issuer->n_post);
    put(signer, "name", issuer->signer);
    json_object_set_new(yaml, "signer", signer);
    put_list(yaml, "recipients", issuer->recipients, issuer->n_recipients);
    put_list(yaml, "addressees", issuer->addressees, issuer->n_addressees);
}

static json_t *source_entry(const struct enclosure *enclosure, size_t i) {
    const struct source *source = enclosure->excerpts[i].source;
    json_t *entry = json_object();
    put(entry, "files", str_of(enclosure->excerpts[i].path));
    put(entry, "place", source->place);
    put_date(entry, "date", source->date);
    const struct pack *pack = enclosure->kit->workspace->read_by[i];
    if (pack && (source->kind == SOURCE_TEXT || source->rules.len)) /* a pack is chosen for texts alone */
        put(entry, "rules", str_of(pack_name(pack)));
    put(entry, "charset", STR("UTF-8"));
    return entry;
}

static json_t *sources(const struct enclosure *enclosure) {
    json_t *array = json_array();
    for (size_t i = 0; i < enclosure->kit->workspace->n_loaded; i++)
        if (enclosure->excerpts[i].source)
            json_array_append_new(array, source_entry(enclosure, i));
    return array;
}

static json_t *years(const struct workspace_dossier *dossier) {
    json_t *array = json_array();
    for (uint32_t i = 0; i < dossier->n_years; i++)
        json_array_append_new(array, json_integer(dossier->years[i]));
    return array;
}

static json_t *dossiers(const struct workspace_dossier *dossier) {
    json_t *entry = json_object(), *array = json_array();
    put(entry, "template", str_of(dossier->template));
    put(entry, "for", dossier->place);
    json_object_set_new(entry, "years", years(dossier));
    put(entry, "output", STR("ho-so.pdf"));
    json_object_set_new(entry, "evidence", json_true());
    if (dossier->draft)
        json_object_set_new(entry, "draft", json_true());
    json_array_append_new(array, entry);
    return array;
}

static void put_checks(json_t *yaml, const struct settings *settings) {
    json_t *array = json_array();
    for (unsigned i = 0; i < settings->checks_count; i++) {
        json_t *entry = json_object();
        put(entry, "id", str_of(settings->checks[i].id));
        put(entry, "level", str_of(settings->checks[i].level));
        put(entry, "tolerance", str_of(settings->checks[i].tolerance));
        json_array_append_new(array, entry);
    }
    if (json_array_size(array))
        json_object_set(yaml, "checks", array);
    json_decref(array);
}

static void put_crosswalks(json_t *yaml, const struct enclosure *enclosure) {
    json_t *array = json_array();
    for (size_t i = 0; i < enclosure->n_files; i++) {
        const struct enclosed *file = &enclosure->files[i];
        bool is_source = false;
        for (size_t k = 0; k < enclosure->kit->workspace->n_loaded; k++)
            is_source |= enclosure->excerpts[k].source && file->path == enclosure->excerpts[k].path;
        if (file->excerpt && !is_source)
            json_array_append_new(array, json_string(file->path));
    }
    if (json_array_size(array))
        json_object_set(yaml, "crosswalks", array);
    json_decref(array);
}

static json_t *workspace_yaml(const struct enclosure *enclosure) {
    const struct workspace *workspace = enclosure->kit->workspace;
    json_t *yaml = json_object();
    put(yaml, "language", STR("vi"));
    put_date(yaml, "date", enclosure->date);
    put_issuer(yaml, &workspace->issuer);
    put_checks(yaml, workspace->settings);
    put_crosswalks(yaml, enclosure);
    json_object_set_new(yaml, "sources", sources(enclosure));
    json_object_set_new(yaml, "dossiers", dossiers(enclosure->dossier));
    return yaml;
}

/* ---- what made it ------------------------------------------------------------------------------------------------------ */

static void put_fonts(json_t *used, const struct kit *kit) {
    json_t *fonts = json_object();
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_info *info = fonts_info(kit->fonts, (enum face)face);
        if (*info->sha256)
            json_object_set_new(fonts, face_name((enum face)face), json_string(info->sha256));
    }
    json_object_set_new(used, "fonts", fonts);
}

/* By what they say: a comment makes no other dossier. */
static json_t *used(const struct enclosure *enclosure) {
    json_t *object = json_object();
    for (size_t i = 0; i < enclosure->n_makers; i++)
        json_object_set_new(object, enclosure->makers[i]->path, json_string(enclosure->makers[i]->sha256));
    put_fonts(object, enclosure->kit);
    return object;
}

/* ---- files ------------------------------------------------------------------------------------------------------------- */

/* What lies in an archive is guarded by the archive's digest. */
static json_t *file_entry(const struct enclosed *file) {
    char hex[DIGEST_HEX];
    json_t *entry = json_object();
    put(entry, "name", str_of(file->name));
    put(entry, "path", str_of(file->path));
    put(entry, "in", str_of(file->within));
    if (file->counted)
        json_object_set_new(entry, "counted", json_true());
    if (!file->within) {
        digest_bytes(file->bytes.at, file->bytes.len, hex);
        json_object_set_new(entry, "sha256", json_string(hex));
    }
    return entry;
}

static json_t *files(const struct enclosure *enclosure) {
    json_t *array = json_array();
    for (size_t i = 0; i < enclosure->n_files; i++)
        json_array_append_new(array, file_entry(&enclosure->files[i]));
    return array;
}

struct str manifest_make(const struct enclosure *enclosure) {
    json_t *manifest = json_object();
    json_object_set_new(manifest, "format", json_integer(MANIFEST_FORMAT));
    json_object_set_new(manifest, "made_by", json_string("hoso " HOSO_VERSION));
    json_object_set_new(manifest, "used", used(enclosure));
    json_object_set_new(manifest, "files", files(enclosure));
    json_object_set_new(manifest, "workspace", workspace_yaml(enclosure));
    char *dumped = json_dumps(manifest, JSON_INDENT(1));
    json_decref(manifest);
    if (!dumped)
        mem_exhausted();
    struct str made = arena_str(enclosure->arena, str_of(dumped));
    free(dumped);
    return made;
}
