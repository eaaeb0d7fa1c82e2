#include "issue/meter.h"

#include "base/buffer.h"
#include "base/file.h"
#include "issue/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 40 };

struct meter meter_open(const struct settings *settings)
{
    return (struct meter){!settings->quiet && isatty(STDERR_FILENO), -1};
}

void meter_show(struct meter *meter, int done, int all)
{
    int width = all ? (int)((long)done * BAR / all) : BAR;
    if (!meter->on || width == meter->shown)
        return;
    meter->shown = width;
    fprintf(stderr, "\r[%.*s%*s] %d/%d", width, "########################################", BAR - width, "",
            done, all);
}

void meter_close(struct meter *meter)
{
    if (meter->on && meter->shown >= 0)
        fputs("\r\033[K", stderr);
}

/* Whether there is a file at path that begins like XML or a PDF. */
static bool begins_like_a_document(const char *path)
{
    static const char *const begins[] = {"<", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", "%PDF"};
    char head[4] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    ssize_t size = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? read(fd, head, sizeof head) : 0;
    file_close(fd);
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (size >= (ssize_t)strlen(begins[i]) && memcmp(head, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

bool meter_log_fits(const struct settings *settings, struct diag *diag)
{
    if (!settings->log || !begins_like_a_document(settings->log))
        return true;
    diag_say(diag, MESSAGE_USAGE, _("--log %s: it is no log, but a document"), settings->log);
    return false;
}

/* Opens the log, or makes it, with the rights that the next run needs, whoever runs it. */
static int open_log(const char *path)
{
    const int flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY;
    int fd = open(path, flags | O_CREAT | O_EXCL, 0666);
    if (fd >= 0)
        rights_hand_over_at(fd, path);
    else if (errno == EEXIST)
        fd = open(path, flags | O_CREAT, 0666); /* a link may lead to what isn't there yet */
    return fd;
}

/* Appends text to the log, each line behind the time; in one write, so that the lines of two runs don't mix.
 * A log with nothing to tell is made all the same: that it can't be isn't to wait until there is something.
 * MESSAGE_COUNT, or what went wrong with errno set. */
static enum message append(const char *path, const char *text)
{
    char stamp[40];
    time_t now = time(NULL);
    struct tm local;
    struct buffer lines = {0};
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S%z", localtime_r(&now, &local));
    for (const char *line = text; *line;) {
        int size = (int)strcspn(line, "\n");
        buffer_printf(&lines, "%s %.*s\n", stamp, size, line);
        line += size + (line[size] == '\n');
    }
    int fd = open_log(path);
    bool good = fd >= 0 && file_end(fd, file_write(fd, lines.data, lines.size));
    buffer_free(&lines);
    return fd < 0 ? MESSAGE_CANT_CREATE : good ? MESSAGE_COUNT : MESSAGE_WRITE_FAILED;
}

static void log_text(const struct settings *settings, const char *text, struct diag *diag)
{
    bool wanted = settings->log && !begins_like_a_document(settings->log);
    enum message code = wanted ? append(settings->log, text) : MESSAGE_COUNT;
    if (code != MESSAGE_COUNT)
        diag_at(diag, code, (struct where){settings->log, 0}, "%s", strerror(errno));
}

void meter_tell(const struct settings *settings, struct diag *diag)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return; /* the command line prints what is left */
    diag_print(diag, memory);
    if (fclose(memory) == 0) {
        fputs(text, stderr);
        log_text(settings, text, diag);
    }
    free(text);
}

void meter_result(const struct settings *settings, const char *line, struct diag *diag)
{
    log_text(settings, line, diag);
    puts(line);
    file_end_output(diag);
}
