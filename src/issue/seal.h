/*
 * seal.h - the image of the seal, looked at before anything is made.
 */
#ifndef TONGBAO_ISSUE_SEAL_H
#define TONGBAO_ISSUE_SEAL_H

#include "base/buffer.h"
#include "base/diag.h"
#include "intake/issuance.h"

/* Reads the image that the issue file names, if any, into `image`, and looks whether it can be a seal. False
 * with a message at the place where it is named (NO_IMAGE when there is none or it can't be read, BAD_IMAGE
 * when it is no such picture). */
bool seal_read(const struct issuance *issuance, struct buffer *image, struct diag *diag);

#endif
