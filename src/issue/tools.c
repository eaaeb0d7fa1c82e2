#include "issue/tools.h"

#include "base/file.h"
#include "base/text.h"
#include "issue/folder.h"

#include <dirent.h>
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first half of a sum is plenty to tell builds from each other. */
static const char *shorten(struct arena *arena, const struct sum *sum)
{
    char text[SUM_TEXT];
    sum_print(sum, text);
    return arena_strndup(arena, text, 16);
}

/* ---- the program ---- */

/* Searches the notes of the program itself, which come first, for the build id that the linker made. */
static int find_build_id(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size;
    struct sum *out = context;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        if (segment->p_type != PT_NOTE)
            continue;
        const char *at = (const char *)(info->dlpi_addr + segment->p_vaddr), *end = at + segment->p_memsz;
        while (at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            memcpy(&note, at, sizeof note);
            const char *name = at + sizeof note, *id = name + (note.n_namesz + 3) / 4 * 4;
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
                *out = sum_of(id, note.n_descsz);
                return 1;
            }
            at = id + (note.n_descsz + 3) / 4 * 4;
        }
    }
    return -1; /* libraries aren't asked */
}

static const char *describe_program(struct arena *arena)
{
    struct sum sum;
    if (dl_iterate_phdr(find_build_id, &sum) == 1)
        return shorten(arena, &sum);
    int exe = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    struct summing summing;
    summing_start(&summing);
    char chunk[65536];
    for (ssize_t n; exe >= 0 && (n = file_next(exe, chunk, sizeof chunk)) > 0;)
        summing_bytes(&summing, chunk, (size_t)n);
    file_close(exe);
    sum = summing_end(&summing);
    return shorten(arena, &sum);
}

/* ---- the fonts ---- */

static void add_font(struct summing *summing, const struct font *font)
{
    char head[65536];
    struct stat st = {0};
    int fd = open(font->path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 || fstat(fd, &st) != 0 ? 0 : read(fd, head, sizeof head);
    file_close(fd);
    summing_text(summing, file_name(font->path));
    summing_number(summing, font->index);
    summing_number(summing, st.st_size);
    summing_bytes(summing, head, n > 0 ? (size_t)n : 0);
}

static const char *describe_fonts(const struct fontset *fonts, struct arena *arena)
{
    struct summing summing;
    int count;
    const struct font *const *font = fontset_all(fonts, &count);
    summing_start(&summing);
    for (int i = 0; i < FACE_COUNT; i++)
        summing_number(&summing, fontset_face(fonts, (enum face)i)->id);
    for (int i = 0; i < count; i++)
        add_font(&summing, font[i]);
    struct sum sum = summing_end(&summing);
    return shorten(arena, &sum);
}

/* ---- the templates ---- */

/* The files below the folder of templates. */
struct listing {
    struct arena *arena;
    const char **path; /* below it */
    int count, capacity;
};

/* A template may have any name and stand in any folder. Names that begin with a dot are what editors and
 * version control keep there, and .new is what an installation put beside a template that was changed. */
static enum wish list_file(void *context, const char *path, unsigned char type)
{
    struct listing *listing = context;
    if (*file_name(path) == '.' || text_ends(path, ".new"))
        return WALK_PAST;
    if (type == DT_REG || type == DT_LNK)
        *(const char **)arena_push(listing->arena, &listing->path, &listing->count, &listing->capacity,
                                   sizeof *listing->path) = arena_strdup(listing->arena, path);
    return WALK_ON;
}

/* A link counts by where it leads and, if that is a file, by what is in it. */
static void add_template(struct summing *summing, const char *path)
{
    struct diag *unheard = diag_new(); /* the composer reports what can't be read */
    struct buffer bytes = {0};
    char aim[PATH_MAX];
    ssize_t size = readlink(path, aim, sizeof aim);
    if (size > 0)
        summing_bytes(summing, aim, (size_t)size);
    if (file_read(path, FILE_MOST, &bytes, unheard))
        summing_bytes(summing, bytes.data, bytes.size);
    buffer_free(&bytes);
    diag_free(unheard);
}

static const char *describe_templates(const char *folder, struct arena *arena)
{
    struct listing listing = {.arena = arena};
    struct summing summing;
    int root = folder_open_root(folder, false);
    if (root >= 0) {
        folder_walk(root, "", list_file, &listing);
        close(root);
    }
    if (listing.count)
        qsort(listing.path, (size_t)listing.count, sizeof *listing.path, text_order);
    summing_start(&summing);
    for (int i = 0; i < listing.count; i++) {
        summing_text(&summing, listing.path[i]);
        add_template(&summing, file_join(arena, folder, listing.path[i]));
    }
    struct sum sum = summing_end(&summing);
    return shorten(arena, &sum);
}

struct tools tools_describe(const struct fontset *fonts, const char *templates, struct arena *arena)
{
    return (struct tools){describe_program(arena), describe_fonts(fonts, arena),
                          describe_templates(templates, arena)};
}
