/*
 * metadata.h - what a PDF says of itself: information dictionary and XMP packet, which agree, language,
 * output intent, and the data it was made from (PDF/A-3: ISO 19005-3; PDF/UA-1: ISO 14289-1).
 */
#ifndef TONGBAO_DRAW_METADATA_H
#define TONGBAO_DRAW_METADATA_H

#include "draw/draw.h"
#include "draw/object.h"

/* The colour profile of the output intent, made once a drawer: sRGB, compressed. */
struct profile {
    struct buffer packed;
};
/* Makes the profile; release with profile_free. */
void profile_make(struct profile *profile, struct squeezer *squeezer);
void profile_free(struct profile *profile);

/* Writes all that the document says of itself. */
void metadata_write(struct pdf *pdf, const struct pages *pages, const struct profile *profile);
/* Embeds the XML that the document was made from as source.xml, associated with the document and described by
 * its title. */
void metadata_embed(struct pdf *pdf, const struct pages *pages, const struct buffer *source);

#endif
