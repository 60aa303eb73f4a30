/* sample.c - the samples that rules carry: each must give exactly its figures. */
#include "extract/internal.h"
#include <string.h>

/* "19,6% edu.university percent 19.6" or "7/12 units.compliant ratio 7/12" as the figure is written for comparison. */
static void print_figure(struct buf *out, const struct figures *figures, const struct figure *figure) {
    buf_printf(out, "%.*s %s %s ", STR_ARG(figure_quote(figures, figure)), figure->indicator->id,
               figure_kind_name(figure->kind));
    decimal_print(out, figure->value);
    if (!decimal_missing(figure->about->of)) {
        buf_char(out, '/');
        decimal_print(out, figure->about->of);
    }
}

static bool expected(const struct sample *sample, struct str line) {
    for (unsigned i = 0; i < sample->n_gives; i++)
        if (str_equal(str_of(sample->gives[i]), line))
            return true;
    return false;
}

static bool given(const struct figures *figures, const char *line) {
    struct buf buf = BUF_EMPTY;
    bool found = false;
    for (size_t i = 0; i < figures->n && !found; i++) {
        buf_clear(&buf);
        print_figure(&buf, figures, figures->items[i]);
        found = str_equal(buf_view(&buf), str_of(line));
    }
    buf_fini(&buf);
    return found;
}

static bool compare(const struct sample *sample, const struct figures *figures, struct diag *diag) {
    bool ok = true;
    struct buf buf = BUF_EMPTY;
    for (unsigned i = 0; i < sample->n_gives; i++)
        if (!given(figures, sample->gives[i])) {
            diag_at(diag, DIAG_ERROR, rule_where(sample->where), "rule-sample",
                    _("%s: \"%s\" does not give \"%s\""), sample->rule, sample->text, sample->gives[i]);
            ok = false;
        }
    for (size_t i = 0; i < figures->n; i++) {
        buf_clear(&buf);
        print_figure(&buf, figures, figures->items[i]);
        if (!expected(sample, buf_view(&buf))) {
            diag_at(diag, DIAG_ERROR, rule_where(sample->where), "rule-sample",
                    _("%s: \"%s\" also gives \"%s\""), sample->rule, sample->text, buf.at);
            ok = false;
        }
    }
    buf_fini(&buf);
    return ok;
}

static bool run(const struct pack *pack, const struct catalogue *catalogue, const struct sample *sample,
                struct diag *diag) {
    struct source *source = source_of(sample->where.path, 0, str_of(sample->text), SOURCE_TEXT, diag);
    struct figures figures;
    if (!source)
        return false;
    source->place = sample->place;
    figures_init(&figures, catalogue);
    figures.sources = &source;
    figures.n_sources = 1;
    bool ok = extract_source(source, pack, &figures, NULL, diag) && compare(sample, &figures, diag);
    figures_fini(&figures);
    source_free(source);
    return ok;
}

size_t pack_samples(const struct pack *pack) {
    return pack->n_samples;
}

bool pack_test(const struct pack *pack, const struct catalogue *catalogue, struct diag *diag) {
    bool ok = true;
    for (size_t i = 0; i < pack->n_samples; i++)
        ok &= run(pack, catalogue, &pack->samples[i], diag);
    return ok;
}
