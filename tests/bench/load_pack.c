/* load_pack.c - ms to load the shipped rule pack, with the packs that it extends: what every command pays that reads a text.
 * usage: load_pack */
#include "clock.h"
#include "hoso.h"

int main(void) {
    struct diag diag = {.print = diag_print_stderr};
    struct catalogue *catalogue = batch_catalogue(NULL, &diag);
    size_t rounds = 0;
    if (!catalogue)
        return 1;
    double begun = clock_now(), took;
    do {
        struct packs packs;
        packs_init(&packs, NULL, catalogue);
        bool loaded = packs_find(&packs, STR(""), (struct diag_where){.file = "load_pack"}, &diag) != NULL;
        packs_fini(&packs);
        if (!loaded)
            return 1;
        rounds++;
        took = clock_now() - begun;
    } while (took < 1.0);
    printf("%.2f\n", took * 1e3 / (double)rounds);
    catalogue_free(catalogue);
    return 0;
}
