/*
 * decode.h - the bytes of an input file as UTF-8, whatever encoding they are in.
 *
 * All conversion is done here, before the XML parser sees the text; the declaration in the file is then
 * ignored. A byte order mark counts for more than a declaration, and files labelled GB2312 or GBK are read as
 * GB18030, since editors put that label on what they write.
 */
#ifndef TONGBAO_INTAKE_DECODE_H
#define TONGBAO_INTAKE_DECODE_H

#include "base/buffer.h"
#include "base/diag.h"

/*
 * Reads the file at path, at most 16 MiB, and appends its text in valid UTF-8, without byte order mark and
 * NUL, to out. False with a message (those of file_read, NOT_XML for a file of a kind that is known and no
 * text, or BAD_ENCODING with the line of the first byte that makes no character, or of a character that was
 * lost before); out is then of no use.
 */
bool decode_file(const char *path, struct buffer *out, struct diag *diag);

/* How many line breaks the size bytes at text hold. */
int decode_lines(const char *text, size_t size);

#endif
