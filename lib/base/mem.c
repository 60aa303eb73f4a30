/* mem.c - the one place where the program ends for want of memory. */
#include "base/mem.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *mem_last_words = "hoso: error: memory: out of memory; give fewer --jobs or a larger machine\n";

_Noreturn void mem_exhausted(void) {
    /* Not through stdio: it may ask for memory. */
    ssize_t ignored = mem_last_words ? write(STDERR_FILENO, mem_last_words, strlen(mem_last_words)) : 0;
    (void)ignored;
    _exit(3);
}

void *mem_new(size_t count, size_t size) {
    void *at = calloc(count ? count : 1, size ? size : 1);
    if (!at)
        mem_exhausted();
    return at;
}

void mem_grow(void **array, size_t *cap, size_t need, size_t size) {
    if (need <= *cap)
        return;
    size_t wanted = *cap < 8 ? 8 : *cap;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2)
            mem_exhausted();
        wanted *= 2;
    }
    if (wanted > SIZE_MAX / size)
        mem_exhausted();
    void *grown = realloc(*array, wanted * size);
    if (!grown)
        mem_exhausted();
    *array = grown;
    *cap = wanted;
}

char *mem_strdup(const char *text) {
    size_t len = strlen(text) + 1;
    return memcpy(mem_new(len, 1), text, len);
}
