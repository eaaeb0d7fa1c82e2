/*
 * The typed document as text, a line a block. Markup within a line stands in braces: {b ...} set off, {h2
 * ...} a run-in heading, {green ...} a light, {blank 8.00} a rule to write on (字), {br} a break; a link ends
 * in "->id}". What is absent isn't shown.
 */
#include "compose/choices.h"
#include "compose/compose.h"

static void put_tint(struct buffer *out, enum tint tint)
{
    if (tint == TINT_BLACK)
        buffer_puts(out, "black");
    else
        choice_put(out, LIGHTS, (int)tint - TINT_BLACK - 1);
}

static void put_align(struct buffer *out, enum align align)
{
    if (align != ALIGN_DEFAULT)
        choice_put(out, ALIGNS, (int)align - ALIGN_DEFAULT - 1);
}

/* Hundredths as a decimal: 450 is "4.50". */
static void put_hundredths(struct buffer *out, int value)
{
    buffer_printf(out, "%d.%02d", value / 100, value % 100);
}

static void put_words(struct buffer *out, const char *name, const char *words)
{
    if (words)
        buffer_printf(out, " %s=\"%s\"", name, words);
}

static void put_run(struct buffer *out, const struct run *run)
{
    switch (run->kind) {
    case RUN_TEXT:
        buffer_puts(out, run->to ? "{" : "");
        break;
    case RUN_STRONG:
        buffer_puts(out, "{b ");
        break;
    case RUN_HEADING:
        buffer_printf(out, "{h%d ", run->level);
        break;
    case RUN_LIGHT:
        buffer_putc(out, '{');
        put_tint(out, run->tint);
        buffer_putc(out, ' ');
        break;
    case RUN_BLANK:
        buffer_puts(out, "{blank ");
        put_hundredths(out, run->width);
        break;
    case RUN_BREAK:
        buffer_puts(out, "{br");
        break;
    }
    buffer_puts(out, run->text ? run->text : "");
    if (run->to)
        buffer_printf(out, "->%s", run->to);
    if (run->kind != RUN_TEXT || run->to)
        buffer_putc(out, '}');
}

static void put_runs(struct buffer *out, const struct para *para)
{
    for (int i = 0; i < para->run_count; i++)
        put_run(out, &para->run[i]);
}

/* "NAME: runs" on a line of its own; nothing for an empty paragraph. */
static void put_para(struct buffer *out, const char *name, const struct para *para)
{
    if (!para->run_count)
        return;
    buffer_printf(out, "%s: ", name);
    put_runs(out, para);
    buffer_putc(out, '\n');
}

/* ---- tables and charts -----------------------------------------------------------------------------------
 */

static void put_cell(struct buffer *out, const struct cell *cell)
{
    buffer_puts(out, cell->row_header ? " |! " : cell->header ? " |# " : " | ");
    if (cell->colspan > 1 || cell->rowspan > 1)
        buffer_printf(out, "[%dx%d] ", cell->colspan, cell->rowspan);
    if (cell->align != ALIGN_DEFAULT) {
        buffer_putc(out, '[');
        put_align(out, cell->align);
        buffer_puts(out, "] ");
    }
    put_runs(out, &cell->para);
}

static void put_row(struct buffer *out, const struct row *row, bool head)
{
    buffer_puts(out, head ? "  head" : "  row");
    if (row->height) {
        buffer_putc(out, ' ');
        put_hundredths(out, row->height);
    }
    if (row->most) {
        buffer_puts(out, " to ");
        put_hundredths(out, row->most);
    }
    for (int i = 0; i < row->cell_count; i++)
        put_cell(out, &row->cell[i]);
    buffer_putc(out, '\n');
}

static void put_table(struct buffer *out, const struct table *table)
{
    buffer_printf(out, " %s", table->small ? "small" : "body");
    if (table->width) {
        buffer_puts(out, " width ");
        put_hundredths(out, table->width);
    }
    put_words(out, "alt", table->alt);
    buffer_puts(out, "\n  columns");
    for (int i = 0; i < table->column_count; i++) {
        buffer_putc(out, ' ');
        put_hundredths(out, table->column[i].width);
        put_align(out, table->column[i].align);
    }
    buffer_putc(out, '\n');
    put_para(out, "  caption", &table->caption);
    for (int i = 0; i < table->row_count; i++)
        put_row(out, &table->row[i], i < table->head_count);
    put_para(out, "  note", &table->note);
}

static void put_bar(struct buffer *out, const struct bar *bar, enum chart_kind kind)
{
    buffer_printf(out, "  bar \"%s\" \"%s\"", bar->label, bar->text);
    if (bar->has_value)
        buffer_printf(out, " value %.2f", bar->value);
    if (bar->has_due)
        buffer_printf(out, " due %.2f", bar->due);
    if (kind == CHART_PROGRESS) {
        buffer_putc(out, ' ');
        put_tint(out, bar->tint);
    }
    for (int i = 0; i < bar->part_count; i++) {
        buffer_putc(out, ' ');
        put_tint(out, bar->part[i].tint);
        buffer_printf(out, " %.2f", bar->part[i].value);
    }
    buffer_putc(out, '\n');
}

static void put_chart(struct buffer *out, const struct chart *chart)
{
    buffer_putc(out, ' ');
    choice_put(out, KINDS, (int)chart->kind);
    put_words(out, "alt", chart->alt);
    put_words(out, "due-key", chart->due_key);
    buffer_putc(out, '\n');
    for (int i = 0; i < chart->key_count; i++) {
        buffer_puts(out, "  key ");
        put_tint(out, chart->key[i].tint);
        buffer_printf(out, " \"%s\"\n", chart->key[i].text);
    }
    for (int i = 0; i < chart->bar_count; i++)
        put_bar(out, &chart->bar[i], chart->kind);
}

