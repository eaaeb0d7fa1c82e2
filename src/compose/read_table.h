/*
 * read_table.h - tables and charts of a checked document as structs. Inside compose only.
 */
#ifndef TONGBAO_COMPOSE_READ_TABLE_H
#define TONGBAO_COMPOSE_READ_TABLE_H

#include "compose/reading.h"

/*
 * The table. Rows must fill the columns exactly, cells that span several rows or columns counted, and no cell
 * may reach out of its head or body; else a message, and the table is not to be used.
 */
const struct table *read_table(const struct reading *reading, const xmlNode *node);
const struct chart *read_chart(const struct reading *reading, const xmlNode *node);

#endif
