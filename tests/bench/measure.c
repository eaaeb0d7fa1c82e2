/*
 * measure - runs a command and writes what it cost: measure FILE COMMAND ARG…
 *
 * One line goes to FILE: wall seconds, CPU seconds (user and system, the command and every child it waited
 * for), and the largest resident size in KiB that any one of these processes reached. Ends with the command's
 * status.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: measure FILE COMMAND ARG...\n");
        return 64;
    }
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(66);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror("measure");
        return 70;
    }
    clock_gettime(CLOCK_MONOTONIC, &to);

    struct rusage use;
    getrusage(RUSAGE_CHILDREN, &use);
    double wall = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    FILE *out = fopen(argv[1], "w");
    if (!out ||
        fprintf(out, "%.4f %.4f %ld\n", wall, seconds(use.ru_utime) + seconds(use.ru_stime), use.ru_maxrss) <
            0 ||
        fclose(out) != 0) {
        perror(argv[1]);
        return 74;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
