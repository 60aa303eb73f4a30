/* explain.c - hoso explain: why a number was read as it was, or was not. The file is read once more, this time with traces. */
#include "explain.h"
#include "command.h"
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "usage: hoso explain [OPTION...] FILE:LINE[:COLUMN]\n"
    "       hoso explain [OPTION...] FILE:LINE:START\n"
    "\n"
    "Says of each number at that place how it was read: the words that name it, its unit, year and staff and where they\n"
    "are said; or why it was not read, and how far the nearest rule got. FILE:LINE:START is how findings and the evidence\n"
    "in a PDF name a figure. A file of the workspace is read as hoso.yaml says, any other by the options.\n"
    "\n"
    "  --place P                    the unit whose report it is, e.g. \"tỉnh Điện Biên\"\n"
    "  --date YYYY-MM-DD            the day the report is of\n"
    "  --rules PACK                 as for extract\n"
    "  --charset NAME               as for extract\n"
    "  --format table|csv|json\n");

/* ---- what is asked ------------------------------------------------------------------------------------------------------ */

struct asked {
    struct str path;
    uint32_t line;
    uint32_t third; /* COLUMN or START */
    bool has_third;
};

/* Takes ":DIGITS" off the end of `s`. */
static bool take_number(struct str *s, uint32_t *number) {
    uint64_t value = 0;
    size_t at = s->len;
    while (at > 0 && s->at[at - 1] >= '0' && s->at[at - 1] <= '9')
        at--;
    if (at == s->len || at < 2 || s->at[at - 1] != ':' || s->len - at > 9)
        return false;
    for (size_t i = at; i < s->len; i++)
        value = value * 10 + (uint64_t)(s->at[i] - '0');
    *number = (uint32_t)value;
    s->len = at - 1;
    return true;
}

static bool parse_asked(struct call *call, const char *text, struct asked *asked) {
    uint32_t last, before;
    asked->path = str_of(text);
    if (!take_number(&asked->path, &last)) {
        diag_say(&call->diag, DIAG_USAGE, "usage",
                 _("\"%s\" names no place in a file; write FILE:LINE or FILE:LINE:COLUMN"), text);
        return false;
    }
    asked->has_third = take_number(&asked->path, &before);
    asked->line = asked->has_third ? before : last;
    asked->third = last;
    return true;
}

/* ---- reading the file --------------------------------------------------------------------------------------------------- */

/* What one file gives, with its traces. */
struct reading {
    struct workspace *workspace; /* NULL: the file belongs to none */
    struct catalogue *own;       /* without a workspace */
    struct packs packs;
    bool has_packs;
    struct source *source;
    struct source *sources[1];
    struct figures figures;
    struct sightings sightings;
    struct arena arena;
};

static void reading_fini(struct reading *reading) {
    sightings_fini(&reading->sightings);
    figures_fini(&reading->figures);
    if (reading->has_packs)
        packs_fini(&reading->packs);
    if (reading->source)
        source_free(reading->source);
    if (reading->own)
        catalogue_free(reading->own);
    workspace_free(reading->workspace);
    arena_fini(&reading->arena);
}

static struct str plain_path(struct str path) {
    while (str_starts(path, STR("./")))
        path = str_cut(path, 2, path.len);
    return path;
}

/* The workspace in this folder when it has the file; else NULL, without a word. */
static struct workspace *find_workspace(struct call *call, struct str path,
                                        const struct workspace_source **planned) {
    if (!file_exists("hoso.yaml"))
        return NULL;
    struct workspace *workspace = call_workspace(call);
    for (size_t i = 0; workspace && i < workspace->n_sources; i++)
        if (str_equal(plain_path(str_of(workspace->sources[i].path)), plain_path(path))) {
            *planned = &workspace->sources[i];
            return workspace;
        }
    workspace_free(workspace);
    return NULL;
}

struct request {
    const char *place, *rules, *charset;
    struct date date;
};

static const struct pack *find_pack(struct reading *reading, struct diag *diag) {
    struct diag_where where = {.file = reading->source->path};
    if (reading->workspace)
        return packs_choose(&reading->workspace->packs, reading->source, where, diag);
    packs_init(&reading->packs, NULL, reading->own);
    reading->has_packs = true;
    return packs_choose(&reading->packs, reading->source, where, diag);
}

static bool read_file(struct reading *reading, struct call *call, struct str path,
                      const struct request *request) {
    const struct workspace_source *planned = NULL;
    const char *name = arena_str(&reading->arena, path).at;
    struct nfc nfc;
    size_t bad;
    struct diag silent = DIAG_EMPTY; /* a workspace has told what is wrong inside the file */
    reading->workspace = find_workspace(call, path, &planned);
    if (!reading->workspace && !(reading->own = batch_catalogue(NULL, &call->diag)))
        return false;
    figures_init(&reading->figures, reading->workspace ? reading->workspace->catalogue : reading->own);
    struct str charset = planned ? planned->charset : str_of(request->charset);
    struct str rules = planned ? planned->rules : str_of(request->rules);
    const struct source_options options = {.charset = charset};
    struct diag *diag = planned ? &silent : &call->diag;
    reading->source = source_load_with(planned ? planned->path : name, 0, &options, diag);
    if (reading->source) {
        if (planned)
            reading->source->place = planned->place;
        else if (nfc_make(&reading->arena, str_of(request->place), &nfc, &bad))
            reading->source->place = place_name(&reading->arena, nfc.text);
        reading->source->date = planned ? planned->date : request->date;
        reading->source->rules = rules;
        reading->sources[0] = reading->source;
        reading->figures.sources = reading->sources;
        reading->figures.n_sources = 1;
        reading->sightings.traced = true;
        const struct pack *pack = find_pack(reading, diag);
        if (pack)
            extract_source(reading->source, pack, &reading->figures, &reading->sightings, diag);
    }
    diag_fini(&silent);
    return reading->source != NULL;
}

