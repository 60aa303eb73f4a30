/* floor_csv.c - MB/s of a bare libcsv parse over the same bytes: the floor of reading tables. usage: floor_csv FILE... */
#include "base/base.h"
#include "clock.h"
#include <csv.h>

struct job {
    struct buf text;
    size_t cells, rows;
};

static void on_cell(void *cell, size_t len, void *aux) {
    (void)cell;
    struct job *job = aux;
    job->cells += len > 0;
}

static void on_row(int end, void *aux) {
    (void)end;
    struct job *job = aux;
    job->rows++;
}

static void parse(void *aux) {
    struct job *job = aux;
    struct csv_parser parser;
    if (csv_init(&parser, 0) != 0)
        return;
    csv_set_delim(&parser, ';');
    csv_parse(&parser, job->text.at, job->text.len, on_cell, on_row, job);
    csv_fini(&parser, on_cell, on_row, job);
    csv_free(&parser);
}

int main(int argc, char **argv) {
    struct diag diag = {.print = diag_print_stderr};
    struct job job = {.text = BUF_EMPTY};
    for (int i = 1; i < argc; i++)
        if (!file_read(argv[i], &job.text, &diag))
            return 1;
    clock_rate(parse, &job, job.text.len);
    buf_fini(&job.text);
    return job.cells && job.rows ? 0 : 1;
}
