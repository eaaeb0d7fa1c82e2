#include "issue/seal.h"

#include "base/file.h"
#include "base/raster.h"
#include "typeset/image.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Says what is wrong with the image where the clerk named it. */
static bool refuse(const struct issuance *issuance, enum message code, const char *why, struct diag *diag)
{
    diag_at(diag, code, issuance->seal_at, "<seal image=\"%s\">: %s", issuance->seal_name, why);
    return false;
}

bool seal_read(const struct issuance *issuance, struct buffer *image, struct diag *diag)
{
    const char *path = issuance->seal_image;
    length height;
    if (!path)
        return true;
    if (access(path, R_OK) != 0)
        return refuse(issuance, MESSAGE_NO_IMAGE,
                      errno == ENOENT || errno == ENOTDIR ? _("no such file") : strerror(errno), diag);
    struct diag *told = diag_new(); /* of the path */
    bool read = file_read(path, RASTER_BYTES_MOST, image, told);
    diag_free(told);
    if (!read)
        return refuse(issuance, MESSAGE_NO_IMAGE, _("it is no file that can be read, or too large"), diag);
    return image_scale(image, MM(SEAL_LEAST), &height) ||
           refuse(issuance, MESSAGE_BAD_IMAGE, _("neither a PNG nor a JPEG of sensible proportions"), diag);
}
