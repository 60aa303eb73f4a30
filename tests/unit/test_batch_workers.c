/* Workers: every item is done once, a dead worker costs its own item, the number of processes changes nothing. */
#include "batch/workers.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#define N 200

/* `hog`: see limits_cost_their_item_only. */
struct tally {
    unsigned done[N], died[N];
    uint64_t sum;
    size_t longest;
    unsigned interrupt_after; /* items; 0: never */
    int signal;               /* 0: SIGINT */
    unsigned n_done;
    unsigned refuse_after; /* items; 0: never */
    bool crash;
    enum worker_end end;
    unsigned seconds;
    size_t memory;
    uint32_t hog; /* item that takes all it can get of `seconds` or `memory` */
};

static void work(void *aux, uint32_t item, struct buf *reply) {
    const struct tally *tally = aux;
    if (tally->seconds && item == tally->hog)
        for (volatile unsigned i = 0;; i++)
            continue;
    if (tally->memory && item == tally->hog)
        for (;;)
            memset(mem_new(1, 1 << 20), 1, 1 << 20);
    if (tally->crash && item % 50 == 7)
        raise(SIGKILL);
    if (tally->crash && item % 50 == 9)
        _exit(5);
    if (tally->interrupt_after)
        usleep(2000);
    buf_printf(reply, "%u", item * 3);
    if (item == 100) /* more than a socket holds at once */
        for (int i = 0; i < 100000; i++)
            buf_puts(reply, " nhiều hơn");
}

static bool done(void *aux, uint32_t item, struct str reply, const struct worker_death *death) {
    struct tally *tally = aux;
    tally->n_done++;
    if (tally->n_done == tally->interrupt_after)
        raise(tally->signal ? tally->signal : SIGINT);
    if (death) {
        tally->died[item]++;
        tally->end = death->end;
        assert_int_equal(reply.len, 0);
        return true;
    }
    tally->done[item]++;
    tally->sum += strtoul(reply.at, NULL, 10);
    tally->longest = reply.len > tally->longest ? reply.len : tally->longest;
    return tally->n_done != tally->refuse_after;
}

static bool run(struct tally *tally, unsigned jobs, bool *interrupted) {
    uint32_t items[N];
    struct diag diag = DIAG_EMPTY;
    for (uint32_t i = 0; i < N; i++)
        items[i] = i;
    struct workers_job job = {.jobs = jobs,
                              .items = items,
                              .n_items = N,
                              .seconds = tally->seconds,
                              .memory = tally->memory,
                              .work = work,
                              .done = done,
                              .aux = tally};
    bool ok = workers_run(&job, interrupted, &diag);
    assert_int_equal(diag_worst(&diag), DIAG_OK);
    diag_fini(&diag);
    return ok;
}

static void every_item_is_done_once(void **state) {
    (void)state;
    for (unsigned jobs = 1; jobs <= 8; jobs *= 2) {
        struct tally tally = {0};
        bool interrupted;
        assert_true(run(&tally, jobs, &interrupted));
        assert_false(interrupted);
        for (int i = 0; i < N; i++)
            assert_int_equal(tally.done[i], 1);
        assert_int_equal(tally.sum, 3 * N * (N - 1) / 2);
        assert_true(tally.longest > 1000000);
    }
}

static void a_dead_worker_costs_its_item_only(void **state) {
    (void)state;
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        struct tally tally = {.crash = true};
        bool interrupted;
        assert_true(run(&tally, jobs, &interrupted));
        for (int i = 0; i < N; i++) {
            bool lost = i % 50 == 7 || i % 50 == 9;
            assert_int_equal(tally.done[i], !lost);
            assert_int_equal(tally.died[i], lost);
        }
    }
}

static void an_interrupt_ends_the_handing_out(void **state) {
    (void)state;
    struct tally tally = {.interrupt_after = 20};
    bool interrupted;
    assert_false(run(&tally, 2, &interrupted));
    assert_true(interrupted);
    assert_in_range(tally.n_done, 20, 40); /* and those at hand, and what had come already */
}

static void who_hears_may_stop_it(void **state) {
    (void)state;
    struct tally tally = {.refuse_after = 5, .interrupt_after = 1000};
    bool interrupted;
    assert_false(run(&tally, 2, &interrupted));
    assert_false(interrupted);
    assert_in_range(tally.n_done, 5, 20);
}

/* An item that never ends, and one that takes ever more memory: each is given up, the others are done. */
static void limits_cost_their_item_only(void **state) {
    (void)state;
    struct tally slow = {.hog = 3, .seconds = 1};
    bool interrupted;
    assert_true(run(&slow, 2, &interrupted));
    assert_int_equal(slow.died[3], 1);
    assert_int_equal(slow.end, WORKER_TOO_LONG);
    assert_int_equal(slow.n_done, N);
#if !defined(__SANITIZE_ADDRESS__)
    struct tally large = {.hog = 4, .memory = (size_t)64 << 20};
    assert_true(run(&large, 2, &interrupted));
    assert_int_equal(large.died[4], 1);
    assert_int_equal(large.end, WORKER_TOO_LARGE);
    assert_int_equal(large.n_done, N);
#endif
}

/* ---- signals ------------------------------------------------------------------------------------------------------ */

static void work_or_stand_still(void *aux, uint32_t item, struct buf *reply) {
    if (item == 1)
        raise(SIGSTOP);
    work(aux, item, reply);
}

