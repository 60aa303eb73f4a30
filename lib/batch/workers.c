/* workers.c - forked workers, one item at a time each.
 *
 * Parent and worker share a socket pair. The parent writes an item's number; the worker does it and writes back a length
 * and so many bytes; the parent, which waits on all sockets at once, hands it the next. An end of file instead of a whole
 * reply means that the worker died: its item is lost, another worker is made if items are left. A worker whose parent
 * died reads an end of file and goes. Threads were not chosen: a crash or a runaway template would take the batch along,
 * and Lua, libharu and gettext keep state that processes need not share. */
#include "batch/workers.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
    pid_t pid; /* 0: none runs in this slot */
    int fd;
    uint32_t item;    /* at hand */
    struct buf reply; /* as far as it has come */
};

struct crew {
    const struct workers_job *job;
    struct worker *workers;
    size_t next; /* index in job->items */
    struct diag *diag;
    bool failed;
};

static volatile sig_atomic_t stop_asked;

static void ask_stop(int signal_number) {
    (void)signal_number;
    stop_asked = 1;
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

static bool read_whole(int fd, void *bytes, size_t len) {
    for (char *at = bytes; len;) {
        ssize_t n = read(fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* ---- in the worker ------------------------------------------------------------------------------------------------ */

_Noreturn static void work_until_end(const struct crew *crew, int fd) {
    struct buf reply = BUF_EMPTY;
    uint32_t item;
    /* An interrupt from the terminal reaches the whole group; the parent decides what is still begun. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    for (unsigned i = 0; i < crew->job->jobs; i++)
        if (crew->workers[i].pid)
            close(crew->workers[i].fd); /* else a sister's end would outlive its parent */
    while (read_whole(fd, &item, sizeof item)) {
        buf_clear(&reply);
        crew->job->work(crew->job->aux, item, &reply);
        uint64_t len = reply.len;
        if (!write_whole(fd, &len, sizeof len) || !write_whole(fd, reply.at, reply.len))
            break;
    }
    buf_fini(&reply);
    close(fd);
    /* Not exit(): what the parent has buffered or wants done at its end is not ours. */
    _exit(0);
}

/* ---- in the parent ------------------------------------------------------------------------------------------------ */

static bool hire(struct crew *crew, struct worker *worker) {
    int ends[2];
    fflush(NULL);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        diag_errno(crew->diag, NULL, _("making a worker process"), errno);
        return false;
    }
    pid_t pid = fork();
    if (pid < 0) {
        diag_errno(crew->diag, NULL, _("making a worker process"), errno);
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (pid == 0) {
        close(ends[0]);
        work_until_end(crew, ends[1]);
    }
    close(ends[1]);
    *worker = (struct worker){.pid = pid, .fd = ends[0]};
    return true;
}

/* Ends a worker that has nothing at hand or is dead; returns its status as waitpid gives it. */
static int dismiss(struct worker *worker) {
    int status = 0;
    close(worker->fd);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    buf_fini(&worker->reply);
    worker->pid = 0;
    return status;
}

/* Gives the worker the next item, or sends it home. */
static void hand_out(struct crew *crew, struct worker *worker) {
    if (stop_asked || crew->failed || crew->next == crew->job->n_items) {
        dismiss(worker);
        return;
    }
    worker->item = crew->job->items[crew->next++];
    buf_clear(&worker->reply);
    /* A worker that died before it could read is seen as such by the next read. */
    write_whole(worker->fd, &worker->item, sizeof worker->item);
}

static void bury(struct crew *crew, struct worker *worker) {
    char how[64];
    int status = dismiss(worker);
    if (WIFSIGNALED(status))
        snprintf(how, sizeof how, "signal %d", WTERMSIG(status));
    else
        snprintf(how, sizeof how, "exit %d", WEXITSTATUS(status));
    crew->job->done(crew->job->aux, worker->item, STR(""), how);
    if (crew->next == crew->job->n_items || stop_asked)
        return;
    if (hire(crew, worker))
        hand_out(crew, worker);
    else
        crew->failed = true;
}

static void hear(struct crew *crew, struct worker *worker) {
    char chunk[65536];
    ssize_t n = read(worker->fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR)
        return;
    if (n <= 0) {
        bury(crew, worker);
        return;
    }
    buf_add(&worker->reply, chunk, (size_t)n);
    uint64_t len = 0;
    if (worker->reply.len < sizeof len)
        return;
    memcpy(&len, worker->reply.at, sizeof len);
    if (worker->reply.len - sizeof len < len)
        return;
    crew->job->done(crew->job->aux, worker->item,
                    str_cut(buf_view(&worker->reply), sizeof len, worker->reply.len), NULL);
    hand_out(crew, worker);
}

/* Waits for news and hears it; false when nobody is at work any more. */
static bool wait_for_news(struct crew *crew, struct pollfd *polled) {
    unsigned jobs = crew->job->jobs, at_work = 0;
    for (unsigned i = 0; i < jobs; i++) {
        polled[i] = (struct pollfd){.fd = crew->workers[i].pid ? crew->workers[i].fd : -1, .events = POLLIN};
        at_work += crew->workers[i].pid != 0;
    }
    if (at_work == 0)
        return false;
    if (poll(polled, jobs, -1) > 0)
        for (unsigned i = 0; i < jobs; i++)
            if (polled[i].revents && crew->workers[i].pid)
                hear(crew, &crew->workers[i]);
    return true;
}

static void run_crew(struct crew *crew) {
    struct pollfd *polled = mem_new(crew->job->jobs, sizeof *polled);
    for (unsigned i = 0; i < crew->job->jobs && crew->next < crew->job->n_items && !crew->failed; i++) {
        if (hire(crew, &crew->workers[i]))
            hand_out(crew, &crew->workers[i]);
        else
            crew->failed = i == 0; /* with one worker the work goes on */
    }
    while (wait_for_news(crew, polled))
        continue;
    free(polled);
}

bool workers_run(const struct workers_job *job, bool *interrupted, struct diag *diag) {
    struct crew crew = {.job = job, .diag = diag, .workers = mem_new(job->jobs, sizeof *crew.workers)};
    struct sigaction ask = {.sa_handler = ask_stop}, old_int, old_term;
    sigemptyset(&ask.sa_mask);
    stop_asked = 0;
    sigaction(SIGINT, &ask, &old_int);
    sigaction(SIGTERM, &ask, &old_term);
    run_crew(&crew);
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGTERM, &old_term, NULL);
    free(crew.workers);
    *interrupted = stop_asked != 0;
    return !crew.failed && !*interrupted && crew.next == job->n_items;
}