/* ---- which numbers ------------------------------------------------------------------------------------------------------ */

static bool at_start(const struct sighting *sighting, const struct asked *asked) {
    return sighting->line == asked->line && sighting->where.at == asked->third;
}

static bool at_column(const struct source *source, const struct sighting *sighting,
                      const struct asked *asked) {
    uint32_t line, from, end_line, to;
    source_position(source, sighting->where.at, &line, &from);
    source_position(source, sighting->where.at + sighting->where.len, &end_line, &to);
    return line == asked->line && asked->third >= from && (end_line > line || asked->third < to);
}

/* Is the sighting asked for? `by`: 0 its start, 1 its column, 2 its line. */
static bool wanted(const struct reading *reading, const struct sighting *sighting, const struct asked *asked,
                   int by) {
    if (by == 0)
        return asked->has_third && at_start(sighting, asked);
    if (by == 1)
        return asked->has_third && at_column(reading->source, sighting, asked);
    return sighting->line == asked->line;
}

static size_t say_wanted(const struct reading *reading, struct saying *saying, const struct asked *asked,
                         int by) {
    size_t n = 0;
    for (size_t i = 0; i < reading->sightings.n; i++) {
        const struct sighting *sighting = &reading->sightings.items[i];
        if (!wanted(reading, sighting, asked, by))
            continue;
        n++;
        if (saying)
            saying_number(saying, &(struct explained){.source = reading->source,
                                                      .sighting = sighting,
                                                      .figures = &reading->figures,
                                                      .workspace = reading->workspace});
    }
    return n;
}

/* Tables tell first what was read of a row, then what was not. */
static int by_place(const void *a, const void *b) {
    const struct sighting *left = a, *right = b;
    return left->where.at < right->where.at ? -1 : left->where.at > right->where.at;
}

static size_t explain(const struct reading *reading, struct call *call, const struct asked *asked) {
    struct saying saying;
    int by = 0;
    if (reading->sightings.n)
        qsort(reading->sightings.items, reading->sightings.n, sizeof *reading->sightings.items, by_place);
    while (by < 2 && say_wanted(reading, NULL, asked, by) == 0)
        by++;
    if (say_wanted(reading, NULL, asked, by) == 0) {
        struct diag_where where = {.file = reading->source->path, .line = asked->line};
        if (reading->source->kind == SOURCE_TEXT) /* a table may be a list of people */
            where.text = source_line(reading->source, asked->line);
        diag_at(&call->diag, DIAG_USAGE, where, "no-number",
                _("no number was seen on this line; check the line's number"));
        return 0;
    }
    if (by == 2 && asked->has_third)
        diag_at(
            &call->diag, DIAG_NOTE,
            (struct diag_where){.file = reading->source->path, .line = asked->line, .column = asked->third},
            "no-number", _("no number stands here; all numbers of the line are explained"));
    saying_start(&saying, call);
    size_t n = say_wanted(reading, &saying, asked, by);
    saying_end(&saying);
    return n;
}

static int run(struct call *call, int argc, char **argv) {
    const char *date = NULL;
    struct request request = {0};
    struct reading reading = {0};
    struct asked asked = {0};
    struct buf verdict = BUF_EMPTY;
    const struct call_option options[] = {{"place", &request.place, NULL},
                                          {"date", &date, NULL},
                                          {"rules", &request.rules, NULL},
                                          {"charset", &request.charset, NULL},
                                          {0}};
    if (!call_options(call, argc, argv, options, false, NULL))
        goto done;
    if (call->help)
        return command_help(call, &command_explain);
    if (!call_date(call, "date", date, &request.date))
        goto done;
    if (call->n_args != 1) {
        diag_say(&call->diag, DIAG_USAGE, "usage", _("name one place in a file; see hoso explain --help"));
        goto done;
    }
    if (parse_asked(call, call->args[0], &asked) && read_file(&reading, call, asked.path, &request)) {
        size_t n = explain(&reading, call, &asked);
        if (n)
            buf_printf(&verdict, _("numbers explained: %zu"), n);
    }
done:;
    int status = call_end(call, verdict.at, 0);
    buf_fini(&verdict);
    reading_fini(&reading);
    return status;
}

const struct command command_explain = {"explain", N_("says why a number was read as it was, or was not"),
                                        usage, NULL, run};
