#include "issue/seal.h"

#include "typeset/image.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool seal_look(const struct issuance *issuance, struct diag *diag)
{
    const char *path = issuance->seal_image;
    length height;
    if (!path)
        return true;
    if (access(path, R_OK) != 0) {
        diag_at(diag, MESSAGE_NO_IMAGE, issuance->seal_at, "<seal image=\"%s\">: %s", issuance->seal_name,
                errno == ENOENT || errno == ENOTDIR ? _("no such file") : strerror(errno));
        return false;
    }
    struct diag *told = diag_new(); /* of the image; the clerk is told where it is named */
    bool good = image_height(path, MM(SEAL_LEAST), &height, told);
    if (!good && diag_status(told) == 66)
        diag_at(diag, MESSAGE_NO_IMAGE, issuance->seal_at, "<seal image=\"%s\">: %s", issuance->seal_name,
                _("it is no file that can be read"));
    else if (!good)
        diag_at(diag, MESSAGE_BAD_IMAGE, issuance->seal_at, "<seal image=\"%s\">: %s", issuance->seal_name,
                _("neither a PNG nor a JPEG of sensible proportions"));
    diag_free(told);
    return good;
}
