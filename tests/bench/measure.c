/* measure.c - runs a command and prints what it cost: seconds of the clock, CPU ms of it and its children, peak KiB of its
 * largest process, peak KiB of all its processes together (shared pages once: their PSS, looked at every 10 ms, or less often
 * where a look takes long: it holds up the process that is looked at).
 * usage: measure COMMAND [ARG...] */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* [KiB] 0 when the process is gone. */
static long pss_of(long pid) {
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Pss: %ld", &kib) == 1)
            break;
    if (file)
        fclose(file);
    return kib;
}

static long pss_of_all(long pid) {
    char path[64];
    long sum = pss_of(pid), child;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
    FILE *file = fopen(path, "r");
    while (file && fscanf(file, "%ld", &child) == 1)
        sum += pss_of(child);
    if (file)
        fclose(file);
    return sum;
}

static pid_t run_pid;
static _Atomic long peak; /* [KiB] */

static double since(const struct timespec *begun) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

/* A thread of its own, until the program ends: the command's end is waited for, and not looked for now and then. */
static void *look(void *nothing) {
    for (;;) {
        struct timespec begun;
        clock_gettime(CLOCK_MONOTONIC, &begun);
        long now = pss_of_all(run_pid);
        peak = now > peak ? now : peak;
        double pause = since(&begun) * 30 < 0.01 ? 0.01 : since(&begun) * 30;
        struct timespec rest = {(time_t)pause, (long)((pause - (double)(time_t)pause) * 1e9)};
        nanosleep(&rest, NULL);
    }
    return nothing;
}

int main(int argc, char **argv) {
    struct timespec begun;
    struct rusage used;
    pthread_t looking;
    int status;
    if (argc < 2)
        return 2;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    run_pid = fork();
    if (run_pid == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (run_pid < 0 || pthread_create(&looking, NULL, look, NULL) != 0)
        return 1;
    pid_t got = waitpid(run_pid, &status, 0);
    double took = since(&begun);
    if (got < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return 1;
    getrusage(RUSAGE_CHILDREN, &used); /* the command's own children are in it: it waits for them */
    printf("%.3f %.1f %ld %ld\n", took, (seconds(used.ru_utime) + seconds(used.ru_stime)) * 1e3,
           used.ru_maxrss, (long)peak);
    return 0;
}
