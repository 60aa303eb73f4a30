/* fuzz_source.c - any bytes as a text and as a table, through to every output: figures, comparisons, findings, the tree and
 * pages of the province's dossier, PDF. The first byte chooses text or table. */
#include "fuzz.h"
#include "hoso.h"
#include <stdlib.h>

#define LONGEST ((size_t)1 << 16)

/* Loaded once; NULL style, template or fonts: that far is not gone. */
static struct {
    struct catalogue *catalogue;
    struct packs packs;
    const struct pack *pack;
    struct template *template;
    struct style *style;
    struct fonts *fonts;
} kit;

static void load_kit(void) {
    static const char *const none[FACE_COUNT] = {0};
    struct arena arena = ARENA_EMPTY;
    struct diag diag = {.print = diag_print_stderr};
    const char *data = batch_data_folder();
    kit.catalogue = batch_catalogue(NULL, &diag);
    if (!kit.catalogue)
        exit(1);
    packs_init(&kit.packs, NULL, kit.catalogue);
    kit.pack = packs_find(&kit.packs, STR(""), (struct diag_where){.file = "fuzz"}, &diag);
    kit.template = template_load(file_join(&arena, data, "templates/bao-cao-nam.md"), &diag);
    kit.style = style_load(file_join(&arena, data, "templates/styles/nd30.yaml"), NULL, &diag);
    kit.fonts = fonts_open(file_join(&arena, data, "fonts/fonts.yaml"), none, &diag);
    if (!kit.pack || !kit.template || !kit.style || !kit.fonts)
        exit(1);
    arena_fini(&arena);
    diag_fini(&diag);
}

static void print_all(const struct figures *figures, const struct findings *findings) {
    struct buf out = BUF_EMPTY;
    struct comparisons comparisons = {0};
    figures_print_csv(&out, figures, (const struct figure *const *)figures->items, figures->n);
    figures_print_json(&out, figures, (const struct figure *const *)figures->items, figures->n);
    figures_print_table(&out, figures, (const struct figure *const *)figures->items, figures->n);
    compare_all(figures, &comparisons);
    const struct comparison **list = mem_new(comparisons.n + 1, sizeof *list);
    for (size_t i = 0; i < comparisons.n; i++)
        list[i] = &comparisons.items[i];
    comparisons_print_csv(&out, list, comparisons.n, true);
    const struct finding **found = mem_new(findings->n + 1, sizeof *found);
    for (size_t i = 0; i < findings->n; i++)
        found[i] = &findings->items[i];
    findings_print_csv(&out, figures, found, findings->n, true);
    free(list);
    free(found);
    comparisons_fini(&comparisons);
    buf_fini(&out);
}

static void make_dossier(const struct figures *figures, const struct findings *findings, struct diag *diag) {
    static const int years[] = {2016, 2021};
    struct issuer issuer = {.name = STR("Sở Nội vụ"), .place = STR("Điện Biên")};
    struct doc_input input = {.figures = figures,
                              .findings = findings,
                              .issuer = &issuer,
                              .place = STR("tỉnh Điện Biên"),
                              .years = years,
                              .n_years = 2};
    struct arena arena = ARENA_EMPTY;
    struct buf pdf = BUF_EMPTY;
    struct shaper shaper = fonts_shaper(kit.fonts);
    struct out_info info = {.producer = "fuzz", .language = "vi-VN"};
    struct doc *doc = doc_build(&arena, kit.template, &input, diag);
    struct pages *pages = doc ? layout_pages(&arena, doc, kit.style, &shaper, "fuzz", diag) : NULL;
    if (doc)
        node_check(doc->root);
    if (pages)
        out_pdf(&pdf, pages, kit.fonts, &info, diag);
    buf_fini(&pdf);
    arena_fini(&arena);
    fonts_trim(kit.fonts);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    if (!kit.catalogue)
        load_kit();
    if (len == 0 || len > LONGEST)
        return 0;
    struct diag diag = DIAG_EMPTY;
    struct figures figures;
    struct findings findings = {0};
    struct sightings sightings = {0};
    struct str text = {(const char *)bytes + 1, len - 1};
    struct source *source = source_of("fuzz", 0, text, bytes[0] & 1 ? SOURCE_TABLE : SOURCE_TEXT, &diag);
    if (source) {
        figures_init(&figures, kit.catalogue);
        figures.sources = &source;
        figures.n_sources = 1;
        source->place = STR("tỉnh Điện Biên");
        source->date = (struct date){2021, 12, 31};
        extract_source(source, kit.pack, &figures, &sightings, &diag);
        check_run(&figures, &findings);
        print_all(&figures, &findings);
        make_dossier(&figures, &findings, &diag);
        findings_fini(&findings);
        sightings_fini(&sightings);
        figures_fini(&figures);
        source_free(source);
    }
    diag_fini(&diag);
    return 0;
}
