/* replay.c - runs files through a fuzz entry without libFuzzer: the seeds stay a test in every build. */
#include "fuzz.h"
#include "hoso.h"

int main(int argc, char **argv) {
    struct diag diag = {.print = diag_print_stderr};
    for (int i = 1; i < argc; i++) {
        struct buf bytes = BUF_EMPTY;
        if (!file_read(argv[i], &bytes, &diag))
            return 1;
        LLVMFuzzerTestOneInput((const uint8_t *)(bytes.at ? bytes.at : ""), bytes.len);
        buf_fini(&bytes);
    }
    diag_fini(&diag);
    return 0;
}
