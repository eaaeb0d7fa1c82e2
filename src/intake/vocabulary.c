#include "intake/vocabulary.h"

#include <stddef.h>
#include <string.h>

static const char *const words_bool[] = {"false", "true", NULL};
const char *const words_bound[] = {"at-least", "about", "at-most", "exact", "range", NULL};
const char *const words_measure[] = {"count", "level", "growth", "gain", NULL};
const char *const words_base[] = {"last-year", "average", NULL};
const char *const words_period[] = {"year", "quarter", NULL};
static const char *const words_true[] = {"true", NULL};

#define END                                                                                                  \
    {                                                                                                        \
        NULL, 0, 0, 0                                                                                        \
    }

/* ---- the notice: order counts, since it is the order in which a notice is read --------------------------
 */

static const struct attribute lead_attributes[] = {{"unit", VALUE_ID, REQUIRED, NULL}, END};
static const struct attribute unit_attributes[] = {{"id", VALUE_ID, REQUIRED, NULL},
                                                   {"name", VALUE_TEXT, REQUIRED, NULL},
                                                   {"full", VALUE_TEXT, OPTIONAL, NULL},
                                                   {"self", VALUE_WORD, OPTIONAL, words_bool},
                                                   END};
static const struct attribute rules_attributes[] = {{"about", VALUE_SHARE, OPTIONAL, NULL},
                                                    {"yellow", VALUE_SHARE, OPTIONAL, NULL},
                                                    {"red", VALUE_SHARE, OPTIONAL, NULL},
                                                    END};
static const struct attribute target_attributes[] = {{"id", VALUE_ID, REQUIRED, NULL},
                                                     {"name", VALUE_TEXT, REQUIRED, NULL},
                                                     {"value", VALUE_POSITIVE, EITHER, NULL},
                                                     {"min", VALUE_POSITIVE, OR, NULL},
                                                     {"max", VALUE_POSITIVE, OR, NULL},
                                                     {"unit", VALUE_TEXT, REQUIRED, NULL},
                                                     {"bound", VALUE_WORD, REQUIRED, words_bound},
                                                     {"about", VALUE_WORD, OPTIONAL, words_bool},
                                                     {"measure", VALUE_WORD, REQUIRED, words_measure},
                                                     {"base", VALUE_WORD, OPTIONAL, words_base},
                                                     {"period", VALUE_WORD, OPTIONAL, words_period},
                                                     {"schedule", VALUE_SCHEDULE, OPTIONAL, NULL},
                                                     {"strive", VALUE_WORD, OPTIONAL, words_bool},
                                                     END};
static const struct attribute task_attributes[] = {{"id", VALUE_ID, REQUIRED, NULL},
                                                   {"title", VALUE_TEXT, REQUIRED, NULL},
                                                   {"others", VALUE_WORD, OPTIONAL, words_bool},
                                                   END};
static const struct attribute section_attributes[] = {
    {"id", VALUE_ID, REQUIRED, NULL}, {"title", VALUE_TEXT, REQUIRED, NULL}, END};
static const struct attribute plan_attributes[] = {{"title", VALUE_TEXT, REQUIRED, NULL}, END};
static const struct attribute notice_attributes[] = {
    {"id", VALUE_ID, REQUIRED, NULL}, {"year", VALUE_YEAR, REQUIRED, NULL}, END};

