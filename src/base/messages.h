/*
 * messages.h - every message of the program, one row each: code, severity, exit status, text.
 *
 * The text says what is wrong in the reader's words and is translated by gettext; what exactly was found and
 * what is allowed follows it as detail, given where the message is reported. Add a row where the stage's
 * others stand.
 */
#ifndef TONGBAO_BASE_MESSAGES_H
#define TONGBAO_BASE_MESSAGES_H

/* X(code, severity, exit status after sysexits, text) */
#define MESSAGES(X)                                                                                          \
    /* any stage */                                                                                          \
    X(USAGE, ERROR, 64, N_("wrong use"))                                                                     \
    X(NO_INPUT, ERROR, 66, N_("no such file"))                                                               \
    X(READ_FAILED, ERROR, 66, N_("the file can't be read"))                                                  \
    X(DEFECT, ERROR, 70, N_("a defect of the program"))                                                      \
    X(CANT_CREATE, ERROR, 73, N_("can't create"))                                                            \
    X(WRITE_FAILED, ERROR, 74, N_("writing failed"))                                                         \
    X(LOCKED, ERROR, 75, N_("another run is at work"))                                                       \
    /* intake */                                                                                             \
    X(BAD_ENCODING, ERROR, 65, N_("the file's characters can't be read"))                                    \
    X(NOT_XML, ERROR, 65, N_("not well-formed XML"))                                                         \
    X(DOCTYPE_REFUSED, ERROR, 65, N_("DOCTYPE is not allowed"))                                              \
    X(TOO_LARGE, ERROR, 65, N_("the file is too large"))                                                     \
    X(TOO_DEEP, ERROR, 65, N_("elements are nested too deeply"))                                             \
    X(UNKNOWN_ELEMENT, ERROR, 65, N_("element not allowed here"))                                            \
    X(MISSING_ELEMENT, ERROR, 65, N_("element missing"))                                                     \
    X(UNKNOWN_ATTRIBUTE, ERROR, 65, N_("attribute not allowed here"))                                        \
    X(MISSING_ATTRIBUTE, ERROR, 65, N_("attribute missing"))                                                 \
    X(BAD_VALUE, ERROR, 65, N_("value not allowed"))                                                         \
    X(STRAY_TEXT, ERROR, 65, N_("text not allowed here"))                                                    \
    X(DUPLICATE_ID, ERROR, 65, N_("the same id twice"))                                                      \
    X(UNKNOWN_ID, ERROR, 65, N_("id that points nowhere"))                                                   \
    X(NOT_VALID, ERROR, 65, N_("not as the schema allows"))                                                  \
    X(CONTRADICTION, ERROR, 65, N_("contradiction"))                                                         \
    X(DOUBTFUL, WARNING, 0, N_("is this meant"))                                                             \
    /* compose */                                                                                            \
    X(BAD_TEMPLATE, ERROR, 65, N_("faulty template"))                                                        \
    X(TEMPLATE_SAYS, NOTE, 0, N_("the template says"))                                                       \
    X(BAD_DOCUMENT, ERROR, 65, N_("the template made a faulty document"))                                    \
    /* typeset and draw */                                                                                   \
    X(NO_FONT, ERROR, 66, N_("font missing"))                                                                \
    X(BAD_FONTMAP, ERROR, 65, N_("faulty font map"))                                                         \
    X(FONT_SKIPPED, WARNING, 0, N_("font file passed over"))                                                 \
    X(BAD_FONT, ERROR, 65, N_("font file can't be used"))                                                    \
    X(FONT_LICENCE, WARNING, 0, N_("the font says that it must not be embedded"))                            \
    X(NO_GLYPH, ERROR, 65, N_("no font has the character"))                                                  \
    X(FALLBACK_GLYPH, NOTE, 0, N_("character taken from another font"))                                      \
    X(NO_VARIATION, NOTE, 0, N_("no font has the variant of a character, set in its usual form"))            \
    X(NO_IMAGE, ERROR, 66, N_("image missing"))                                                              \
    X(BAD_IMAGE, ERROR, 65, N_("image can't be used"))                                                       \
    X(BAD_PDF, ERROR, 65, N_("not a PDF that can be read"))                                                  \
    X(NO_DATA, ERROR, 65, N_("no data are embedded in the PDF"))                                             \
    X(BAD_DATA, ERROR, 65, N_("the data embedded in the PDF are damaged"))                                   \
    X(DATA_REFUSED, ERROR, 65, N_("the data embedded in the PDF can't be taken out"))                        \
    X(TOO_WIDE, WARNING, 0, N_("doesn't fit its place"))                                                     \
    X(NO_TEXT, WARNING, 0, N_("the first page shows no text"))                                               \
    X(OFF_PAGE, ERROR, 65, N_("doesn't fit on a page"))                                                      \
    /* issue */                                                                                              \
    X(FOREIGN_OUTPUT, ERROR, 65, N_("the output folder belongs to another notice"))                          \
    X(NOT_A_SET, ERROR, 65, N_("not an issued set"))                                                         \
    X(STALE, NOTE, 0, N_("kept as issued, though program, fonts or templates are new"))                      \
    X(CHANGED, WARNING, 0, N_("an issued file was changed by somebody"))                                     \
    X(IN_THE_WAY, WARNING, 0, N_("something stood in the place of what belongs to the set"))                 \
    X(LEFT_BEHIND, WARNING, 0, N_("what a run left can't be removed"))                                       \
    X(MISMATCH, ERROR, 65, N_("not as the manifest says"))                                                   \
    X(NOT_MADE, ERROR, 65, N_("not made"))                                                                   \
    X(DOCUMENT_FAILED, ERROR, 70, N_("a document could not be made"))

#endif
