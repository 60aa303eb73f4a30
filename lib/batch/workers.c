/* workers.c - forked workers that take item after item.
 *
 * A page of memory is shared: the number of the next item, which a worker takes and adds one to, a word that says stop, and
 * for each worker the item at hand. So nobody waits to be told what to do, and the parent may sit in an fsync while all
 * work. Replies go through a socket a worker, a length and so many bytes. An end of file while an item is at hand means that
 * the worker died: that item is lost, another worker is made if items are left. A worker whose parent died cannot reply and
 * goes. Threads were not chosen: a crash or a runaway template would take the batch along, and Lua, libharu and gettext keep
 * state that processes need not share.
 *
 * Limits are the kernel's: a timer of CPU time that kills the worker (the clock on the wall would blame a busy machine on
 * the dossier), and a bound on its address space, which malloc reports and mem.c ends with. */
#include "batch/workers.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAUSE          200 /* [ms] the longest time between two calls of job->pause */
#define EXIT_NO_MEMORY 3   /* mem_exhausted */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif

/* Shared by all processes. */
struct board {
    _Atomic uint32_t next; /* index in job->items */
    _Atomic bool stop;
    struct desk {
        _Atomic uint32_t at; /* index in job->items of the one at hand, or WORKERS_NONE */
    } desks[];
};

/* Before each reply. */
struct head {
    uint64_t len; /* [bytes] that follow */
    uint32_t at;  /* index in job->items */
};

struct worker {
    pid_t pid; /* 0: none runs in this slot */
    int fd;
    struct buf reply; /* as far as it has come */
};

/* `heard` by index in job->items: `done` was called. */
struct crew {
    const struct workers_job *job;
    struct worker *workers;
    struct board *board;
    bool *heard;
    struct diag *diag;
    bool failed;
    bool bounded; /* by the user's own limit of memory, before the job's */
    bool ended;   /* the workers were told to go at once */
};

static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
#define N_STOPS (sizeof stops / sizeof *stops)

static struct board *_Atomic signalled;  /* what the handler stops */
static volatile sig_atomic_t stop_asked; /* how often */

static void ask_stop(int signal_number) {
    struct board *board = signalled;
    (void)signal_number;
    if (stop_asked < 2)
        stop_asked++;
    if (board)
        board->stop = true;
}

