/* floor_text.c - MB/s of a bare PCRE2 JIT scan for a number with a unit over the same bytes: the floor of read_text.
 * usage: floor_text FILE... */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/base.h"
#include "clock.h"
#include <pcre2.h>

struct job {
    pcre2_code *code;
    pcre2_match_data *match;
    struct buf text;
    size_t found;
};

static void scan(void *aux) {
    struct job *job = aux;
    size_t at = 0;
    while (pcre2_jit_match(job->code, (PCRE2_SPTR)job->text.at, job->text.len, at, PCRE2_NO_UTF_CHECK,
                           job->match, NULL) > 0) {
        at = pcre2_get_ovector_pointer(job->match)[1];
        job->found++;
    }
}

int main(int argc, char **argv) {
    static const char pattern[] = "[0-9][0-9.,]*\\s?(?:%|người|lượt|lớp|xã|cuộc|công chức|cán bộ)";
    struct diag diag = {.print = diag_print_stderr};
    struct job job = {.text = BUF_EMPTY};
    int error;
    PCRE2_SIZE where;
    for (int i = 1; i < argc; i++)
        if (!file_read(argv[i], &job.text, &diag))
            return 1;
    job.code = pcre2_compile((PCRE2_SPTR)pattern, sizeof pattern - 1, 0, &error, &where, NULL);
    if (!job.code || pcre2_jit_compile(job.code, PCRE2_JIT_COMPLETE) != 0)
        return 1;
    job.match = pcre2_match_data_create_from_pattern(job.code, NULL);
    clock_rate(scan, &job, job.text.len);
    pcre2_match_data_free(job.match);
    pcre2_code_free(job.code);
    buf_fini(&job.text);
    return job.found ? 0 : 1;
}
