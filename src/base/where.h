/*
 * where.h - a place in an input file, carried along with everything read from it so that a message can point
 * there.
 */
#ifndef TONGBAO_BASE_WHERE_H
#define TONGBAO_BASE_WHERE_H

struct where {
    const char *file; /* as the user named it; NULL: nowhere in particular */
    int line;         /* from 1; 0: the file as a whole */
};

#endif
