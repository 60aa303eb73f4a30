/* clock.h - how long a piece of work takes: repeated for at least a second of the process's own time. */
#ifndef HOSO_BENCH_CLOCK_H
#define HOSO_BENCH_CLOCK_H

#include <stddef.h>
#include <stdio.h>
#include <time.h>

static inline double clock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Repeats `work`, which goes over `bytes` bytes, and prints MB/s (10^6). */
static inline void clock_rate(void (*work)(void *aux), void *aux, size_t bytes) {
    double begun = clock_now(), took;
    size_t rounds = 0;
    do {
        work(aux);
        rounds++;
        took = clock_now() - begun;
    } while (took < 1.0);
    printf("%.1f\n", (double)bytes * (double)rounds / took / 1e6);
}

#endif
