/* clock.h - how fast a piece of work goes: repeated for at least a second of the process's own time, the best slice of it. */
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

#define CLOCK_SLICE 0.02 /* [s] long beside a tick of the clock, short beside what disturbs */
#define CLOCK_WHOLE 1.0  /* [s] */

/* Repeats `work`, which goes over `bytes` bytes, and prints the MB/s (10^6) of the best slice of time: what other work on the
 * machine takes from the caches is not this program's cost, and the floors are taken alike. */
static inline void clock_rate(void (*work)(void *aux), void *aux, size_t bytes) {
    double begun = clock_now(), at = begun, best = 0;
    while (at - begun < CLOCK_WHOLE) {
        double from = at;
        size_t rounds = 0;
        do {
            work(aux);
            rounds++;
            at = clock_now();
        } while (at - from < CLOCK_SLICE);
        double rate = (double)bytes * (double)rounds / (at - from);
        best = rate > best ? rate : best;
    }
    printf("%.1f\n", best / 1e6);
}

#endif
