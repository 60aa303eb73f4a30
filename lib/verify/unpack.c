/* unpack.c - manifest.json (batch/manifest.c writes it) and the files that it names. Nothing in it is trusted: paths stay in
 * the folder, what is not as it should be is refused. */
#include "verify/unpack.h"
#include "batch/enclosure.h"
#include "batch/output.h"
#include "batch/tar.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT_KNOWN 1
#define FILES_MOST   4096

static bool fail(const char *path, const char *id, const char *text, struct diag *diag) {
    diag_at(diag, DIAG_ERROR, (struct diag_where){.file = path}, id, "%s", text);
    return false;
}

static bool broken(const char *path, struct diag *diag) {
    return fail(
        path, "verify-manifest",
        _("the manifest among the attachments is not one that hoso writes; take the file as it was made"),
        diag);
}

static const struct paper_file *attached(const struct paper *paper, struct str name) {
    for (uint32_t i = 0; i < paper->n_files; i++)
        if (str_equal(paper->files[i].name, name))
            return &paper->files[i];
    return NULL;
}

static struct str member(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                 : STR("");
}

/* ---- files ------------------------------------------------------------------------------------------------------------- */

static bool from_archive(struct str archive, struct str name, struct str *bytes) {
    struct tar_file file;
    while (tar_next(&archive, &file))
        if (str_equal(file.name, name)) {
            *bytes = file.bytes;
            return true;
        }
    return false;
}

static bool find_bytes(const struct paper *paper, struct str name, struct str within, struct str *bytes) {
    const struct paper_file *file = attached(paper, within.len ? within : name);
    if (!file)
        return false;
    *bytes = file->bytes;
    return within.len == 0 || from_archive(file->bytes, name, bytes);
}

/* Inside the folder, with room for the folder's own name, and never what is made up here. */
static bool safe(struct str path) {
    return output_sound(path) && path.len < PATH_MAX / 2 && !str_equal(path, STR("hoso.yaml")) &&
           !str_starts(path, STR(".hoso"));
}

