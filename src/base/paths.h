/*
 * Where the program's own files are: templates, fonts, message catalogues.
 *
 * A program that was built but not installed (build/tongbao, build/MODE/tongbao, build/MODE/tests/…) uses the
 * source tree that it stands in; an installed one PREFIX/share/tongbao, found from PREFIX/bin/tongbao, so
 * that an installation can be moved; where /proc tells nothing, the PREFIX it was compiled with.
 */
#ifndef TONGBAO_BASE_PATHS_H
#define TONGBAO_BASE_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes the path of the data folder `sub` ("templates", "fonts") into `out` of `size` bytes. False when
 * there is no such folder or `out` is too small; `out` then holds the place where it would be after `make
 * install` (or "").
 */
bool paths_data_dir(const char *sub, char *out, size_t size);

/* Like paths_data_dir, for the folder of the message catalogues that bindtextdomain wants. */
bool paths_locale_dir(char *out, size_t size);

#endif
