/*
 * image.h - pictures in a PDF: PNG and JPEG files as image XObjects (ISO 32000-1, 8.9.5).
 *
 * A drawer reads and compresses each file once and keeps the result, for a seal stands on every letter.
 */
#ifndef TONGBAO_DRAW_IMAGE_H
#define TONGBAO_DRAW_IMAGE_H

#include "draw/object.h"

/* The pictures that a drawer has met. */
struct image_store;
/* A new, empty store; release with image_store_free (takes NULL). */
struct image_store *image_store_new(void);
void image_store_free(struct image_store *store);

/* The pictures of one document. */
struct images;
/* None yet; lives in the document's arena. */
struct images *images_new(struct pdf *pdf, struct image_store *store);
/* The XObject of the file at path; NULL with a message (NO_IMAGE, BAD_IMAGE) when it can't be used. */
HPDF_Dict images_use(struct images *images, const char *path);

#endif