/* What hoso.yaml says of people is printed, and names no file. */
static bool is_wording(const char *key) {
    static const char *const keys[] = {"issuer", "signer", "recipients", "addressees"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

static bool leaves_folder(struct str path) {
    for (size_t from = 0; from <= path.len;) {
        size_t end = str_find(path, STR("/"), from);
        end = end == STR_NONE ? path.len : end;
        if (str_equal(str_cut(path, from, end), STR("..")))
            return true;
        from = end + 1;
    }
    return str_starts(path, STR("/"));
}

/* A workspace that was written by somebody else must not have files of this machine read as its sources. The depth is bounded by
 * the parser (JSON_PARSER_MAX_DEPTH). */
static bool stays_inside(const json_t *value) {
    const char *key;
    json_t *part;
    size_t i;
    if (json_is_string(value))
        return !leaves_folder((struct str){json_string_value(value), json_string_length(value)});
    json_array_foreach(value, i, part) if (!stays_inside(part)) return false;
    json_object_foreach((json_t *)value, key, part) if (!is_wording(key) && !stays_inside(part)) return false;
    return true;
}

static bool read_entry(struct unpacked *unpacked, const struct paper *paper, const json_t *entry,
                       const char *path, struct diag *diag) {
    struct unpacked_file *file = &unpacked->files[unpacked->n_files];
    char hex[DIGEST_HEX];
    struct str given = member(entry, "sha256"), within = member(entry, "in");
    *file = (struct unpacked_file){.name = member(entry, "name"),
                                   .path = member(entry, "path"),
                                   .counted = json_is_true(json_object_get(entry, "counted"))};
    if (file->name.len == 0 || (within.len == 0 && given.len != DIGEST_HEX - 1) ||
        (file->path.len && !safe(file->path)))
        return broken(path, diag);
    if (!find_bytes(paper, file->name, within, &file->bytes)) {
        diag_at(diag, DIAG_ERROR, (struct diag_where){.file = path}, "verify-attachment",
                _("the attachment \"%.*s\", which the manifest names, is not there"), STR_ARG(file->name));
        return false;
    }
    unpacked->n_files++;
    digest_bytes(file->bytes.at, file->bytes.len, hex);
    if (within.len || str_equal(str_of(hex), given)) /* an archive is an entry of its own */
        return true;
    diag_at(diag, DIAG_ERROR, (struct diag_where){.file = path}, "verify-attachment",
            _("the attachment \"%.*s\" was changed: its digest is not the one in the manifest"),
            STR_ARG(file->name));
    return false;
}

static bool read_entries(struct unpacked *unpacked, const struct paper *paper, const char *path,
                         struct diag *diag) {
    const json_t *list = json_object_get(unpacked->manifest, "files");
    size_t n = json_is_array(list) ? json_array_size(list) : 0;
    bool ok = true;
    if (n == 0 || n > FILES_MOST)
        return broken(path, diag);
    unpacked->files = ARENA_ARRAY(&unpacked->arena, n, struct unpacked_file);
    for (size_t i = 0; i < n; i++)
        ok &= read_entry(unpacked, paper, json_array_get(list, i), path, diag);
    return ok;
}

/* A file that the manifest does not name was attached later, or by something else: it says nothing here. */
static void note_others(const struct unpacked *unpacked, const struct paper *paper, const char *path,
                        struct diag *diag) {
    for (uint32_t i = 0; i < paper->n_files; i++) {
        struct str name = paper->files[i].name;
        bool known = str_equal(name, STR(ENCLOSURE_MANIFEST)) || unpack_find(unpacked, name) != NULL;
        if (!known)
            diag_at(diag, DIAG_WARNING, (struct diag_where){.file = path}, "verify-attachment",
                    _("the attachment \"%.*s\" is not named by the manifest; it is not looked at"),
                    STR_ARG(name));
    }
}

bool unpack_read(struct unpacked *unpacked, const struct paper *paper, const char *path, struct diag *diag) {
    *unpacked = (struct unpacked){0};
    const struct paper_file *manifest = attached(paper, STR(ENCLOSURE_MANIFEST));
    if (!manifest)
        return fail(
            path, "verify-no-evidence",
            _("the PDF carries no evidence of hoso's, so nothing can be verified; build it with evidence: "
              "true in hoso.yaml"),
            diag);
    unpacked->manifest = json_loadb(manifest->bytes.at, manifest->bytes.len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *format = json_object_get(unpacked->manifest, "format");
    if (!json_is_object(unpacked->manifest) || !json_is_integer(format) ||
        !json_is_object(json_object_get(unpacked->manifest, "workspace")))
        return broken(path, diag);
    if (json_integer_value(format) != FORMAT_KNOWN)
        return fail(path, "verify-version",
                    _("the evidence is of a form that this version of hoso does not know; take a newer one"),
                    diag);
    if (!stays_inside(json_object_get(unpacked->manifest, "workspace")))
        return broken(path, diag);
    bool ok = read_entries(unpacked, paper, path, diag);
    note_others(unpacked, paper, path, diag);
    return ok;
}

const struct unpacked_file *unpack_find(const struct unpacked *unpacked, struct str name) {
    for (size_t i = 0; i < unpacked->n_files; i++)
        if (str_equal(unpacked->files[i].name, name))
            return &unpacked->files[i];
    return NULL;
}

struct str unpack_inside(const struct unpacked *unpacked, const char *path) {
    size_t len = strlen(unpacked->folder);
    bool inside = strncmp(path, unpacked->folder, len) == 0 && path[len] == '/';
    return str_of(inside ? path + len + 1 : path);
}

/* ---- the folder -------------------------------------------------------------------------------------------------------- */

#define FOLDER_TRIES 100

static bool has_digit(const char *text) {
    return text[strcspn(text, "0123456789")] != '\0';
}

/* A name without digits: a year in the path of a source counts where nothing else says one. */
static bool make_folder(struct unpacked *unpacked, struct diag *diag) {
    const char *top = getenv("TMPDIR");
    size_t len = strlen(top && *top ? top : "/tmp") + sizeof "/hoso-XXXXXX";
    unpacked->folder = mem_new(len, 1);
    for (int i = 0; i < FOLDER_TRIES; i++) {
        snprintf(unpacked->folder, len, "%s/hoso-XXXXXX", top && *top ? top : "/tmp");
        if (!mkdtemp(unpacked->folder))
            break;
        if (!has_digit(unpacked->folder + len - 7))
            return true;
        rmdir(unpacked->folder);
    }
    diag_errno(diag, unpacked->folder, _("making a folder for the evidence"), errno);
    free(unpacked->folder);
    unpacked->folder = NULL;
    return false;
}

static bool make_parents(struct unpacked *unpacked, const char *path, struct diag *diag) {
    const char *slash = strrchr(path, '/');
    return file_make_folders(arena_str(&unpacked->arena, (struct str){path, (size_t)(slash - path)}).at,
                             diag);
}

static bool write_file(struct unpacked *unpacked, struct str name, struct str bytes, struct diag *diag) {
    const char *path = file_join(&unpacked->arena, unpacked->folder, arena_str(&unpacked->arena, name).at);
    if (!make_parents(unpacked, path, diag))
        return false;
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool ok = file >= 0 && file_write(file, bytes.at, bytes.len);
    int error = errno;
    if (file >= 0 && close(file) != 0) {
        ok = false;
        error = errno;
    }
    if (!ok)
        diag_errno(diag, path, _("writing the evidence"), error);
    return ok;
}

bool unpack_write(struct unpacked *unpacked, struct diag *diag) {
    char *yaml = json_dumps(json_object_get(unpacked->manifest, "workspace"), JSON_INDENT(1));
    if (!yaml)
        mem_exhausted();
    bool ok = make_folder(unpacked, diag) && write_file(unpacked, STR("hoso.yaml"), str_of(yaml), diag);
    for (size_t i = 0; i < unpacked->n_files && ok; i++)
        if (unpacked->files[i].path.len)
            ok = write_file(unpacked, unpacked->files[i].path, unpacked->files[i].bytes, diag);
    free(yaml);
    return ok;
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *ftw) {
    (void)about;
    (void)type;
    (void)ftw;
    remove(path);
    return 0;
}

void unpack_fini(struct unpacked *unpacked) {
    if (unpacked->folder)
        nftw(unpacked->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(unpacked->folder);
    json_decref(unpacked->manifest);
    arena_fini(&unpacked->arena);
    *unpacked = (struct unpacked){0};
}
