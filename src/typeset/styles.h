/*
 * styles.h - how each kind of text is set: one row a role, the clause beside it.
 */
#ifndef TONGBAO_TYPESET_STYLES_H
#define TONGBAO_TYPESET_STYLES_H

#include "typeset/line.h"

enum text_role {
    TEXT_MARK,
    TEXT_NUMBER, /* 发文字号, 份号 */
    TEXT_SECRECY,
    TEXT_SIGNER_LABEL,
    TEXT_SIGNER,
    TEXT_TITLE,
    TEXT_TO,
    TEXT_BODY,
    TEXT_BODY_FLUSH,
    TEXT_H1,
    TEXT_H2,
    TEXT_H3,
    TEXT_H4,
    TEXT_LABEL,
    TEXT_HANGING,
    TEXT_ATTACHMENT_NOTE,
    TEXT_ATTACHMENT_LABEL,
    TEXT_SIGNATURE,
    TEXT_NOTE,
    TEXT_IMPRINT,
    TEXT_PAGE_NUMBER,
    TEXT_CAPTION,
    TEXT_CELL,
    TEXT_CELL_BODY,
    TEXT_CELL_HEAD,
    TEXT_CELL_HEAD_BODY,
    TEXT_TABLE_NOTE,
    TEXT_CHART,
    TEXT_ROLES
};

struct block_style {
    struct style type;
    length pitch; /* base line to base line */
    bool grid;    /* on the grid of the body text */
};

/* The style of a role; lives for ever. */
const struct block_style *text_style(enum text_role role);

#endif
