/* read_text.c - MB/s from the bytes of reports to figures: source, NFC, passages or cells, rules or heads, grammar. The files
 * are those of one workspace: their figures are in one set, whose places are settled at the end. usage: read_text FILE... */
#include "clock.h"
#include "hoso.h"
#include <malloc.h>
#include <stdlib.h>

struct job {
    struct catalogue *catalogue;
    const struct pack *pack;
    struct buf *texts;
    struct source **sources;
    char **names;
    int n;
    size_t figures;
    struct diag diag;
};

static void read_one(struct job *job, int i, struct figures *figures) {
    enum source_kind kind = str_ends(str_of(job->names[i]), STR(".csv")) ? SOURCE_TABLE : SOURCE_TEXT;
    struct source *source = source_of(job->names[i], (uint32_t)i, buf_view(&job->texts[i]), kind, &job->diag);
    if (!source)
        exit(1);
    figures->sources[i] = source;
    source->place = STR("tỉnh Điện Biên");
    source->date = (struct date){(int16_t)(2021 - i), 12, 31};
    extract_source(source, job->pack, figures, NULL, &job->diag);
}

static void read_all(void *aux) {
    struct job *job = aux;
    struct figures figures;
    figures_init(&figures, job->catalogue);
    figures.sources = job->sources;
    figures.n_sources = (size_t)job->n;
    for (int i = 0; i < job->n; i++)
        read_one(job, i, &figures);
    figures_settle(&figures);
    job->figures += figures.n;
    figures_fini(&figures);
    for (int i = 0; i < job->n; i++)
        source_free(job->sources[i]);
    diag_fini(&job->diag);
}

int main(int argc, char **argv) {
    /* Rounds would give the heap back and fault it in again, or not, by chance; a command reads once. */
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 28);
    struct job job = {.names = argv + 1, .n = argc - 1, .texts = mem_new((size_t)argc, sizeof *job.texts)};
    struct packs packs;
    size_t bytes = 0;
    job.sources = mem_new((size_t)argc, sizeof(struct source *));
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
    free(job.sources);
    packs_fini(&packs);
    catalogue_free(job.catalogue);
    return job.figures ? 0 : 1;
}
