#include "typeset/fontmap.h"

#include "base/file.h"
#include "base/paths.h"
#include "base/text.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { MAP_LIMIT = 1 << 20, DEPTH_LIMIT = 8 };

static const char *const role_names[FONTMAP_ROLES] = {
    [FACE_XIAOBIAOSONG] = "xiaobiaosong",
    [FACE_FANGSONG] = "fangsong",
    [FACE_HEITI] = "heiti",
    [FACE_KAITI] = "kaiti",
    [FACE_SONGTI] = "songti",
    [FONTMAP_FALLBACK] = "fallback",
};

const char *fontmap_role(int role)
{
    return role_names[role];
}

/* A font file somewhere on disk. */
struct entry {
    const char *name, *path;
    int place; /* of the folder in the order of search */
};

struct index {
    struct entry *entry;
    int count, capacity;
    struct arena *arena;
};

static bool is_font_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcasecmp(dot, ".ttf") == 0 || strcasecmp(dot, ".otf") == 0 ||
                   strcasecmp(dot, ".ttc") == 0 || strcasecmp(dot, ".otc") == 0);
}

/* What a directory entry is where the file system doesn't tell. Links to folders aren't followed, so that
 * there is no going in circles. */
static bool is_folder(const char *path, unsigned char type)
{
    struct stat st;
    if (type != DT_UNKNOWN)
        return type == DT_DIR;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void index_folder(struct index *index, const char *folder, int place, int depth)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *d; (d = readdir(dir));) {
        if (d->d_name[0] == '.')
            continue;
        const char *path = file_join(index->arena, folder, d->d_name);
        if (is_font_name(d->d_name)) {
            struct entry *e = arena_push(index->arena, &index->entry, &index->count, &index->capacity,
                                         sizeof *index->entry);
            *e = (struct entry){file_name(path), path, place};
        } else if (depth > 0 && is_folder(path, d->d_type)) {
            index_folder(index, path, place, depth - 1);
        }
    }
    closedir(dir);
}

static void index_all(struct index *index, const char *folder)
{
    char own[PATH_MAX];
    int place = 0;
    const char *const homes[] = {folder, paths_data_dir("fonts", own, sizeof own) ? own : NULL};
    for (int i = 0; i < 2; i++) {
        if (!homes[i])
            continue;
        index_folder(index, homes[i], place++, 0);
        index_folder(index, file_join(index->arena, homes[i], "../build/fonts"), place++, 0);
    }
    index_folder(index, "/usr/share/fonts", place++, DEPTH_LIMIT);
    index_folder(index, "/usr/local/share/fonts", place++, DEPTH_LIMIT);
    const char *home = getenv("HOME");
    if (home && home[0] == '/')
        index_folder(index, file_join(index->arena, home, ".local/share/fonts"), place++, DEPTH_LIMIT);
}

/* Readdir's order is nobody's; the path decides between equals so that every run finds the same file. */
static const struct entry *index_find(const struct index *index, const char *name)
{
    const struct entry *best = NULL;
    for (int i = 0; i < index->count; i++) {
        const struct entry *e = &index->entry[i];
        if (strcasecmp(e->name, name) != 0)
            continue;
        if (!best || e->place < best->place || (e->place == best->place && strcmp(e->path, best->path) < 0))
            best = e;
    }
    return best;
}

/* Finds the file of one name, perhaps with "#N" for a face. False when there is none. */
static bool find_file(const struct index *index, char *name, struct font_file *out)
{
    *out = (struct font_file){.index = -1};
    char *hash = strrchr(name, '#');
    if (hash && hash[1] >= '0' && hash[1] <= '9') {
        long number = strtol(hash + 1, NULL, 10);
        out->index = number < INT_MAX ? (int)number : INT_MAX; /* which no collection has */
        *hash = '\0';
    }
    const struct entry *found = index_find(index, text_trimmed(name));
    out->path = found ? found->path : NULL;
    return found != NULL;
}

/* One entry of the map, "file" or "file + western file"; adds the file if there is one. */
static void add_file(struct index *index, struct font_files *role, int *capacity, char *names)
{
    struct font_file file, western;
    char *plus = strchr(names, '+');
    if (plus)
        *plus = '\0';
    if (!find_file(index, names, &file))
        return;
    if (plus && find_file(index, plus + 1, &western)) {
        struct font_file *copy = arena_alloc(index->arena, sizeof *copy);
        *copy = western;
        file.western = copy;
    }
    struct font_file *slot =
        arena_push(index->arena, &role->file, &role->count, capacity, sizeof *role->file);
    *slot = file;
}

static int role_of(const char *name)
{
    for (int i = 0; i < FONTMAP_ROLES; i++)
        if (strcmp(role_names[i], name) == 0)
            return i;
    return -1;
}

struct reader {
    struct index *index;
    struct font_files *roles;
    int capacity[FONTMAP_ROLES];
    int role; /* that the line belongs to; -1: none yet */
};

/* One line of the map. False when it is no "role: files" and goes on with nothing. */
static bool read_line(struct reader *reader, char *line)
{
    bool goes_on = line[0] == ' ' || line[0] == '\t';
    char *rest = text_trimmed(line);
    if (rest[0] == '\0' || (rest[0] == '#' && !goes_on))
        return true;
    if (!goes_on) {
        char *colon = strchr(rest, ':');
        if (!colon)
            return false;
        *colon = '\0';
        reader->role = role_of(text_trimmed(rest));
        rest = colon + 1;
    }
    if (reader->role < 0)
        return false;
    for (char *save = NULL, *name = strtok_r(rest, ",", &save); name; name = strtok_r(NULL, ",", &save))
        add_file(reader->index, &reader->roles[reader->role], &reader->capacity[reader->role], name);
    return true;
}

bool fontmap_read(const char *folder, struct arena *arena, struct font_files *roles, struct diag *diag)
{
    const char *path = file_join(arena, folder, "fontmap");
    struct buffer text = {0};
    if (!file_read(path, MAP_LIMIT, &text, diag)) {
        buffer_free(&text);
        return false;
    }
    struct index index = {.arena = arena};
    index_all(&index, folder);
    struct reader reader = {.index = &index, .roles = roles, .role = -1};
    char *next = arena_strndup(arena, buffer_text(&text), text.size);
    if (text_starts(next, "\xEF\xBB\xBF")) /* some editors begin files so */
        next += 3;
    buffer_free(&text);
    bool good = true;
    for (int number = 1; next; number++) {
        char *line = next;
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        if (!read_line(&reader, line)) {
            diag_at(diag, MESSAGE_BAD_FONTMAP, (struct where){path, number},
                    _("expected \"role: file, file\" with one of the roles xiaobiaosong, fangsong, heiti, "
                      "kaiti, songti, fallback"));
            good = false;
        }
    }
    return good;
}
