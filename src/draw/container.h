/*
 * container.h - the file around the objects of a PDF: object streams and a cross-reference stream (ISO
 * 32000-1, 7.5.7 and 7.5.8), which libharu doesn't know.
 *
 * A letter's structure tree, fonts and links are a thousand small dictionaries; in the plain form of the file
 * each takes an entry of 20 bytes and stands uncompressed, a fifth of the letter in all. Packed together they
 * take a twentieth.
 */
#ifndef TONGBAO_DRAW_CONTAINER_H
#define TONGBAO_DRAW_CONTAINER_H

#include "draw/object.h"

/* Adds to the file, which has the document's streams, its other objects and what finds them all, with an id
 * from the file's content. Failures of libharu go into pdf->status. */
void container_write(struct pdf *pdf);

#endif