static const struct element p = {"p", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element to = {"to", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element number = {"number", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element issuer = {"issuer", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element title = {"title", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element dated = {"dated", CONTENT_VALUE, VALUE_DATE, NULL, NULL};
static const struct element note = {"note", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};

static const struct element inner_target = {"target", CONTENT_VALUE, VALUE_TEXT, target_attributes, NULL};
static const struct child target_children[] = {{&inner_target, 0, 1, 0}, END};
static const struct element target = {"target", CONTENT_PHRASE, 0, target_attributes, target_children};
static const struct child text_children[] = {{&target, 0, CROWD, 0}, END};
static const struct element text = {"text", CONTENT_MIXED, 0, NULL, text_children};
static const struct element lead = {"lead", CONTENT_NONE, 0, lead_attributes, NULL};
static const struct element support = {"support", CONTENT_NONE, 0, lead_attributes, NULL};
static const struct child task_children[] = {
    {&text, 1, 1, 0}, {&lead, 1, MANY, 1}, {&support, 0, MANY, 2}, END};
static const struct element task = {"task", CONTENT_ELEMENTS, 0, task_attributes, task_children};
static const struct child area_children[] = {{&task, 1, MANY, 0}, END};
static const struct element area = {"area", CONTENT_ELEMENTS, 0, section_attributes, area_children};
static const struct child part_children[] = {{&p, 0, MANY, 0}, {&area, 0, MANY, 1}, {&task, 0, MANY, 1}, END};
static const struct element part = {"part", CONTENT_ELEMENTS, 0, section_attributes, part_children};
static const struct child plan_children[] = {{&p, 0, MANY, 0}, {&part, 1, MANY, 1}, END};
static const struct element plan = {"plan", CONTENT_ELEMENTS, 0, plan_attributes, plan_children};
static const struct element rules = {"rules", CONTENT_NONE, 0, rules_attributes, NULL};
static const struct element unit = {"unit", CONTENT_NONE, 0, unit_attributes, NULL};
static const struct child units_children[] = {{&unit, 1, MANY, 0}, END};
static const struct element units = {"units", CONTENT_ELEMENTS, 0, NULL, units_children};
static const struct child issuance_children[] = {
    {&issuer, 1, 1, 0}, {&number, 1, 1, 1}, {&title, 1, 1, 2}, {&to, 0, MANY, 3},
    {&p, 0, MANY, 4},   {&dated, 1, 1, 5},  {&note, 0, 1, 6},  END};
static const struct element issuance = {"issuance", CONTENT_ELEMENTS, 0, NULL, issuance_children};
static const struct child notice_children[] = {
    {&issuance, 1, 1, 0}, {&units, 1, 1, 1}, {&rules, 0, 1, 2}, {&plan, 1, 1, 3}, END};
static const struct element notice = {"notice", CONTENT_ELEMENTS, 0, notice_attributes, notice_children};

/* ---- a quarter's figures, in any order ---- */

static const struct attribute actual_attributes[] = {
    {"target", VALUE_ID, REQUIRED, NULL}, {"value", VALUE_DECIMAL, EITHER, NULL},
    {"na", VALUE_WORD, OR, words_true},   {"unit", VALUE_TEXT, OPTIONAL, NULL},
    {"note", VALUE_TEXT, OPTIONAL, NULL}, END};
static const struct attribute progress_attributes[] = {{"task", VALUE_ID, REQUIRED, NULL}, END};
static const struct attribute quarter_attributes[] = {
    {"notice", VALUE_ID, REQUIRED, NULL},         {"year", VALUE_YEAR, REQUIRED, NULL},
    {"quarter", VALUE_QUARTER, REQUIRED, NULL},   {"asof", VALUE_DATE, REQUIRED, NULL},
    {"sample", VALUE_WORD, OPTIONAL, words_bool}, END};

static const struct element actual = {"actual", CONTENT_NONE, 0, actual_attributes, NULL};
static const struct child progress_children[] = {{&p, 1, MANY, 0}, END};
static const struct element progress = {"progress", CONTENT_ELEMENTS, 0, progress_attributes,
                                        progress_children};
static const struct child quarter_children[] = {{&actual, 0, MANY, 0}, {&progress, 0, MANY, 0}, END};
static const struct element quarter = {"quarter", CONTENT_ELEMENTS, 0, quarter_attributes, quarter_children};

/* ---- a quarter's particulars, in any order ---- */

static const struct attribute secrecy_attributes[] = {
    {"level", VALUE_TEXT, REQUIRED, NULL}, {"term", VALUE_TEXT, OPTIONAL, NULL}, END};
static const struct attribute bulletin_attributes[] = {
    {"number", VALUE_TEXT, REQUIRED, NULL}, {"note", VALUE_TEXT, OPTIONAL, NULL}, END};
static const struct attribute letters_attributes[] = {{"number", VALUE_PATTERN, REQUIRED, NULL},
                                                      {"first", VALUE_NUMBER, REQUIRED, NULL},
                                                      {"reply-by", VALUE_DATE, OPTIONAL, NULL},
                                                      {"note", VALUE_TEXT, OPTIONAL, NULL},
                                                      END};
static const struct attribute letter_attributes[] = {
    {"unit", VALUE_ID, REQUIRED, NULL}, {"number", VALUE_NUMBER, REQUIRED, NULL}, END};
static const struct attribute contact_attributes[] = {
    {"office", VALUE_TEXT, REQUIRED, NULL}, {"phone", VALUE_TEXT, REQUIRED, NULL}, END};
static const struct attribute imprint_attributes[] = {
    {"office", VALUE_TEXT, OPTIONAL, NULL}, {"date", VALUE_DATE, OPTIONAL, NULL}, END};
static const struct attribute seal_attributes[] = {
    {"image", VALUE_FILE, REQUIRED, NULL}, {"width", VALUE_POSITIVE, REQUIRED, NULL}, END};
static const struct attribute issue_attributes[] = {{"notice", VALUE_ID, REQUIRED, NULL},
                                                    {"year", VALUE_YEAR, REQUIRED, NULL},
                                                    {"quarter", VALUE_QUARTER, REQUIRED, NULL},
                                                    {"dated", VALUE_DATE, REQUIRED, NULL},
                                                    END};

static const struct element cc = {"cc", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element copy_number = {"copy-number", CONTENT_VALUE, VALUE_DIGITS, NULL, NULL};
static const struct element secrecy = {"secrecy", CONTENT_NONE, 0, secrecy_attributes, NULL};
static const struct element urgency = {"urgency", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element signer = {"signer", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct element mark = {"mark", CONTENT_VALUE, VALUE_TEXT, NULL, NULL};
static const struct child bulletin_children[] = {
    {&copy_number, 0, 1, 0}, {&secrecy, 0, 1, 0}, {&urgency, 0, 1, 0}, {&signer, 0, 1, 0},
    {&mark, 0, 1, 0},        {&to, 0, CROWD, 0},  {&cc, 0, CROWD, 0},  END};
static const struct element bulletin = {"bulletin", CONTENT_ELEMENTS, 0, bulletin_attributes,
                                        bulletin_children};
static const struct child letters_children[] = {{&copy_number, 0, 1, 0},
                                                {&secrecy, 0, 1, 0},
                                                {&urgency, 0, 1, 0},
                                                {&signer, 0, 1, 0},
                                                {&mark, 0, 1, 0},
                                                {&cc, 0, CROWD, 0},
                                                END};
static const struct element letters = {"letters", CONTENT_ELEMENTS, 0, letters_attributes, letters_children};
static const struct element letter = {"letter", CONTENT_NONE, 0, letter_attributes, NULL};
static const struct element contact = {"contact", CONTENT_NONE, 0, contact_attributes, NULL};
static const struct element imprint = {"imprint", CONTENT_NONE, 0, imprint_attributes, NULL};
static const struct element seal = {"seal", CONTENT_NONE, 0, seal_attributes, NULL};
static const struct child issue_children[] = {{&bulletin, 1, 1, 0},
                                              {&letters, 1, 1, 0},
                                              {&letter, 0, CROWD, 0},
                                              {&contact, 1, 1, 0},
                                              {&imprint, 0, 1, 0},
                                              {&seal, 0, 1, 0},
                                              END};
static const struct element issue = {"issue", CONTENT_ELEMENTS, 0, issue_attributes, issue_children};

/* ---- all ---- */

const struct vocabulary vocabularies[] = {{INPUT_NOTICE, "urn:tongbao:notice", "notice", &notice},
                                          {INPUT_QUARTER, "urn:tongbao:quarter", "quarter", &quarter},
                                          {INPUT_ISSUE, "urn:tongbao:issue", "issue", &issue},
                                          {INPUT_OTHER, NULL, NULL, NULL}};

const struct vocabulary *vocabulary_lookup(const char *uri)
{
    for (const struct vocabulary *v = vocabularies; v->uri; v++)
        if (uri && strcmp(v->uri, uri) == 0)
            return v;
    return NULL;
}
