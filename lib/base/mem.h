/* mem.h - memory that is there or the program ends. Out of memory is reported in one place, here, with exit status 3
 * (README.md, "Exit status"); a worker that ends so costs its own dossier, never the batch. */
#ifndef HOSO_BASE_MEM_H
#define HOSO_BASE_MEM_H

#include <stddef.h>

/* Never NULL. Zeroed. Yours to free(). */
void *mem_new(size_t count, size_t size);

/* Grows `*array` (elements of `size` bytes) so that at least `need` elements fit; `*cap` is kept. Never fails. */
void mem_grow(void **array, size_t *cap, size_t need, size_t size);

/* Makes room for one element more at the end of `array`, a pointer with its `n` and `cap` beside it. */
#define MEM_ROOM(array, n, cap)                                                                              \
    ((n) < (cap) ? (void)0 : mem_grow((void **)&(array), &(cap), (n) + 1, sizeof *(array)))

/* Yours to free(). */
char *mem_strdup(const char *text);

/* Says so on standard error and ends the process with status 3. */
_Noreturn void mem_exhausted(void);
/* What it writes to standard error before it ends the process with 3: ready beforehand, for then there is no memory to
 * translate with. NULL: nothing, where somebody else tells. */
extern const char *mem_last_words;

#endif
