/*
 * image.h - the proportions of a PNG or JPEG, read from its header; the picture itself is the drawer's.
 */
#ifndef TONGBAO_TYPESET_IMAGE_H
#define TONGBAO_TYPESET_IMAGE_H

#include "base/buffer.h"
#include "base/diag.h"
#include "base/length.h"

/* Reads the image at path into out. False with a message when it is missing (NO_IMAGE), can't be read or is
 * too large (as file_read says). */
bool image_read(const char *path, struct buffer *out, struct diag *diag);
/* The height of an image when it is width wide, into *height. False when it is neither a PNG nor a JPEG,
 * damaged, or more than ten times as high as wide or the reverse. */
bool image_scale(const struct buffer *image, length width, length *height);
/* The same of the image at path. False with a message when it can't be read, or isn't so (BAD_IMAGE). */
bool image_height(const char *path, length width, length *height, struct diag *diag);

#endif
