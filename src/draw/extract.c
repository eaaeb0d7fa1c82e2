#include "draw/draw.h"

#include "base/file.h"
#include "draw/digest.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    DEPTH = 16,             /* of a name tree */
    MOST_LAYERS = 4,        /* of packing */
    MOST_BYTES = 256 << 20, /* that are unpacked */
    CHUNK = 1 << 16,
};

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

/* ---- unpacking ----
 *
 * QPDF unpacks whatever a stream says, in memory and without a limit: some bytes can be made to say
 * gigabytes. So it gives us what is in the file, and we unpack what such data are packed by, as far as is
 * sensible.
 */

static bool is_flate(qpdf_data q, qpdf_oh filter)
{
    return qpdf_oh_is_name(q, filter) && strcmp(qpdf_oh_get_name(q, filter), "/FlateDecode") == 0;
}

/* Whether the parameters of a filter, or of several, leave the bytes as they are. */
static bool is_plain(qpdf_data q, qpdf_oh parms)
{
    for (int i = 0; qpdf_oh_is_array(q, parms) && i < qpdf_oh_get_array_n_items(q, parms); i++) {
        qpdf_oh one = qpdf_oh_get_array_item(q, parms, i);
        if (qpdf_oh_is_array(q, one) || !is_plain(q, one))
            return false;
    }
    if (!qpdf_oh_is_dictionary(q, parms))
        return true;
    qpdf_oh predictor = qpdf_oh_get_key(q, parms, "/Predictor");
    return qpdf_oh_is_null(q, predictor) ||
           (qpdf_oh_is_integer(q, predictor) && qpdf_oh_get_int_value(q, predictor) == 1);
}

/* How often the stream is deflated (ISO 32000-1, 7.4); -1: it is packed otherwise. */
static int count_layers(qpdf_data q, qpdf_oh dict)
{
    qpdf_oh filter = qpdf_oh_get_key(q, dict, "/Filter");
    if (!is_plain(q, qpdf_oh_get_key(q, dict, "/DecodeParms")))
        return -1;
    if (!qpdf_oh_is_array(q, filter))
        return is_flate(q, filter) ? 1 : qpdf_oh_is_null(q, filter) ? 0 : -1;
    int count = qpdf_oh_get_array_n_items(q, filter);
    for (int i = 0; i < count; i++)
        if (!is_flate(q, qpdf_oh_get_array_item(q, filter, i)))
            return -1;
    return count <= MOST_LAYERS ? count : -1;
}

/* Unpacks one layer in place; MESSAGE_COUNT, or what is wrong. */
static enum message unpack(struct buffer *data)
{
    struct buffer out = {0};
    z_stream z = {.next_in = (Bytef *)data->data, .avail_in = (uInt)data->size};
    int state = inflateInit(&z);
    while (state == Z_OK && out.size <= MOST_BYTES) {
        z.next_out = (Bytef *)buffer_room(&out, CHUNK);
        z.avail_out = CHUNK;
        state = inflate(&z, Z_NO_FLUSH);
        buffer_take(&out, CHUNK - z.avail_out);
    }
    inflateEnd(&z);
    buffer_free(data);
    *data = out;
    if (out.size > MOST_BYTES)
        return MESSAGE_DATA_REFUSED;
    return state == Z_STREAM_END ? MESSAGE_COUNT : MESSAGE_BAD_DATA;
}

/* Takes what the stream holds; MESSAGE_COUNT, or what is wrong: QPDF only warns of a damaged one. */
static enum message take_stream(qpdf_data q, qpdf_oh stream, struct buffer *out)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    int layers = count_layers(q, qpdf_oh_get_dict(q, stream));
    if (layers < 0)
        return MESSAGE_DATA_REFUSED;
    forget_warnings(q);
    bool good = !(qpdf_oh_get_stream_data(q, stream, qpdf_dl_none, NULL, &bytes, &size) & QPDF_ERRORS) &&
                !qpdf_more_warnings(q);
    if (good && size > MOST_BYTES) {
        free(bytes);
        return MESSAGE_DATA_REFUSED;
    }
    if (good)
        buffer_add(out, bytes ? bytes : (const unsigned char *)"", size);
    free(bytes);
    enum message code = good ? MESSAGE_COUNT : MESSAGE_BAD_DATA;
    while (code == MESSAGE_COUNT && layers-- > 0)
        code = unpack(out);
    if (code == MESSAGE_COUNT && !is_sound(q, stream, (const unsigned char *)buffer_text(out), out->size))
        code = MESSAGE_BAD_DATA;
    return code;
}

static enum message take_data(qpdf_data q, struct buffer *out)
{
    qpdf_oh spec = find_file(q);
    qpdf_oh set = qpdf_oh_is_dictionary(q, spec) ? qpdf_oh_get_key(q, spec, "/EF") : qpdf_oh_new_null(q);
    qpdf_oh stream = qpdf_oh_is_dictionary(q, set) ? qpdf_oh_get_key(q, set, "/F") : qpdf_oh_new_null(q);
    return qpdf_oh_is_stream(q, stream) ? take_stream(q, stream, out) : MESSAGE_NO_DATA;
}

/* An error that nobody asked for is told at the end, by QPDF itself. */
static bool take_error(qpdf_data q)
{
    bool has = qpdf_has_error(q);
    if (has)
        qpdf_get_error(q);
    return has;
}

bool draw_extract(const char *path, struct buffer *out, struct diag *diag)
{
    struct buffer pdf = {0};
    struct where at = {path, 0};
    enum message code;
    if (!file_read(path, 0, &pdf, diag))
        return false;
    qpdf_data q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    if (qpdf_read_memory(q, path, buffer_text(&pdf), pdf.size, NULL) & QPDF_ERRORS) {
        /* What QPDF says more is of its own insides, and in English. */
        bool locked = qpdf_get_error_code(q, qpdf_get_error(q)) == qpdf_e_password;
        diag_at(diag, code = MESSAGE_BAD_PDF, at, locked ? _("a password opens it") : NULL);
    } else if ((code = take_data(q, out)) == MESSAGE_DATA_REFUSED) {
        diag_at(diag, code, at, _("they are packed otherwise than by deflate, or larger than %d MiB"),
                MOST_BYTES >> 20);
    } else if (take_error(q) && code == MESSAGE_NO_DATA) {
        diag_at(diag, code = MESSAGE_BAD_PDF, at, NULL);
    } else if (code != MESSAGE_COUNT) {
        diag_at(diag, code, at, NULL);
    }
    if (code != MESSAGE_COUNT)
        buffer_free(out);
    take_error(q);
    qpdf_cleanup(&q);
    buffer_free(&pdf);
    return code == MESSAGE_COUNT;
}
