/* dossier.c - the way of one dossier: template -> tree -> pages -> PDF -> file. */
#include "batch/dossier.h"
#include "batch/cited.h"
#include "batch/enclosure.h"
#include <string.h>

const char *dossier_state_name(enum dossier_state state) {
    switch (state) {
    case DOSSIER_BUILT: return "built";
    case DOSSIER_FRESH: return "fresh";
    case DOSSIER_FAILED: return "failed";
    case DOSSIER_PLANNED: return "planned";
    default: return "skipped";
    }
}

uint32_t dossier_places(struct arena *arena, const struct workspace *workspace, struct str place,
                        const struct str **out) {
    const struct place_index *below = &workspace->below;
    enum place_level level = place_level(place, STR(""));
    uint32_t first = level == PLACE_COMMUNE ? MAP_NONE : place_index_first(below, place), n = 0;
    for (uint32_t i = first; i != MAP_NONE; i = below->next[i])
        n += workspace->places[i].level > level;
    struct str *places = ARENA_ARRAY(arena, n, struct str);
    n = 0;
    for (uint32_t i = first; i != MAP_NONE; i = below->next[i])
        if (workspace->places[i].level > level)
            places[n++] = workspace->places[i].name;
    *out = places;
    return n;
}

static struct doc *fill(struct kit *kit, struct arena *arena, const struct workspace_dossier *dossier,
                        struct date date, struct diag *diag) {
    const struct workspace *workspace = kit->workspace;
    const struct kit_template *template = kit_template(kit, dossier->template);
    if (!template || !template->template)
        return NULL;
    struct figures figures = workspace->figures; /* the questions are this dossier's own */
    figures_asked_clear(&kit->asked);
    figures.asked = &kit->asked;
    struct doc_input input = {
        .figures = &figures,
        .findings = &workspace->findings,
        .issuer = &workspace->issuer,
        .place = dossier->place,
        .years = dossier->years,
        .n_years = dossier->n_years,
        .date = date,
        .draft = dossier->draft,
    };
    input.n_places = dossier_places(arena, workspace, dossier->place, &input.places);
    return doc_build(arena, template->template, &input, diag);
}

/* The tree and the display list as text, in `folder` under the output's name: FOLDER/ra/x.tree, FOLDER/ra/x.trace. */
static bool write_traces(struct arena *arena, const char *folder, const char *output, const struct doc *doc,
                         const struct pages *pages, struct diag *diag) {
    struct str stem = str_of(output);
    if (str_ends(stem, STR(".pdf")))
        stem.len -= strlen(".pdf");
    struct buf text = BUF_EMPTY;
    node_print(&text, doc->root);
    bool ok =
        file_replace(arena_printf(arena, "%s/%.*s.tree", folder, STR_ARG(stem)).at, text.at, text.len, diag);
    buf_clear(&text);
    out_trace(&text, pages);
    ok = ok && file_replace(arena_printf(arena, "%s/%.*s.trace", folder, STR_ARG(stem)).at, text.at, text.len,
                            diag);
    buf_fini(&text);
    return ok;
}

static uint64_t check_of(const struct buf *bytes) {
    struct hash hash = HASH_START;
    hash_bytes(&hash, bytes->at, bytes->len);
    return hash_end(&hash);
}

static bool write_pdf(const struct dossier_job *job, const struct pages *pages, const struct out_info *info,
                      struct dossier_result *result, struct dossier_made *made) {
    struct buf pdf = BUF_EMPTY;
    bool ok = out_pdf(&pdf, pages, job->kit->fonts, info, &result->diag) &&
              stage_write(job->stage, job->number, job->dossier->output, pdf.at, pdf.len, &result->diag);
    if (ok) {
        digest_bytes(pdf.at, pdf.len, result->sha256);
        made->check = check_of(&pdf);
        result->bytes = pdf.len;
        result->pages = pages->n;
    }
    buf_fini(&pdf);
    return ok;
}

struct pages *dossier_pages(struct kit *kit, struct arena *arena, const struct workspace_dossier *dossier,
                            struct date date, struct doc **doc, struct out_info *info, struct diag *diag) {
    const struct style *style = NULL;
    struct pages *pages = NULL;
    *doc = fill(kit, arena, dossier, date, diag);
    if (*doc)
        style = kit_style(kit, (*doc)->style, diag);
    if (style)
        pages =
            layout_pages(arena, *doc, style, &kit->shaper, kit_template(kit, dossier->template)->path, diag);
    *info = (struct out_info){.producer = "hoso " HOSO_VERSION, .date = date, .language = "vi-VN"};
    if (pages)
        pages->date = date;
    if (pages && dossier->evidence)
        enclosure_make(arena, kit, dossier, date, &kit->asked, *doc, info);
    return pages;
}

static bool within_limit(const struct dossier_job *job, const struct pages *pages, struct diag *diag) {
    if (!job->max_pages || pages->n <= job->max_pages)
        return true;
    diag_at(
        diag, DIAG_ERROR, (struct diag_where){.file = job->dossier->output}, "limit-pages",
        _("the dossier has %u pages, more than the limit of %u; raise pages: in limits: of hoso.yaml, or ask for less in the template"),
        pages->n, job->max_pages);
    return false;
}

void dossier_make(const struct dossier_job *job, struct dossier_result *result, struct dossier_made *made) {
    struct diag *diag = &result->diag;
    struct out_info info;
    struct doc *doc;
    result->state = DOSSIER_FAILED;
    struct pages *pages = dossier_pages(job->kit, job->arena, job->dossier, job->date, &doc, &info, diag);
    if (!pages || !within_limit(job, pages, diag))
        return;
    if (job->trace && !write_traces(job->arena, job->trace, job->dossier->output, doc, pages, diag))
        return;
    if (!write_pdf(job, pages, &info, result, made))
        return;
    struct kit *kit = job->kit;
    made->uses = uses_write(job->arena, &kit->asked, &kit->uses, job->dossier, doc->style);
    made->used = uses_answers(&kit->uses, made->uses, job->dossier, kit_style_says, kit);
    made->cited = cited_write(job->arena, &kit->workspace->figures, doc, pages, job->dossier->output);
    result->state = DOSSIER_BUILT;
}

static bool year_asked(const struct workspace_dossier *dossier, int year) {
    for (uint32_t i = 0; i < dossier->n_years; i++)
        if (dossier->years[i] == year)
            return true;
    return year == 0;
}

void dossier_findings(const struct workspace *workspace, const struct workspace_dossier *dossier,
                      struct dossier_result *result) {
    size_t n;
    const struct finding *finding =
        findings_of(&workspace->findings, &workspace->figures, dossier->place, &n);
    for (const struct finding *end = finding + n; finding < end; finding++) {
        if (!year_asked(dossier, finding->year))
            continue;
        result->notes += finding->level == FINDING_NOTE;
        result->warnings += finding->level == FINDING_WARNING;
        result->errors += finding->level == FINDING_ERROR;
    }
}