static bool write_whole(int fd, const void *bytes, size_t len) {
    for (const char *at = bytes; len;) {
        ssize_t n = send(fd, at, len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* ---- in the worker ------------------------------------------------------------------------------------------------ */

/* The address space as it is now and `memory` more; 0: any. Sanitizers reserve terabytes: with them there is no bound. */
static rlim_t bound_of(size_t memory) {
#if !SANITIZED
    unsigned long pages = 0;
    FILE *statm = memory ? fopen("/proc/self/statm", "re") : NULL;
    if (!statm)
        return 0;
    bool known = fscanf(statm, "%lu", &pages) == 1;
    fclose(statm);
    return known ? (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + memory : 0;
#else
    (void)memory;
    return 0;
#endif
}

static bool bounded_before(rlim_t bound) {
    struct rlimit given;
    return getrlimit(RLIMIT_AS, &given) == 0 && given.rlim_cur != RLIM_INFINITY &&
           (!bound || given.rlim_cur < bound);
}

/* A limit that is lower already stays. */
static void bound_memory(size_t memory) {
    rlim_t bound = bound_of(memory);
    if (bound && !bounded_before(bound))
        setrlimit(RLIMIT_AS, &(struct rlimit){bound, bound});
}

/* SIGPROF ends a process that does not catch it. */
static void bound_time(unsigned seconds) {
    struct itimerval timer = {.it_value = {.tv_sec = seconds}};
    setitimer(ITIMER_PROF, &timer, NULL);
}

/* An interrupt from the terminal reaches the whole group; the parent decides what is still begun. */
static void become_worker(const struct crew *crew) {
    mem_last_words = NULL; /* the parent tells how a worker ended */
    for (size_t i = 0; i < N_STOPS; i++)
        signal(stops[i], SIG_IGN);
    signal(SIGPROF, SIG_DFL);
    for (unsigned i = 0; i < crew->job->jobs; i++)
        if (crew->workers[i].pid)
            close(crew->workers[i].fd); /* else a sister's end would outlive its parent */
    bound_memory(crew->job->memory);
    if (crew->job->begin)
        crew->job->begin(crew->job->aux);
}

_Noreturn static void work_until_end(const struct crew *crew, unsigned slot, int fd) {
    const struct workers_job *job = crew->job;
    struct board *board = crew->board;
    struct buf reply = BUF_EMPTY;
    become_worker(crew);
    while (!board->stop) {
        uint32_t i = board->next++;
        if (i >= job->n_items)
            break;
        board->desks[slot].at = i;
        bound_time(job->seconds);
        struct head head = {.at = i};
        buf_clear(&reply);
        buf_add(&reply, &head, sizeof head);
        job->work(job->aux, job->items[i], &reply);
        bound_time(0);
        head.len = reply.len - sizeof head;
        memcpy(reply.at, &head, sizeof head);
        if (!write_whole(fd, reply.at, reply.len))
            break;
    }
    buf_fini(&reply);
    close(fd);
    /* Not exit(): what the parent has buffered or wants done at its end is not ours. */
    _exit(0);
}

/* ---- in the parent ------------------------------------------------------------------------------------------------ */

static bool work_left(const struct crew *crew) {
    return !crew->board->stop && crew->board->next < crew->job->n_items;
}

static bool at_work(const struct crew *crew) {
    for (unsigned i = 0; i < crew->job->jobs; i++)
        if (crew->workers[i].pid)
            return true;
    return false;
}

/* Those who are at work can do all of it. */
static void tell_none_hired(struct crew *crew) {
    diag_errno_level(crew->diag, at_work(crew) ? DIAG_WARNING : DIAG_SYSTEM, NULL,
                     _("making a worker process"), errno);
}

static bool hire(struct crew *crew, unsigned slot) {
    int ends[2];
    fflush(NULL);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        tell_none_hired(crew);
        return false;
    }
    crew->board->desks[slot].at = WORKERS_NONE;
    pid_t pid = fork();
    if (pid < 0) {
        tell_none_hired(crew);
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (pid == 0) {
        close(ends[0]);
        work_until_end(crew, slot, ends[1]);
    }
    close(ends[1]);
    crew->workers[slot] = (struct worker){.pid = pid, .fd = ends[0]};
    return true;
}

/* Ends with a worker whose socket is closed; returns its status as waitpid gives it. */
static int dismiss(struct worker *worker) {
    int status = 0;
    close(worker->fd);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    buf_fini(&worker->reply);
    worker->pid = 0;
    return status;
}

static struct worker_death death_of(const struct crew *crew, int status) {
    struct worker_death death = {.end = WORKER_CRASHED};
    if (WIFSIGNALED(status)) {
        snprintf(death.how, sizeof death.how, _("signal %d"), WTERMSIG(status));
        death.killed = WTERMSIG(status) == SIGKILL;
        if (WTERMSIG(status) == SIGPROF)
            death.end = WORKER_TOO_LONG;
    } else {
        snprintf(death.how, sizeof death.how, _("exit %d"), WEXITSTATUS(status));
        if (WEXITSTATUS(status) == EXIT_NO_MEMORY)
            death.end = crew->bounded ? WORKER_NO_MEMORY : WORKER_TOO_LARGE;
    }
    return death;
}

static void stop(struct crew *crew) {
    crew->failed = true;
    crew->board->stop = true;
}

static void tell_done(struct crew *crew, uint32_t at, struct str reply, const struct worker_death *death) {
    crew->heard[at] = true;
    if (!crew->job->done(crew->job->aux, crew->job->items[at], reply, death))
        stop(crew);
}

/* A worker ends when it finds no more to do, and else because it died of the item at hand. */
static void bury(struct crew *crew, unsigned slot) {
    uint32_t at = crew->board->desks[slot].at;
    struct worker_death death = death_of(crew, dismiss(&crew->workers[slot]));
    if (at != WORKERS_NONE && !crew->heard[at] && !crew->ended)
        tell_done(crew, at, STR(""), &death);
    if (work_left(crew) && !hire(crew, slot) && !at_work(crew))
        stop(crew);
}

/* Takes the whole replies off the front of what has come. */
static void take_replies(struct crew *crew, struct buf *come) {
    struct str rest = buf_view(come);
    struct head head;
    while (rest.len >= sizeof head) {
        memcpy(&head, rest.at, sizeof head);
        if (rest.len - sizeof head < head.len)
            break;
        tell_done(crew, head.at, str_cut(rest, sizeof head, sizeof head + head.len), NULL);
        rest = str_cut(rest, sizeof head + head.len, rest.len);
    }
    if (rest.len < come->len) {
        memmove(come->at, rest.at, rest.len);
        come->len = rest.len;
    }
}

static void hear(struct crew *crew, unsigned slot) {
    char chunk[65536];
    ssize_t n = read(crew->workers[slot].fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR)
        return;
    if (n <= 0) {
        bury(crew, slot);
        return;
    }
    buf_add(&crew->workers[slot].reply, chunk, (size_t)n);
    take_replies(crew, &crew->workers[slot].reply);
}

static uint32_t at_hand(const struct crew *crew) {
    for (unsigned i = 0; i < crew->job->jobs; i++)
        if (crew->workers[i].pid && crew->board->desks[i].at != WORKERS_NONE)
            return crew->job->items[crew->board->desks[i].at];
    return WORKERS_NONE;
}

static void pause_for(struct crew *crew) {
    if (crew->job->pause && !crew->job->pause(crew->job->aux, at_hand(crew)))
        stop(crew);
}

/* Whoever asks a second time does not want to wait: a worker may be stopped, or wait for a disk that is gone. */
static void end_at_once(struct crew *crew) {
    if (stop_asked < 2 || crew->ended)
        return;
    crew->ended = true;
    for (unsigned i = 0; i < crew->job->jobs; i++)
        if (crew->workers[i].pid)
            kill(crew->workers[i].pid, SIGKILL);
}

/* Waits for news and hears it; false when nobody is at work any more. */
static bool wait_for_news(struct crew *crew, struct pollfd *polled) {
    unsigned jobs = crew->job->jobs;
    if (!at_work(crew))
        return false;
    end_at_once(crew);
    for (unsigned i = 0; i < jobs; i++)
        polled[i] = (struct pollfd){.fd = crew->workers[i].pid ? crew->workers[i].fd : -1, .events = POLLIN};
    if (poll(polled, jobs, PAUSE) > 0)
        for (unsigned i = 0; i < jobs; i++)
            if (polled[i].revents && crew->workers[i].pid)
                hear(crew, i);
    pause_for(crew);
    return true;
}

static void run_crew(struct crew *crew) {
    struct pollfd *polled = mem_new(crew->job->jobs, sizeof *polled);
    for (unsigned i = 0; i < crew->job->jobs && work_left(crew); i++)
        if (!hire(crew, i)) {
            crew->failed = i == 0; /* with one worker the work goes on */
            break;
        }
    while (wait_for_news(crew, polled))
        continue;
    free(polled);
    /* A worker that was killed between taking a number and writing it down. */
    for (uint32_t i = 0; i < crew->job->n_items && i < crew->board->next; i++)
        if (!crew->heard[i] && !crew->ended)
            tell_done(crew, i, STR(""), &(struct worker_death){.how = "?"});
}

static struct board *make_board(unsigned jobs, struct diag *diag) {
    struct board *board = mmap(NULL, sizeof *board + jobs * sizeof *board->desks, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board != MAP_FAILED)
        return board;
    diag_errno(diag, NULL, _("making a worker process"), errno);
    return NULL;
}

/* What the parent is at, a write or a sync, goes on; poll returns all the same. What was ignored before stays so. */
static void hear_signals(struct sigaction old[N_STOPS]) {
    struct sigaction ask = {.sa_handler = ask_stop, .sa_flags = SA_RESTART};
    sigemptyset(&ask.sa_mask);
    stop_asked = 0;
    for (size_t i = 0; i < N_STOPS; i++)
        if (sigaction(stops[i], NULL, &old[i]) == 0 && old[i].sa_handler != SIG_IGN)
            sigaction(stops[i], &ask, NULL);
}

bool workers_run(const struct workers_job *job, bool *interrupted, struct diag *diag) {
    struct crew crew = {.job = job, .diag = diag, .board = make_board(job->jobs, diag)};
    struct sigaction old[N_STOPS];
    *interrupted = false;
    if (!crew.board)
        return false;
    crew.bounded = bounded_before(bound_of(job->memory));
    crew.workers = mem_new(job->jobs, sizeof *crew.workers);
    crew.heard = mem_new(job->n_items, sizeof *crew.heard);
    signalled = crew.board;
    hear_signals(old);
    run_crew(&crew);
    for (size_t i = 0; i < N_STOPS; i++)
        sigaction(stops[i], &old[i], NULL);
    signalled = NULL;
    bool all = crew.board->next >= job->n_items && !crew.ended;
    *interrupted = stop_asked != 0 && !all;
    munmap(crew.board, sizeof *crew.board + job->jobs * sizeof *crew.board->desks);
    free(crew.workers);
    free(crew.heard);
    return !crew.failed && !*interrupted && all;
}