/* ---- blocks ----------------------------------------------------------------------------------------------
 */

static void put_block(struct buffer *out, const struct block *block)
{
    static const char *const names[] = {"h", "p", "labelled", "table", "chart"};
    buffer_puts(out, names[block->kind]);
    if (block->kind == BLOCK_HEADING)
        buffer_printf(out, "%d", block->level);
    if (block->no_indent)
        buffer_puts(out, " no-indent");
    put_words(out, "id", block->id);
    put_words(out, "run-in-id", block->run_in_id);
    put_words(out, "label", block->label);
    if (block->kind == BLOCK_TABLE) {
        put_table(out, block->table);
    } else if (block->kind == BLOCK_CHART) {
        put_chart(out, block->chart);
    } else {
        buffer_puts(out, ": ");
        put_runs(out, &block->para);
        buffer_putc(out, '\n');
    }
}

static void put_flow(struct buffer *out, const struct flow *flow)
{
    for (int i = 0; i < flow->count; i++)
        put_block(out, &flow->block[i]);
}

/* ---- what stands around ----------------------------------------------------------------------------------
 */

static void put_meta(struct buffer *out, const struct document *d)
{
    buffer_puts(out, "meta");
    put_words(out, "title", d->meta_title);
    put_words(out, "author", d->meta_author);
    put_words(out, "subject", d->meta_subject);
    put_words(out, "keywords", d->meta_keywords);
    if (d->meta_date.year) {
        char date[11];
        date_print(d->meta_date, date);
        put_words(out, "date", date);
    }
    buffer_putc(out, '\n');
}

static void put_head(struct buffer *out, const struct head *head)
{
    buffer_puts(out, "head");
    put_words(out, "copy-number", head->copy_number);
    put_words(out, "secrecy", head->secrecy_level);
    put_words(out, "term", head->secrecy_term);
    put_words(out, "urgency", head->urgency);
    for (int i = 0; i < head->mark_count; i++)
        put_words(out, "mark", head->mark[i]);
    put_words(out, "suffix", head->mark_suffix);
    put_words(out, "number", head->number);
    for (int i = 0; i < head->signer_count; i++) {
        put_words(out, "signer-label", head->signer[i].label);
        put_words(out, "signer", head->signer[i].name);
    }
    buffer_putc(out, '\n');
}

static void put_attachment_note(struct buffer *out, const struct document *d)
{
    for (int i = 0; i < d->item_count; i++) {
        buffer_puts(out, "attachment-item");
        put_words(out, "label", d->attachment_label);
        put_words(out, "number", d->item[i].number);
        put_words(out, "to", d->item[i].to);
        buffer_puts(out, ": ");
        put_runs(out, &d->item[i].name);
        buffer_putc(out, '\n');
    }
}

static void put_picture(struct buffer *out, const char *name, const struct picture *picture)
{
    put_words(out, name, picture->path);
    buffer_puts(out, " width ");
    put_hundredths(out, picture->width);
}

static void put_signature(struct buffer *out, const struct signature *s)
{
    if (!s->by_count && !s->date && !s->seal_count && !s->stamp_count)
        return;
    buffer_puts(out, "signature");
    for (int i = 0; i < s->by_count; i++)
        put_words(out, "by", s->by[i]);
    put_words(out, "date", s->date);
    for (int i = 0; i < s->seal_count; i++)
        put_picture(out, "seal", &s->seal[i]);
    for (int i = 0; i < s->stamp_count; i++) {
        put_words(out, "office", s->stamp[i].office);
        put_picture(out, "stamp", &s->stamp[i].image);
    }
    buffer_putc(out, '\n');
}

static void put_imprint(struct buffer *out, const struct imprint *imprint)
{
    if (imprint->even)
        buffer_puts(out, "imprint even\n");
    for (int i = 0; i < imprint->line_count; i++) {
        buffer_puts(out, "imprint");
        put_words(out, "label", imprint->line[i].label);
        buffer_puts(out, ": ");
        put_runs(out, &imprint->line[i].names);
        buffer_putc(out, '\n');
    }
    if (imprint->issued_by || imprint->issued_date) {
        buffer_puts(out, "imprint");
        put_words(out, "issued-by", imprint->issued_by);
        put_words(out, "date", imprint->issued_date);
        buffer_putc(out, '\n');
    }
}

void document_dump(const struct document *d, struct buffer *out)
{
    buffer_puts(out, "document ");
    choice_put(out, FORMATS, (int)d->format);
    buffer_printf(out, " %s", d->lang);
    put_words(out, "watermark", d->watermark);
    buffer_putc(out, '\n');
    put_meta(out, d);
    put_head(out, &d->head);
    put_para(out, "title", &d->title);
    put_para(out, "to", &d->to);
    if (d->to_imprint_label)
        buffer_printf(out, "to-imprint-label: %s\n", d->to_imprint_label);
    put_flow(out, &d->body);
    put_attachment_note(out, d);
    put_signature(out, &d->signature);
    put_para(out, "note", &d->note);
    for (int i = 0; i < d->attachment_count; i++) {
        buffer_printf(out, "attachment%s", d->attachment[i].sideways ? " sideways" : "");
        put_words(out, "id", d->attachment[i].id);
        put_words(out, "label", d->attachment[i].label);
        buffer_putc(out, '\n');
        put_para(out, "title", &d->attachment[i].title);
        put_flow(out, &d->attachment[i].body);
    }
    put_imprint(out, &d->imprint);
}
