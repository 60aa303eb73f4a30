/* read_text.c - MB/s from the bytes of report texts to figures: source, NFC, passages, rules, grammar. usage: read_text FILE... */
#include "clock.h"
#include "hoso.h"
#include <stdlib.h>

struct job {
    struct catalogue *catalogue;
    const struct pack *pack;
    struct buf *texts;
    char **names;
    int n;
    size_t figures;
    struct diag diag;
};

static void read_one(struct job *job, int i, enum source_kind kind) {
    struct figures figures;
    struct source *source = source_of(job->names[i], 0, buf_view(&job->texts[i]), kind, &job->diag);
    if (!source)
        exit(1);
    figures_init(&figures, job->catalogue);
    figures.sources = &source;
    figures.n_sources = 1;
    source->place = STR("tỉnh Điện Biên");
    source->date = (struct date){2021, 12, 31};
    extract_source(source, job->pack, &figures, NULL, &job->diag);
    job->figures += figures.n;
    figures_fini(&figures);
    source_free(source);
    diag_fini(&job->diag);
}

static void read_all(void *aux) {
    struct job *job = aux;
    for (int i = 0; i < job->n; i++) {
        struct str name = str_of(job->names[i]);
        read_one(job, i, str_ends(name, STR(".csv")) ? SOURCE_TABLE : SOURCE_TEXT);
    }
}

int main(int argc, char **argv) {
    struct job job = {.names = argv + 1, .n = argc - 1, .texts = mem_new((size_t)argc, sizeof *job.texts)};
    struct packs packs;
    size_t bytes = 0;
    job.diag.print = diag_print_stderr;
    job.catalogue = batch_catalogue(NULL, &job.diag);
    if (!job.catalogue)
        return 1;
    packs_init(&packs, NULL, job.catalogue);
    job.pack = packs_find(&packs, STR(""), (struct diag_where){.file = argv[0]}, &job.diag);
    for (int i = 0; i < job.n; i++) {
        if (!file_read(argv[i + 1], &job.texts[i], &job.diag))
            return 1;
        bytes += job.texts[i].len;
    }
    job.diag.print = NULL; /* what is wrong inside the texts is not what is measured */
    if (!job.pack)
        return 1;
    clock_rate(read_all, &job, bytes);
    for (int i = 0; i < job.n; i++)
        buf_fini(&job.texts[i]);
    free(job.texts);
    packs_fini(&packs);
    catalogue_free(job.catalogue);
    return job.figures ? 0 : 1;
}