/* Asks for the end when all the others have been done, and then again. */
static bool ask_when_alone(void *aux, uint32_t item) {
    const struct tally *tally = aux;
    (void)item;
    if (tally->n_done == N - 1)
        raise(SIGTERM);
    return true;
}

/* A process that stands still is waited for, until somebody asks a second time. */
static void the_second_signal_ends_the_workers(void **state) {
    (void)state;
    struct tally tally = {0};
    struct diag diag = DIAG_EMPTY;
    uint32_t items[N];
    bool interrupted = false;
    for (uint32_t i = 0; i < N; i++)
        items[i] = i;
    struct workers_job job = {.jobs = 2, .items = items, .n_items = N};
    job.work = work_or_stand_still;
    job.done = done;
    job.pause = ask_when_alone;
    job.aux = &tally;
    assert_false(workers_run(&job, &interrupted, &diag));
    assert_true(interrupted);
    assert_int_equal(tally.n_done, N - 1);
    assert_int_equal(tally.done[1] + tally.died[1], 0); /* not begun, as far as anyone can tell */
    assert_int_equal(diag_worst(&diag), DIAG_OK);
    diag_fini(&diag);
}

/* nohup, and what a shell starts in the background. */
static void what_was_ignored_stays_ignored(void **state) {
    (void)state;
    static const int ignored[] = {SIGHUP, SIGINT};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) {
        struct tally tally = {.interrupt_after = 20, .signal = ignored[i]};
        bool interrupted;
        signal(ignored[i], SIG_IGN);
        assert_true(run(&tally, 2, &interrupted));
        signal(ignored[i], SIG_DFL);
        assert_false(interrupted);
        assert_int_equal(tally.n_done, N);
    }
}

static void a_hangup_ends_the_handing_out(void **state) {
    (void)state;
    struct tally tally = {.interrupt_after = 20, .signal = SIGHUP};
    bool interrupted;
    assert_false(run(&tally, 2, &interrupted));
    assert_true(interrupted);
    assert_in_range(tally.n_done, 20, 40);
}

/* ---- limits of the user's own ------------------------------------------------------------------------------------------ */

#if !defined(__SANITIZE_ADDRESS__) /* which reserves more than any limit */
static size_t address_space(void) {
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");
    assert_int_equal(fscanf(statm, "%lu", &pages), 1);
    fclose(statm);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}
#endif

/* Less than hoso.yaml allows: it is not raised, and not taken for the one in hoso.yaml. */
static void a_lower_limit_of_memory_stays(void **state) {
    (void)state;
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit was, low;
    struct tally tally = {.hog = 4, .memory = (size_t)1 << 40};
    bool interrupted;
    getrlimit(RLIMIT_AS, &was);
    low = (struct rlimit){address_space() + ((size_t)64 << 20), was.rlim_max};
    setrlimit(RLIMIT_AS, &low);
    assert_true(run(&tally, 2, &interrupted));
    setrlimit(RLIMIT_AS, &was);
    assert_int_equal(tally.died[4], 1);
    assert_int_equal(tally.end, WORKER_NO_MEMORY);
    assert_int_equal(tally.n_done, N);
#endif
}

/* As many as there can be do the work of all; none is a failure of the system. */
static void fewer_workers_are_a_warning(void **state) {
    (void)state;
    struct rlimit was, low;
    uint32_t items[N];
    int lowest = dup(0);
    getrlimit(RLIMIT_NOFILE, &was);
    for (uint32_t i = 0; i < N; i++)
        items[i] = i;
    for (unsigned room = 1; room <= 3;
         room++) { /* one end of a socket is kept, the other is open for a moment */
        struct tally tally = {.interrupt_after = N + 1}; /* slow: work is left when another is asked for */
        struct diag diag = DIAG_EMPTY;
        bool interrupted;
        struct workers_job job = {.jobs = 3, .items = items, .n_items = N, .work = work, .done = done};
        job.aux = &tally;
        low = (struct rlimit){(rlim_t)lowest + room, was.rlim_max};
        close(lowest);
        setrlimit(RLIMIT_NOFILE, &low);
        bool ok = workers_run(&job, &interrupted, &diag);
        setrlimit(RLIMIT_NOFILE, &was);
        lowest = dup(0);
        assert_int_equal(ok, room > 1);
        assert_int_equal(tally.n_done, ok ? N : 0);
        assert_int_equal(diag_worst(&diag), ok ? DIAG_WARNING : DIAG_SYSTEM);
        diag_fini(&diag);
    }
    close(lowest);
}

static void nothing_to_do_is_done(void **state) {
    (void)state;
    struct tally tally = {0};
    struct diag diag = DIAG_EMPTY;
    bool interrupted;
    struct workers_job job = {.jobs = 2, .work = work, .done = done, .aux = &tally};
    assert_true(workers_run(&job, &interrupted, &diag));
    assert_int_equal(tally.n_done, 0);
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_done_once),
        cmocka_unit_test(a_dead_worker_costs_its_item_only),
        cmocka_unit_test(an_interrupt_ends_the_handing_out),
        cmocka_unit_test(who_hears_may_stop_it),
        cmocka_unit_test(limits_cost_their_item_only),
        cmocka_unit_test(the_second_signal_ends_the_workers),
        cmocka_unit_test(what_was_ignored_stays_ignored),
        cmocka_unit_test(a_hangup_ends_the_handing_out),
        cmocka_unit_test(a_lower_limit_of_memory_stays),
        cmocka_unit_test(fewer_workers_are_a_warning),
        cmocka_unit_test(nothing_to_do_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
