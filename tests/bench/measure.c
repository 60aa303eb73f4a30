/* measure.c - runs a command and prints what it cost: seconds of the clock, CPU ms of it and its children, peak KiB of its
 * largest process, peak KiB of all its processes together (shared pages once: their PSS, looked at every 10 ms).
 * usage: measure COMMAND [ARG...] */
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

int main(int argc, char **argv) {
    struct timespec begun, ended, pause = {0, 10000000};
    struct rusage used;
    long peak = 0;
    int status;
    pid_t got = -1;
    if (argc < 2)
        return 2;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    while (pid > 0 && (got = waitpid(pid, &status, WNOHANG)) == 0) {
        long now = pss_of_all(pid);
        peak = now > peak ? now : peak;
        nanosleep(&pause, NULL);
    }
    if (got < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return 1;
    clock_gettime(CLOCK_MONOTONIC, &ended);
    getrusage(RUSAGE_CHILDREN, &used); /* the command's own children are in it: it waits for them */
    double took = (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
    printf("%.3f %.1f %ld %ld\n", took, (seconds(used.ru_utime) + seconds(used.ru_stime)) * 1e3,
           used.ru_maxrss, peak);
    return 0;
}
