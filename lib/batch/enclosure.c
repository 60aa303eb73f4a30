/* enclosure.c - gathers what a dossier rests on, and makes files of it. */
#include "batch/enclosure.h"
#include "batch/settings.h"
#include "batch/tar.h"
#include "figure/sheet.h"
#include <glob.h>
#include <stdlib.h>
#include <string.h>

/* So many excerpts of so many bytes in all go into one archive: a unit's rows of six years. Larger ones are better opened
 * one by one. */
#define BUNDLE_FILES 3
#define BUNDLE_BYTES (64u << 10)

/* ---- what is used ------------------------------------------------------------------------------------------------------ */

static void add_finding(struct enclosure *enclosure, const struct finding *finding) {
    for (size_t i = 0; i < enclosure->n_findings; i++)
        if (enclosure->findings[i] == finding)
            return;
    MEM_ROOM(enclosure->findings, enclosure->n_findings, enclosure->findings_cap);
    enclosure->findings[enclosure->n_findings++] = finding;
}

static void find_asked(struct enclosure *enclosure, const struct figures_log *log) {
    const struct findings *findings = &enclosure->kit->workspace->findings;
    for (size_t i = 0; i < log->n_places && findings->starts; i++)
        for (size_t at = findings->starts[log->places[i]]; at < findings->starts[log->places[i] + 1]; at++)
            add_finding(enclosure, &findings->items[at]);
}

static bool rests_on(const struct finding *finding, const bool *wanted) {
    for (uint32_t i = 0; i < finding->n_figures; i++)
        if (wanted[finding->figures[i]->id])
            return true;
    return false;
}

/* Why used figures carry the mark of doubt, where that is no finding of a place that was asked for. */
static void find_doubts(struct enclosure *enclosure, const uint32_t *used, size_t n) {
    const struct workspace *workspace = enclosure->kit->workspace;
    bool *wanted = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!workspace->figures.items[used[i]]->doubtful)
            continue;
        wanted = wanted ? wanted : mem_new(workspace->figures.n, sizeof *wanted);
        wanted[used[i]] = true;
    }
    for (size_t i = 0; wanted && i < workspace->findings.n; i++)
        if (workspace->findings.items[i].doubts && rests_on(&workspace->findings.items[i], wanted))
            add_finding(enclosure, &workspace->findings.items[i]);
    free(wanted);
}

struct ids {
    uint32_t *items;
    size_t n, cap;
};

static void add_id(struct ids *ids, uint32_t id) {
    MEM_ROOM(ids->items, ids->n, ids->cap);
    ids->items[ids->n++] = id;
}

/* The name without what told it apart (figures_settle); empty: nothing did. */
static struct str bare_of(const struct figure *figure) {
    struct str place = figure->about->place,
               tell = figure->about->within.len ? figure->about->within : figure->about->code;
    size_t added = tell.len + (figure->about->within.len ? 2 : 3); /* ", B" or " (B)" */
    bool told = tell.len && place.len > added && str_find(place, tell, place.len - tell.len - 1) != STR_NONE;
    bool comma = told && str_equal(str_cut(place, place.len - added, place.len - tell.len), STR(", "));
    bool round = told && !figure->about->within.len && place.at[place.len - 1] == ')';
    return comma || round ? str_cut(place, 0, place.len - added) : STR("");
}

/* A place that shares its name with another is told apart only beside it: a row of the other is used too. */
static void add_homonym(struct ids *ids, const struct figures *figures, const struct figure *figure) {
    struct str bare = bare_of(figure);
    for (size_t i = figure->id; bare.len && i > 0; i--) {
        const struct figure *other = figures->items[i - 1];
        if (other->where.source != figure->where.source)
            break;
        if (other->about->place_id != figure->about->place_id && str_equal(bare_of(other), bare)) {
            add_id(ids, other->id);
            return;
        }
    }
    for (size_t i = figure->id; bare.len && i < figures->n; i++) {
        const struct figure *other = figures->items[i];
        if (other->where.source != figure->where.source)
            return;
        if (other->about->place_id != figure->about->place_id && str_equal(bare_of(other), bare)) {
            add_id(ids, other->id);
            return;
        }
    }
}

