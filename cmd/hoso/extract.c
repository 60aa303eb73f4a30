/* extract.c - hoso extract: the figures of files, without a workspace. */
#include "command.h"

static const char usage[] = N_(
    "usage: hoso extract [OPTION...] FILE...\n"
    "\n"
    "Prints the figures that FILE... state: .csv and .tsv are tables, all else is text; - is standard input.\n"
    "\n"
    "  --place P                    the unit whose report it is, e.g. \"tỉnh Điện Biên\"\n"
    "  --date YYYY-MM-DD            the day the report is of\n"
    "  --rules PACK                 the rule pack to read texts by (default: the one whose markers the text has, else\n"
    "                               can-bo-cap-xa)\n"
    "  --charset NAME               UTF-8, UTF-16, TCVN3, VNI, VISCII or Windows-1258 (default: found by the bytes)\n"
    "  --coverage                   instead: what became of every number seen\n"
    "  --test                       reads no file, but the samples of the rule pack: each must give its figures\n"
    "  --format table|csv|json\n");

/* What the files give. The sources outlive the figures, which point into them. */
struct extraction {
    struct catalogue *catalogue;
    struct packs packs;
    struct source **sources;
    size_t n_sources;
    struct figures figures;
    struct sightings sightings;
    struct arena arena;
};

static void extraction_fini(struct extraction *extraction) {
    sightings_fini(&extraction->sightings);
    figures_fini(&extraction->figures);
    packs_fini(&extraction->packs);
    for (size_t i = 0; i < extraction->n_sources; i++)
        source_free(extraction->sources[i]);
    if (extraction->catalogue)
        catalogue_free(extraction->catalogue);
    arena_fini(&extraction->arena);
}

struct request {
    struct str place, rules, charset;
    struct date date;
};

static void read_file(struct extraction *extraction, const char *path, const struct request *request,
                      struct diag *diag) {
    struct diag_where where = {.file = path};
    const struct source_options options = {.charset = request->charset};
    struct source *source = source_load_with(path, (uint32_t)extraction->n_sources, &options, diag);
    if (!source)
        return;
    source->place = request->place;
    source->date = request->date;
    source->rules = request->rules;
    extraction->sources[extraction->n_sources++] = source;
    extraction->figures.n_sources = extraction->n_sources;
    const struct pack *pack = packs_choose(&extraction->packs, source, where, diag);
    if (pack)
        extract_source(source, pack, &extraction->figures, &extraction->sightings, diag);
}

/* The samples of one pack, for those who write rules. */
static void test_rules(struct extraction *extraction, const struct request *request, struct buf *verdict,
                       struct diag *diag) {
    const struct pack *pack = packs_find(&extraction->packs, request->rules, (struct diag_where){0}, diag);
    if (!pack)
        return;
    unsigned before = diag->count[DIAG_ERROR];
    pack_test(pack, extraction->catalogue, diag);
    buf_printf(verdict, _("samples of %s: %zu, faults in them: %u"), pack_name(pack), pack_samples(pack),
               diag->count[DIAG_ERROR] - before);
}

/* Inside a workspace its own packs and catalogue come first. */
static bool prepare(struct extraction *extraction, struct call *call) {
    const char *folder = file_exists("hoso.yaml") ? "." : NULL;
    extraction->catalogue = batch_catalogue(folder, &call->diag);
    if (!extraction->catalogue)
        return false;
    packs_init(&extraction->packs, folder, extraction->catalogue);
    figures_init(&extraction->figures, extraction->catalogue);
    return true;
}

static void read_files(struct extraction *extraction, struct call *call, const struct request *request) {
    extraction->sources = ARENA_ARRAY(&extraction->arena, (size_t)call->n_args, struct source *);
    extraction->figures.sources = extraction->sources;
    for (int i = 0; i < call->n_args; i++)
        read_file(extraction, call->args[i], request, &call->diag);
}

static void print(const struct extraction *extraction, struct call *call, bool coverage) {
    const struct figures *figures = &extraction->figures;
    const struct figure *const *list = (const struct figure *const *)figures->items;
    if (coverage)
        sightings_print(&call->out, call->form, figures, &extraction->sightings, call->vietnamese);
    else if (call->form == SHEET_CSV)
        figures_print_csv(&call->out, figures, list, figures->n);
    else if (call->form == SHEET_JSON)
        figures_print_json(&call->out, figures, list, figures->n);
    else
        figures_print_table(&call->out, figures, list, figures->n);
}

static int run(struct call *call, int argc, char **argv) {
    const char *place = NULL, *date = NULL, *rules = NULL, *charset = NULL;
    bool coverage = false, test = false;
    struct request request = {0};
    struct extraction extraction = {0};
    struct buf verdict = BUF_EMPTY;
    const struct call_option options[] = {{"place", &place, NULL},
                                          {"date", &date, NULL},
                                          {"rules", &rules, NULL},
                                          {"charset", &charset, NULL},
                                          {"coverage", NULL, &coverage},
                                          {"test", NULL, &test},
                                          {0}};
    if (!call_options(call, argc, argv, options, false, NULL))
        goto done;
    if (call->help)
        return command_help(call, &command_extract);
    if (!call_date(call, "date", date, &request.date))
        goto done;
    if (call->n_args == 0 && !test) {
        diag_say(&call->diag, DIAG_USAGE, "usage", _("no file was named; see hoso extract --help"));
        goto done;
    }
    struct nfc nfc;
    size_t bad;
    if (nfc_make(&extraction.arena, str_of(place), &nfc, &bad))
        request.place = place_name(&extraction.arena, nfc.text);
    if (request.place.len && place_level(request.place, STR("")) == PLACE_UNKNOWN)
        diag_say(
            &call->diag, DIAG_NOTE, "place-class",
            _("\"%.*s\" does not say of which class it is; if it is an administrative unit, write it whole, as in "
              "xã Mường Nhé, tỉnh Điện Biên"),
            STR_ARG(request.place));
    request.rules = str_of(rules);
    request.charset = str_of(charset);
    if (!prepare(&extraction, call))
        goto done;
    if (test) {
        test_rules(&extraction, &request, &verdict, &call->diag);
    } else {
        read_files(&extraction, call, &request);
        print(&extraction, call, coverage);
        buf_printf(&verdict, _("figures: %zu, from files: %zu"), extraction.figures.n, extraction.n_sources);
    }
done:;
    int status = call_end(call, verdict.at, 0);
    buf_fini(&verdict);
    extraction_fini(&extraction);
    return status;
}

const struct command command_extract = {
    "extract", N_("prints the figures that files state; no workspace needed"), usage, NULL, run};
