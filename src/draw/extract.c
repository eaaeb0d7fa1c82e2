#include "draw/draw.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEPTH = 16 }; /* of a name tree */

/* The first value of a name tree (ISO 32000-1, 7.9.6), or a null object. */
static qpdf_oh first_value(qpdf_data q, qpdf_oh tree, int depth)
{
    qpdf_oh names = qpdf_oh_get_key(q, tree, "/Names"), kids = qpdf_oh_get_key(q, tree, "/Kids");
    if (qpdf_oh_is_array(q, names) && qpdf_oh_get_array_n_items(q, names) > 1)
        return qpdf_oh_get_array_item(q, names, 1);
    if (depth < DEPTH && qpdf_oh_is_array(q, kids) && qpdf_oh_get_array_n_items(q, kids) > 0) {
        qpdf_oh kid = qpdf_oh_get_array_item(q, kids, 0);
        if (qpdf_oh_is_dictionary(q, kid))
            return first_value(q, kid, depth + 1);
    }
    return qpdf_oh_new_null(q);
}

/* The file that is associated with the document, else the first that is embedded. */
static qpdf_oh find_file(qpdf_data q)
{
    qpdf_oh root = qpdf_get_root(q), associated = qpdf_oh_get_key(q, root, "/AF");
    if (qpdf_oh_is_array(q, associated) && qpdf_oh_get_array_n_items(q, associated) > 0)
        return qpdf_oh_get_array_item(q, associated, 0);
    qpdf_oh names = qpdf_oh_get_key(q, root, "/Names");
    qpdf_oh files = qpdf_oh_is_dictionary(q, names) ? qpdf_oh_get_key(q, names, "/EmbeddedFiles") : names;
    return qpdf_oh_is_dictionary(q, files) ? first_value(q, files, 0) : files;
}

static bool take_stream(qpdf_data q, struct buffer *out)
{
    qpdf_oh spec = find_file(q);
    qpdf_oh set = qpdf_oh_is_dictionary(q, spec) ? qpdf_oh_get_key(q, spec, "/EF") : qpdf_oh_new_null(q);
    qpdf_oh stream = qpdf_oh_is_dictionary(q, set) ? qpdf_oh_get_key(q, set, "/F") : qpdf_oh_new_null(q);
    unsigned char *bytes = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (!qpdf_oh_is_stream(q, stream) ||
        (qpdf_oh_get_stream_data(q, stream, qpdf_dl_all, &filtered, &bytes, &size) & QPDF_ERRORS))
        return false;
    buffer_add(out, bytes ? bytes : (const unsigned char *)"", size);
    free(bytes);
    return true;
}

bool draw_extract(const char *path, struct buffer *out, struct diag *diag)
{
    if (access(path, R_OK) < 0) {
        diag_at(diag, MESSAGE_NO_INPUT, (struct where){path, 0}, NULL);
        return false;
    }
    qpdf_data q = qpdf_init();
    bool found = false;
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    if (qpdf_read(q, path, NULL) & QPDF_ERRORS)
        diag_at(diag, MESSAGE_BAD_PDF, (struct where){path, 0}, "%s",
                qpdf_get_error_message_detail(q, qpdf_get_error(q)));
    else if (!(found = take_stream(q, out)))
        diag_at(diag, MESSAGE_NO_DATA, (struct where){path, 0}, NULL);
    qpdf_cleanup(&q);
    return found;
}
