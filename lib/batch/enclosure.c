/* enclosure.c - gathers what a dossier rests on, and makes files of it. */
#include "batch/enclosure.h"
#include "batch/gathered.h"
#include "batch/settings.h"
#include "batch/tar.h"
#include "figure/sheet.h"
#include <stdlib.h>
#include <string.h>

/* So many excerpts of so many bytes in all go into one archive: a unit's rows of six years. Larger ones are better opened
 * one by one. */
#define BUNDLE_FILES 3
#define BUNDLE_BYTES (64u << 10)

/* ---- what is used ------------------------------------------------------------------------------------------------------ */

static struct answer_question question_of(const struct figures *figures, const struct figures_asked *asked,
                                          size_t i) {
    struct figures_asking asking = figures_asked_at(asked, i);
    bool known = asking.place < figures->n_places;
    return (struct answer_question){.question = asking.question,
                                    .year = asking.year,
                                    .indicator = asking.indicator,
                                    .unit = asking.place,
                                    .place = known ? asking.place : MAP_NONE,
                                    .name = known ? figures->places[asking.place]
                                            : asking.place - figures->n_places < asked->n_names
                                                ? asked->names[asking.place - figures->n_places]
                                                : STR("")};
}

static void gather(struct enclosure *enclosure, const struct figures_asked *asked) {
    struct figures figures = enclosure->kit->workspace->figures; /* as they are, noting nothing */
    struct gathered gathered;
    figures.asked = NULL;
    gather_start(&gathered, enclosure->kit->workspace, &figures, enclosure->dossier);
    for (size_t i = 0; i < asked->n; i++) {
        struct answer_question question = question_of(&figures, asked, i);
        gather_question(&gathered, &question);
    }
    gather_end(&gathered);
    const struct figure **items = ARENA_ARRAY(enclosure->arena, gathered.n, const struct figure *);
    for (size_t i = 0; i < gathered.n; i++)
        items[i] = figures.items[gathered.ids[i]];
    enclosure->figures = items;
    enclosure->n_figures = gathered.n;
    const struct finding **findings =
        ARENA_ARRAY(enclosure->arena, gathered.n_findings, const struct finding *);
    for (size_t i = 0; i < gathered.n_findings; i++)
        findings[i] = gathered.findings[i];
    enclosure->findings = findings;
    enclosure->n_findings = gathered.n_findings;
    gather_fini(&gathered);
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

static void add_excerpt(struct enclosure *enclosure, const struct excerpt *excerpt) {
    const struct source *source = excerpt->source;
    const char *whole = source->kind == SOURCE_TABLE
                            ? "Trích biểu: giữ nguyên số dòng, phần không dùng để trống"
                            : "Trích báo cáo: giữ nguyên số dòng, phần không dùng để trống";
    add_file(enclosure, (struct enclosed){.path = excerpt->path,
                                          .name = name_for(enclosure, excerpt->path),
                                          .mime = source->kind == SOURCE_TABLE ? "text/csv" : "text/plain",
                                          .description = excerpt->counted ? "Tiêu đề của danh sách đã đếm"
                                                         : excerpt->step == EXCERPT_WHOLE ? "Nguồn số liệu"
                                                                                          : whole,
                                          .relationship = "Source",
                                          .excerpt = true,
                                          .counted = excerpt->counted,
                                          .bytes = excerpt->text,
                                          .date = source->date});
}

/* Which step was needed is a question too: what came in with it counts. */
static void add_excerpts(struct enclosure *enclosure, struct figures_asked *asked) {
    struct kit *kit = enclosure->kit;
    const struct workspace *workspace = kit->workspace;
    struct arena *arena = enclosure->arena;
    struct figures asking = workspace->figures;
    uint32_t *used = ARENA_ARRAY(arena, enclosure->n_figures, uint32_t);
    asking.asked = asked;
    enclosure->excerpts = ARENA_ARRAY(arena, workspace->n_loaded, struct excerpt);
    for (size_t from = 0, to; from < enclosure->n_figures; from = to) {
        uint32_t id = enclosure->figures[from]->where.source;
        for (to = from; to < enclosure->n_figures && enclosure->figures[to]->where.source == id; to++)
            used[to] = enclosure->figures[to]->id;
        const char *path = excerpt_path(arena, workspace->folder, workspace->loaded[id]->path,
                                        (uint32_t)enclosure->n_files + 1);
        const struct excerpt_wish wish = {used + from, to - from};
        struct excerpt *excerpt = &enclosure->excerpts[id];
        *excerpt = excerpt_make(arena, uses_sketch(&kit->uses, id), path, &wish);
        if (excerpt->step > EXCERPT_CELLS)
            figures_ask(&asking, ASKED_EXCERPT, excerpt->step, STR(""), 0);
        add_excerpt(enclosure, excerpt);
    }
}

/* What the crosswalks say of the places that are used. */
static void add_crosswalks(struct enclosure *enclosure) {
    const struct workspace *workspace = enclosure->kit->workspace;
    struct arena *arena = enclosure->arena;
    if (workspace->settings->crosswalks_count == 0)
        return;
    struct links_names names = {0};
    links_name_all(&names, arena, enclosure->figures, enclosure->n_figures, enclosure->dossier->place);
    for (unsigned i = 0; i < workspace->settings->crosswalks_count && i < workspace->n_tables; i++) {
        const char *path = excerpt_path(arena, workspace->folder, workspace->tables[i]->path,
                                        (uint32_t)enclosure->n_files + 1);
        const struct links *links = uses_links(&enclosure->kit->uses, i);
        add_file(enclosure, (struct enclosed){.path = path,
                                              .name = name_for(enclosure, path),
                                              .mime = "text/csv",
                                              .description = "Trích bảng chuyển đổi đơn vị",
                                              .relationship = "Source",
                                              .excerpt = true,
                                              .bytes = links_excerpt(links, arena, &names)});
    }
    links_names_fini(&names);
}

/* Templates, rules and styles that the workspace has of its own; shipped ones are named by their digest. */
static void add_own(struct enclosure *enclosure) {
    uint32_t *sources = ARENA_ARRAY(enclosure->arena, enclosure->kit->workspace->n_loaded, uint32_t);
    size_t n = 0;
    for (uint32_t i = 0; i < enclosure->kit->workspace->n_loaded; i++)
        if (enclosure->excerpts[i].source)
            sources[n++] = i;
    const struct kit_making making = {enclosure->dossier, enclosure->style, sources, n};
    enclosure->n_makers = kit_files(enclosure->kit, enclosure->arena, &making, &enclosure->makers);
    for (size_t i = 0; i < enclosure->n_makers; i++)
        if (enclosure->makers[i]->own.len)
            add_file(enclosure, (struct enclosed){.path = enclosure->makers[i]->path,
                                                  .name = name_for(enclosure, enclosure->makers[i]->path),
                                                  .mime = "text/plain",
                                                  .description = "Mẫu và quy tắc riêng, không kèm chú thích",
                                                  .relationship = "Supplement",
                                                  .bytes = enclosure->makers[i]->own});
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

/* The table of figures (figures_print.c), with what else a figure has that no head or rule gives: of which district and code its
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

/* The table of findings (findings_print.c); `times` and `doubts` as in struct finding. */
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
        n += enclosure->files[i].excerpt;
        bytes += enclosure->files[i].excerpt ? enclosure->files[i].bytes.len : 0;
    }
    if (n < BUNDLE_FILES || bytes > BUNDLE_BYTES)
        return;
    for (size_t i = 0; i < enclosure->n_files; i++)
        if (enclosure->files[i].excerpt)
            enclosure->files[i].within = ENCLOSURE_SOURCES;
    add_file(enclosure,
             (struct enclosed){.name = ENCLOSURE_SOURCES,
                               .mime = "application/x-tar",
                               .description =
                                   "Trích các nguồn số liệu: giữ nguyên số dòng, phần không dùng để trống",
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

void enclosure_make(struct arena *arena, struct kit *kit, const struct workspace_dossier *dossier,
                    struct date date, struct figures_asked *asked, const struct doc *doc,
                    struct out_info *info) {
    struct enclosure enclosure = {
        .arena = arena, .kit = kit, .dossier = dossier, .date = date, .style = doc->style};
    gather(&enclosure, asked);
    add_excerpts(&enclosure, asked);
    add_crosswalks(&enclosure);
    add_own(&enclosure);
    add_tables(&enclosure);
    bundle(&enclosure);
    attach(&enclosure, info);
    free(enclosure.files);
}
