/* init.c - a new workspace: a commented hoso.yaml, or the copy of an example. Nothing that is there is written over. */
#include "batch/batch.h"
#include <dirent.h>
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where the examples lie, in the data folder. */
static const char *examples_folder(struct arena *arena) {
    return file_join(arena, batch_data_folder(), "examples");
}

static int is_example(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

/* "bac-ninh, dien-bien": what there is to choose from. */
static void list_examples(struct buf *out, const char *folder) {
    struct dirent **names = NULL;
    int n = scandir(folder, &names, is_example, alphasort);
    for (int i = 0; i < n; i++) {
        buf_printf(out, "%s%s", i ? ", " : "", names[i]->d_name);
        free(names[i]);
    }
    free(names);
}

static const char *find_example(struct arena *arena, const char *name, struct diag *diag) {
    const char *all = examples_folder(arena);
    const char *path = file_join(arena, all, name);
    /* A name, not a way out of the folder: `.` and `/` have no place in it. */
    if (*name && !strpbrk(name, "./") && file_exists(file_join(arena, path, "hoso.yaml")))
        return path;
    struct buf names = BUF_EMPTY;
    list_examples(&names, all);
    diag_say(diag, DIAG_USAGE, "example-unknown", _("there is no example \"%s\"; there are: %s"), name,
             names.len ? names.at : "-");
    buf_fini(&names);
    return NULL;
}

/* True when nothing is at `folder`, or an empty folder; else reported. */
static bool must_be_free(const char *folder, struct diag *diag) {
    struct dirent **names = NULL;
    int n = scandir(folder, &names, NULL, NULL);
    if (n < 0 && errno == ENOENT)
        return true;
    if (n < 0) {
        diag_errno(diag, folder, _("opening"), errno);
        return false;
    }
    for (int i = 0; i < n; i++)
        free(names[i]);
    free(names);
    if (n > 2) /* "." and ".." */
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = folder}, "init-occupied",
                _("the folder is not empty; name a new one, so that nothing of yours is written over"));
    return n <= 2;
}

/* What was made from the example is not a part of it. */
static bool is_product(const FTSENT *entry) {
    return entry->fts_level > 0 &&
           (entry->fts_name[0] == '.' || (entry->fts_level == 1 && strcmp(entry->fts_name, "ra") == 0));
}

static bool copy_file(const char *from, const char *to, struct diag *diag) {
    struct buf bytes = BUF_EMPTY;
    bool ok = file_read(from, &bytes, diag) && file_replace(to, bytes.at, bytes.len, diag);
    buf_fini(&bytes);
    return ok;
}

static bool copy_folder(struct arena *arena, const char *from, const char *to, struct diag *diag) {
    char *paths[] = {(char *)from, NULL};
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!tree) {
        diag_errno(diag, from, _("opening"), errno);
        return false;
    }
    bool ok = true;
    for (FTSENT *entry; ok && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR) {
            diag_errno(diag, entry->fts_path, _("reading"), entry->fts_errno);
            ok = false;
        } else if (is_product(entry)) {
            fts_set(tree, entry, FTS_SKIP);
        } else if (entry->fts_info == FTS_F) {
            ok = copy_file(entry->fts_path, file_join(arena, to, entry->fts_path + strlen(from) + 1), diag);
        }
    }
    fts_close(tree);
    return ok;
}

static bool init_example(struct arena *arena, const char *folder, const char *example, struct diag *diag) {
    const char *from = find_example(arena, example, diag);
    return from && must_be_free(folder, diag) && copy_folder(arena, from, folder, diag);
}

/* Reports may be in the folder already: only a workspace must not be there. */
static bool init_blank(struct arena *arena, const char *folder, const char *language, struct diag *diag) {
    const char *settings = file_join(arena, folder, "hoso.yaml");
    if (file_exists(settings)) {
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = settings}, "init-occupied",
                _("there is a workspace already; change this file, or name another folder"));
        return false;
    }
    const char *name = strcmp(language, "vi") == 0 ? "hoso.vi.yaml" : "hoso.en.yaml";
    const char *blank = file_join(arena, file_join(arena, batch_data_folder(), "templates/workspace"), name);
    return copy_file(blank, settings, diag) && file_make_folders(file_join(arena, folder, "nguon"), diag);
}

bool workspace_init(const char *folder, const char *example, const char *language, struct diag *diag) {
    struct arena arena = ARENA_EMPTY;
    bool ok =
        example ? init_example(&arena, folder, example, diag) : init_blank(&arena, folder, language, diag);
    arena_fini(&arena);
    return ok;
}