static int ascending(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void gather(struct enclosure *enclosure, const struct figures_log *log) {
    const struct figures *figures = &enclosure->kit->workspace->figures;
    struct ids ids = {0};
    for (size_t i = 0; i < log->n; i++)
        add_id(&ids, log->items[i]);
    find_asked(enclosure, log);
    find_doubts(enclosure, log->items, log->n);
    for (size_t i = 0; i < enclosure->n_findings; i++)
        for (uint32_t k = 0; k < enclosure->findings[i]->n_figures; k++)
            add_id(&ids, enclosure->findings[i]->figures[k]->id);
    for (size_t i = 0, n = ids.n; i < n; i++)
        add_homonym(&ids, figures, figures->items[ids.items[i]]);
    if (ids.n)
        qsort(ids.items, ids.n, sizeof *ids.items, ascending);
    const struct figure **items = ARENA_ARRAY(enclosure->arena, ids.n, const struct figure *);
    for (size_t i = 0; i < ids.n; i++)
        if (i == 0 || ids.items[i] != ids.items[i - 1])
            items[enclosure->n_figures++] = figures->items[ids.items[i]];
    enclosure->figures = items;
    free(ids.items);
}

/* ---- files ------------------------------------------------------------------------------------------------------------- */

static bool name_is_taken(const struct enclosure *enclosure, struct str name) {
    for (size_t i = 0; i < enclosure->n_files; i++)
        if (str_equal(str_of(enclosure->files[i].name), name))
            return true;
    return str_equal(name, STR(ENCLOSURE_MANIFEST)) || str_equal(name, STR(ENCLOSURE_FIGURES)) ||
           str_equal(name, STR(ENCLOSURE_FINDINGS)) || str_equal(name, STR(ENCLOSURE_SOURCES));
}

/* The last part of the path, told apart from the others by a number in front where it must be. */
static const char *name_for(const struct enclosure *enclosure, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *end = strrchr(base, '.');
    struct str name = str_of(base);
    if (name.len + 4 > TAR_NAME)
        name = arena_printf(enclosure->arena, "nguon%s", end && strlen(end) < 8 ? end : "");
    for (unsigned i = 2; name_is_taken(enclosure, name); i++)
        name = arena_printf(enclosure->arena, "%u-%s", i, name.len + 4 > TAR_NAME ? "nguon" : base);
    return arena_str(enclosure->arena, name).at;
}

static struct enclosed *add_file(struct enclosure *enclosure, struct enclosed file) {
    MEM_ROOM(enclosure->files, enclosure->n_files, enclosure->files_cap);
    enclosure->files[enclosure->n_files] = file;
    return &enclosure->files[enclosure->n_files++];
}

static void add_excerpts(struct enclosure *enclosure) {
    const struct workspace *workspace = enclosure->kit->workspace;
    struct arena *arena = enclosure->arena;
    uint32_t *used = ARENA_ARRAY(arena, enclosure->n_figures, uint32_t);
    enclosure->excerpts = ARENA_ARRAY(arena, workspace->n_loaded, struct excerpt);
    for (size_t from = 0, to; from < enclosure->n_figures; from = to) {
        uint32_t id = enclosure->figures[from]->where.source;
        for (to = from; to < enclosure->n_figures && enclosure->figures[to]->where.source == id; to++)
            used[to] = enclosure->figures[to]->id;
        const struct source *source = workspace->loaded[id];
        const char *path = excerpt_path(arena, workspace->folder, source->path, id + 1);
        struct excerpt *excerpt = &enclosure->excerpts[id];
        *excerpt = excerpt_make(arena, &workspace->figures, source, workspace->read_by[id], path, used + from,
                                to - from);
        add_file(enclosure,
                 (struct enclosed){.path = path,
                                   .name = name_for(enclosure, path),
                                   .mime = source->kind == SOURCE_TABLE ? "text/csv" : "text/plain",
                                   .description = excerpt->counted ? "Tiêu đề của danh sách đã đếm"
                                                  : excerpt->whole ? "Nguồn số liệu"
                                                                   : "Trích nguồn số liệu, giữ số dòng",
                                   .relationship = "Source",
                                   .charset = source->charset,
                                   .counted = excerpt->counted,
                                   .bytes = excerpt->text,
                                   .date = source->date});
    }
}

/* What the crosswalks say of the places that are used. */
static void add_crosswalks(struct enclosure *enclosure) {
    const struct workspace *workspace = enclosure->kit->workspace;
    struct arena *arena = enclosure->arena;
    if (workspace->settings->crosswalks_count == 0)
        return;
    struct map known = MAP_EMPTY;
    const struct figure *last = NULL;
    for (size_t i = 0; i < enclosure->n_figures; last = enclosure->figures[i++]) {
        const struct figure *figure = enclosure->figures[i];
        if (last && last->about->place_id == figure->about->place_id &&
            str_equal(last->about->code, figure->about->code))
            continue;
        map_put(&known, fold_name(arena, figure->about->place), 0);
        if (figure->about->code.len)
            map_put(&known, fold_name(arena, figure->about->code), 0);
    }
    map_put(&known, fold_name(arena, enclosure->dossier->place), 0);
    for (unsigned i = 0; i < workspace->settings->crosswalks_count && i < workspace->n_tables; i++) {
        const struct source *table = workspace->tables[i];
        const char *path =
            excerpt_path(arena, workspace->folder, table->path, (uint32_t)workspace->n_loaded + i + 1);
        add_file(enclosure, (struct enclosed){.path = path,
                                              .name = name_for(enclosure, path),
                                              .mime = "text/csv",
                                              .description = "Trích bảng chuyển đổi đơn vị",
                                              .relationship = "Source",
                                              .charset = table->charset,
                                              .bytes = excerpt_rows(arena, table, &known)});
    }
    map_fini(&known);
}

/* Templates, rules and styles that the workspace has of its own; shipped ones are named by their digest. */
static void add_own(struct enclosure *enclosure, const char *pattern) {
    const char *folder = enclosure->kit->workspace->folder;
    struct arena *arena = enclosure->arena;
    struct diag silent = DIAG_EMPTY;
    glob_t found;
    if (glob(file_join(arena, folder, pattern), 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = excerpt_path(arena, folder, found.gl_pathv[i], 0);
        const char *shipped = file_join(arena, batch_data_folder(), path);
        struct buf own = BUF_EMPTY, other = BUF_EMPTY;
        bool read = file_read(found.gl_pathv[i], &own, &silent);
        bool same = read && file_exists(shipped) && file_read(shipped, &other, &silent) &&
                    str_equal(buf_view(&own), buf_view(&other));
        if (read && !same)
            add_file(enclosure, (struct enclosed){.path = path,
                                                  .name = name_for(enclosure, path),
                                                  .mime = "text/plain",
                                                  .description = "Mẫu và quy tắc riêng",
                                                  .relationship = "Supplement",
                                                  .bytes = arena_str(arena, buf_view(&own))});
        buf_fini(&own);
        buf_fini(&other);
    }
    globfree(&found);
    diag_fini(&silent);
}

static void add_all_own(struct enclosure *enclosure) {
    struct arena *arena = enclosure->arena;
    add_own(enclosure, arena_printf(arena, "templates/%s.md", enclosure->dossier->template).at);
    add_own(enclosure, "templates/*.yaml");
    add_own(enclosure, "templates/rules/*.yaml");
    add_own(enclosure, "templates/styles/*.yaml");
}

/* ---- tables ------------------------------------------------------------------------------------------------------------ */

static const char *path_of(const struct enclosure *enclosure, const struct figure *figure) {
    return enclosure->excerpts[figure->where.source].path;
}

static struct excerpt_figure place_of(const struct enclosure *enclosure, const struct figure *figure) {
    const struct excerpt_figure *found = excerpt_find(&enclosure->excerpts[figure->where.source], figure->id);
    return found ? *found : (struct excerpt_figure){0};
}

static struct str day_text(struct arena *arena, struct date day) {
    return date_valid(day) ? arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day) : STR("");
}

/* The table of figures of cli.md, with what else a figure has that no head or rule gives: of which district and code its
 * place is. Positions are those of the attached files. */
static struct str figures_table(const struct enclosure *enclosure) {
    static const struct sheet_column columns[] = {
        {"source", NULL, false}, {"line", NULL, true},       {"start", NULL, true},
        {"end", NULL, true},     {"quote", NULL, false},     {"indicator", NULL, false},
        {"kind", NULL, false},   {"value", NULL, true},      {"of", NULL, true},
        {"unit", NULL, false},   {"qualifier", NULL, false}, {"place", NULL, false},
        {"group", NULL, false},  {"period", NULL, false},    {"base_period", NULL, false},
        {"rule", NULL, false},   {"within", NULL, false},    {"code", NULL, false},
        {"as_of", NULL, false},
    };
    struct buf out = BUF_EMPTY, period = BUF_EMPTY;
    struct sheet sheet;
    sheet_start(&sheet, SHEET_CSV, columns, sizeof columns / sizeof *columns, &out);
    for (size_t i = 0; i < enclosure->n_figures; i++) {
        const struct figure *f = enclosure->figures[i];
        struct excerpt_figure where = place_of(enclosure, f);
        sheet_text(&sheet, str_of(path_of(enclosure, f)));
        sheet_int(&sheet, f->about->line);
        sheet_int(&sheet, where.at);
        sheet_int(&sheet, (int64_t)where.at + where.len);
        sheet_text(&sheet, figure_quote(&enclosure->kit->workspace->figures, f));
        sheet_text(&sheet, str_of(f->indicator->id));
        sheet_text(&sheet, str_of(figure_kind_name(f->kind)));
        sheet_decimal(&sheet, f->value);
        sheet_decimal(&sheet, f->about->of);
        sheet_text(&sheet, str_of(f->about->unit));
        sheet_text(&sheet, str_of(figure_qualifier_name(f->qualifier)));
        sheet_text(&sheet, f->about->place);
        sheet_text(&sheet, f->about->group);
        buf_clear(&period);
        period_print(&period, f->about->period);
        sheet_text(&sheet, buf_view(&period));
        buf_clear(&period);
        period_print(&period, f->about->base);
        sheet_text(&sheet, buf_view(&period));
        sheet_text(&sheet, str_of(f->about->rule));
        sheet_text(&sheet, f->about->within);
        sheet_text(&sheet, f->about->code);
        sheet_text(&sheet, day_text(enclosure->arena, f->about->period.as_of));
    }
    sheet_end(&sheet);
    struct str table = arena_str(enclosure->arena, buf_view(&out));
    buf_fini(&out);
    buf_fini(&period);
    return table;
}

static struct str figure_list(const struct enclosure *enclosure, const struct finding *finding) {
    struct buf out = BUF_EMPTY;
    for (uint32_t i = 0; i < finding->n_figures; i++) {
        const struct figure *figure = finding->figures[i];
        buf_printf(&out, "%s%s:%u:%u", i ? " " : "", path_of(enclosure, figure),
                   (unsigned)figure->about->line, (unsigned)place_of(enclosure, figure).at);
    }
    struct str list = arena_str(enclosure->arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return list;
}

/* The table of findings of cli.md; `times` and `doubts` as in struct finding. */
static struct str findings_table(const struct enclosure *enclosure) {
    static const struct sheet_column columns[] = {
        {"severity", NULL, false}, {"check", NULL, false},   {"place", NULL, false}, {"period", NULL, false},
        {"message", NULL, false},  {"figures", NULL, false}, {"times", NULL, true},  {"doubts", NULL, true},
    };
    struct buf out = BUF_EMPTY;
    struct sheet sheet;
    sheet_start(&sheet, SHEET_CSV, columns, sizeof columns / sizeof *columns, &out);
    for (size_t i = 0; i < enclosure->n_findings; i++) {
        const struct finding *finding = enclosure->findings[i];
        sheet_text(&sheet, str_of(finding_level_name(finding->level)));
        sheet_text(&sheet, str_of(finding->check));
        sheet_text(&sheet, finding->place);
        sheet_text(&sheet, finding->year ? arena_printf(enclosure->arena, "%d", finding->year) : STR(""));
        sheet_text(&sheet, str_of(finding->message_vi));
        sheet_text(&sheet, figure_list(enclosure, finding));
        sheet_int(&sheet, finding->times);
        sheet_int(&sheet, finding->doubts);
    }
    sheet_end(&sheet);
    struct str table = arena_str(enclosure->arena, buf_view(&out));
    buf_fini(&out);
    return table;
}

static void add_tables(struct enclosure *enclosure) {
    add_file(enclosure, (struct enclosed){.name = ENCLOSURE_FIGURES,
                                          .mime = "text/csv",
                                          .description = "Số liệu đã đọc từ các nguồn",
                                          .relationship = "Data",
                                          .bytes = figures_table(enclosure)});
    add_file(enclosure, (struct enclosed){.name = ENCLOSURE_FINDINGS,
                                          .mime = "text/csv",
                                          .description = "Kết quả kiểm tra số liệu",
                                          .relationship = "Data",
                                          .bytes = findings_table(enclosure)});
}

/* ---- attachments ------------------------------------------------------------------------------------------------------- */

static struct str archive(const struct enclosure *enclosure) {
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < enclosure->n_files; i++) {
        const struct enclosed *file = &enclosure->files[i];
        if (file->within)
            tar_add(&out, &(struct tar_file){str_of(file->name), file->bytes, file->date});
    }
    tar_end(&out);
    struct str bytes = arena_str(enclosure->arena, buf_view(&out));
    buf_fini(&out);
    return bytes;
}

static void bundle(struct enclosure *enclosure) {
    size_t n = 0, bytes = 0;
    for (size_t i = 0; i < enclosure->n_files; i++) {
        n += enclosure->files[i].charset != NULL;
        bytes += enclosure->files[i].charset ? enclosure->files[i].bytes.len : 0;
    }
    if (n < BUNDLE_FILES || bytes > BUNDLE_BYTES)
        return;
    for (size_t i = 0; i < enclosure->n_files; i++)
        if (enclosure->files[i].charset)
            enclosure->files[i].within = ENCLOSURE_SOURCES;
    add_file(enclosure, (struct enclosed){.name = ENCLOSURE_SOURCES,
                                          .mime = "application/x-tar",
                                          .description = "Trích các nguồn số liệu, giữ số dòng",
                                          .relationship = "Source",
                                          .bytes = archive(enclosure)});
}

static void attach(struct enclosure *enclosure, struct out_info *info) {
    struct out_attachment *list =
        ARENA_ARRAY(enclosure->arena, enclosure->n_files + 1, struct out_attachment);
    struct out_attachment *at = list;
    for (size_t i = 0; i < enclosure->n_files; i++) {
        const struct enclosed *file = &enclosure->files[i];
        if (!file->within)
            *at++ = (struct out_attachment){.name = file->name,
                                            .mime = file->mime,
                                            .description = file->description,
                                            .relationship = file->relationship,
                                            .bytes = file->bytes,
                                            .date = file->date};
    }
    *at++ = (struct out_attachment){.name = ENCLOSURE_MANIFEST,
                                    .mime = "application/json",
                                    .description = "Hồ sơ này được lập từ đâu và bằng gì",
                                    .relationship = "Supplement",
                                    .bytes = manifest_make(enclosure)};
    info->attachments = list;
    info->n_attachments = (uint32_t)(at - list);
}

void enclosure_make(struct arena *arena, const struct kit *kit, const struct workspace_dossier *dossier,
                    struct date date, const struct figures_log *log, const struct doc *doc,
                    struct out_info *info) {
    struct enclosure enclosure = {
        .arena = arena, .kit = kit, .dossier = dossier, .date = date, .style = doc->style};
    gather(&enclosure, log);
    add_excerpts(&enclosure);
    add_crosswalks(&enclosure);
    add_all_own(&enclosure);
    add_tables(&enclosure);
    bundle(&enclosure);
    attach(&enclosure, info);
    free(enclosure.findings);
    free(enclosure.files);
}
