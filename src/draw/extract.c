#include "draw/draw.h"

#include "base/file.h"
#include "draw/digest.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

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

/* Whether the bytes are those that the file says it embeds; of one that says nothing they are. */
static bool is_sound(qpdf_data q, qpdf_oh stream, const unsigned char *bytes, size_t size)
{
    qpdf_oh dict = qpdf_oh_get_dict(q, stream), params = qpdf_oh_get_key(q, dict, "/Params");
    qpdf_oh sum = qpdf_oh_is_dictionary(q, params) ? qpdf_oh_get_key(q, params, "/CheckSum") : params;
    unsigned char own[DIGEST_SIZE];
    size_t given_size = 0;
    if (!qpdf_oh_is_string(q, sum))
        return true;
    digest(bytes, size, own);
    const char *given = qpdf_oh_get_binary_string_value(q, sum, &given_size);
    return given_size == sizeof own && memcmp(given, own, sizeof own) == 0;
}

/* What was warned of before is of the file around the data. */
static void forget_warnings(qpdf_data q)
{
    while (qpdf_more_warnings(q))
        qpdf_next_warning(q);
}

/* Takes the data; MESSAGE_COUNT, or what is wrong. QPDF gives what it could unpack of a damaged stream, and
 * only warns. */
static enum message take_stream(qpdf_data q, struct buffer *out)
{
    qpdf_oh spec = find_file(q);
    qpdf_oh set = qpdf_oh_is_dictionary(q, spec) ? qpdf_oh_get_key(q, spec, "/EF") : qpdf_oh_new_null(q);
    qpdf_oh stream = qpdf_oh_is_dictionary(q, set) ? qpdf_oh_get_key(q, set, "/F") : qpdf_oh_new_null(q);
    unsigned char *bytes = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (!qpdf_oh_is_stream(q, stream))
        return MESSAGE_NO_DATA;
    forget_warnings(q);
    bool good = !(qpdf_oh_get_stream_data(q, stream, qpdf_dl_all, &filtered, &bytes, &size) & QPDF_ERRORS) &&
                !qpdf_more_warnings(q) && is_sound(q, stream, bytes, size);
    if (good)
        buffer_add(out, bytes ? bytes : (const unsigned char *)"", size);
    free(bytes);
    if (qpdf_has_error(q))
        qpdf_get_error(q); /* or it is told at the end, by QPDF itself */
    return good ? MESSAGE_COUNT : MESSAGE_BAD_DATA;
}

bool draw_extract(const char *path, struct buffer *out, struct diag *diag)
{
    struct buffer pdf = {0};
    struct where at = {path, 0};
    enum message code = MESSAGE_COUNT;
    if (!file_read(path, 0, &pdf, diag))
        return false;
    qpdf_data q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    if (qpdf_read_memory(q, path, buffer_text(&pdf), pdf.size, NULL) & QPDF_ERRORS)
        diag_at(diag, code = MESSAGE_BAD_PDF, at, "%s", qpdf_get_error_message_detail(q, qpdf_get_error(q)));
    else if ((code = take_stream(q, out)) != MESSAGE_COUNT)
        diag_at(diag, code, at, NULL);
    qpdf_cleanup(&q);
    buffer_free(&pdf);
    return code == MESSAGE_COUNT;
}
