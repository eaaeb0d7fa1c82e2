/*
 * fontmap.h - fonts/fontmap read and its names found on disk: which files may serve each role, in order of
 * preference. Working state of fontset.
 */
#ifndef TONGBAO_TYPESET_FONTMAP_H
#define TONGBAO_TYPESET_FONTMAP_H

#include "base/arena.h"
#include "base/diag.h"
#include "typeset/font.h"

enum { FONTMAP_FALLBACK = FACE_COUNT, FONTMAP_ROLES };

/* A file that exists and that the map names. */
struct font_file {
    const char *path;
    int index;                       /* face in a collection; -1: the map doesn't say */
    const struct font_file *western; /* where its western letters and digits come from; NULL: from itself */
};

struct font_files {
    struct font_file *file;
    int count;
};

/* How the map calls a role. */
const char *fontmap_role(int role);
/*
 * Reads folder/fontmap and looks its names up in folder, in folder/../build/fonts, in the same two places of
 * the installation, and in the system's font folders with their subfolders; an earlier place wins. roles has
 * FONTMAP_ROLES entries, filled in the map's order. False with messages (NO_INPUT, BAD_FONTMAP) when the map
 * is missing or faulty. Everything lives in arena.
 */
bool fontmap_read(const char *folder, struct arena *arena, struct font_files *roles, struct diag *diag);

#endif
