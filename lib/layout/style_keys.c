/* style_keys.c - what a style can say: for each key its unit, and where in struct style its value lands. */
#include "layout/style_keys.h"

#define AT(member) offsetof(struct style, member)

static const struct style_entry page_entries[] = {
    {"width", UNIT_MM, AT(page.width)},
    {"height", UNIT_MM, AT(page.height)},
    {"top", UNIT_MM, AT(page.top)},
    {"bottom", UNIT_MM, AT(page.bottom)},
    {"left", UNIT_MM, AT(page.left)},
    {"right", UNIT_MM, AT(page.right)},
    {"number-at", UNIT_MM, AT(page.number_at)},
    {"number-first", UNIT_FLAG, AT(page.number_first)},
    {"number-total", UNIT_FLAG, AT(page.number_total)},
    {"clear-top", UNIT_MM, AT(page.clear_top)},
    {"clear-width", UNIT_MM, AT(page.clear_width)},
    {"clear-height", UNIT_MM, AT(page.clear_height)},
    {"orphans", UNIT_COUNT, AT(page.orphans)},
    {"widows", UNIT_COUNT, AT(page.widows)},
};
static const struct style_entry text_entries[] = {
    {"link", UNIT_COLOR, AT(text.link)},
    {"up", UNIT_COLOR, AT(text.up)},
    {"down", UNIT_COLOR, AT(text.down)},
    {"mark", UNIT_COLOR, AT(text.mark)},
    {"small", UNIT_COLOR, AT(text.small)},
    {"doubt", UNIT_COLOR, AT(text.doubt)},
    {"superscript-size", UNIT_COUNT, AT(text.super_size)},
    {"superscript-rise", UNIT_COUNT, AT(text.super_rise)},
    {"small-size", UNIT_COUNT, AT(text.small_size)},
};
static const struct style_entry list_entries[] = {
    {"indent", UNIT_MM, AT(list.indent)},
    {"hang", UNIT_MM, AT(list.hang)},
};
static const struct style_entry table_entries[] = {
    {"pad-x", UNIT_POINT, AT(table.pad_x)},
    {"pad-top", UNIT_POINT, AT(table.pad_top)},
    {"pad-bottom", UNIT_POINT, AT(table.pad_bottom)},
    {"pad-dense", UNIT_POINT, AT(table.pad_dense)},
    {"edge-weight", UNIT_POINT, AT(table.edge.weight)},
    {"edge-color", UNIT_COLOR, AT(table.edge.color)},
    {"head-weight", UNIT_POINT, AT(table.head.weight)},
    {"head-color", UNIT_COLOR, AT(table.head.color)},
    {"row-weight", UNIT_POINT, AT(table.row.weight)},
    {"row-color", UNIT_COLOR, AT(table.row.color)},
    {"group-weight", UNIT_POINT, AT(table.group.weight)},
    {"group-color", UNIT_COLOR, AT(table.group.color)},
    {"before", UNIT_POINT, AT(table.before)},
    {"after", UNIT_POINT, AT(table.after)},
    {"least-size", UNIT_POINT, AT(table.least)},
    {"least-column", UNIT_MM, AT(table.least_quote)},
};
static const struct style_entry card_entries[] = {
    {"most", UNIT_COUNT, AT(cards.most)},
    {"pad-x", UNIT_POINT, AT(cards.pad_x)},
    {"pad-y", UNIT_POINT, AT(cards.pad_y)},
    {"before", UNIT_POINT, AT(cards.before)},
    {"after", UNIT_POINT, AT(cards.after)},
    {"edge-weight", UNIT_POINT, AT(cards.edge.weight)},
    {"edge-color", UNIT_COLOR, AT(cards.edge.color)},
    {"part-weight", UNIT_POINT, AT(cards.part.weight)},
    {"part-color", UNIT_COLOR, AT(cards.part.color)},
};
static const struct style_entry letterhead_entries[] = {
    {"gap", UNIT_MM, AT(letterhead.gap)},
    {"rule-gap", UNIT_POINT, AT(letterhead.rule_gap)},
    {"rule-weight", UNIT_POINT, AT(letterhead.rule.weight)},
    {"rule-color", UNIT_COLOR, AT(letterhead.rule.color)},
    {"issuer-rule", UNIT_COUNT, AT(letterhead.issuer_rule)},
    {"subject-rule", UNIT_COUNT, AT(letterhead.subject_rule)},
    {"date-gap", UNIT_POINT, AT(letterhead.date_gap)},
    {"kind-gap", UNIT_POINT, AT(letterhead.kind_gap)},
    {"after", UNIT_POINT, AT(letterhead.after)},
};
static const struct style_entry signature_entries[] = {
    {"before", UNIT_POINT, AT(signature.before)}, {"room", UNIT_MM, AT(signature.room)},
    {"field", UNIT_FLAG, AT(signature.field)},    {"left", UNIT_COUNT, AT(signature.left)},
    {"right", UNIT_COUNT, AT(signature.right)},
};
static const struct style_entry chart_entries[] = {
    {"before", UNIT_POINT, AT(chart.before)},
    {"after", UNIT_POINT, AT(chart.after)},
    {"bar", UNIT_MM, AT(chart.bar)},
    {"bar-gap", UNIT_MM, AT(chart.bar_gap)},
    {"slope", UNIT_MM, AT(chart.slope)},
    {"slope-least", UNIT_MM, AT(chart.slope_least)},
    {"slope-most", UNIT_MM, AT(chart.slope_most)},
    {"line", UNIT_MM, AT(chart.line)},
    {"line-least", UNIT_MM, AT(chart.line_least)},
    {"line-most", UNIT_MM, AT(chart.line_most)},
    {"row", UNIT_MM, AT(chart.row)},
    {"row-gap", UNIT_MM, AT(chart.row_gap)},
    {"axis-weight", UNIT_POINT, AT(chart.axis.weight)},
    {"axis-color", UNIT_COLOR, AT(chart.axis.color)},
    {"grid-weight", UNIT_POINT, AT(chart.grid.weight)},
    {"grid-color", UNIT_COLOR, AT(chart.grid.color)},
    {"weak-weight", UNIT_POINT, AT(chart.weak.weight)},
    {"weak-color", UNIT_COLOR, AT(chart.weak.color)},
    {"strong-weight", UNIT_POINT, AT(chart.strong.weight)},
    {"strong-color", UNIT_COLOR, AT(chart.strong.color)},
    {"dot", UNIT_POINT, AT(chart.dot)},
    {"missing", UNIT_COLOR, AT(chart.missing)},
    {"tones", UNIT_TONES, AT(chart.tones)},
};
static const struct style_entry contents_entries[] = {
    {"indent", UNIT_MM, AT(contents.indent)},
    {"room", UNIT_MM, AT(contents.room)},
};
static const struct style_entry footnote_entries[] = {
    {"rule-weight", UNIT_POINT, AT(footnotes.rule.weight)},
    {"rule-color", UNIT_COLOR, AT(footnotes.rule.color)},
    {"rule-length", UNIT_MM, AT(footnotes.length)},
    {"before", UNIT_POINT, AT(footnotes.before)},
    {"gap", UNIT_POINT, AT(footnotes.gap)},
};
static const struct style_entry draft_entries[] = {
    {"box-weight", UNIT_POINT, AT(draft.box.weight)},
    {"box-color", UNIT_COLOR, AT(draft.box.color)},
    {"pad", UNIT_POINT, AT(draft.pad)},
};
const struct style_entry style_role_entries[] = {
    {"face", UNIT_FACE, offsetof(struct role, face)},
    {"size", UNIT_POINT, offsetof(struct role, size)},
    {"leading", UNIT_LEADING, offsetof(struct role, pitch)},
    {"indent", UNIT_MM, offsetof(struct role, indent)},
    {"before", UNIT_POINT, offsetof(struct role, before)},
    {"after", UNIT_POINT, offsetof(struct role, after)},
    {"color", UNIT_COLOR, offsetof(struct role, color)},
    {"align", UNIT_SET, offsetof(struct role, set)},
    {"capitals", UNIT_FLAG, offsetof(struct role, capitals)},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
_Static_assert(COUNT(style_role_entries) == STYLE_ROLE_ENTRIES, "entries of a role");
_Static_assert(COUNT(chart_entries) <= STYLE_MOST_ENTRIES, "entries of the longest group");

const struct style_group style_groups[] = {
    {"page", page_entries, COUNT(page_entries)},
    {"text", text_entries, COUNT(text_entries)},
    {"list", list_entries, COUNT(list_entries)},
    {"table", table_entries, COUNT(table_entries)},
    {"cards", card_entries, COUNT(card_entries)},
    {"letterhead", letterhead_entries, COUNT(letterhead_entries)},
    {"signature", signature_entries, COUNT(signature_entries)},
    {"chart", chart_entries, COUNT(chart_entries)},
    {"contents", contents_entries, COUNT(contents_entries)},
    {"footnotes", footnote_entries, COUNT(footnote_entries)},
    {"draft", draft_entries, COUNT(draft_entries)},
};
_Static_assert(COUNT(style_groups) == STYLE_GROUPS, "groups");

const char *const style_role_keys[ROLE_COUNT] = {
    [ROLE_BODY] = "body",
    [ROLE_HEADING_1] = "heading-1",
    [ROLE_HEADING_2] = "heading-2",
    [ROLE_HEADING_3] = "heading-3",
    [ROLE_HEADING_4] = "heading-4",
    [ROLE_NATION] = "nation",
    [ROLE_MOTTO] = "motto",
    [ROLE_PARENT] = "parent",
    [ROLE_ISSUER] = "issuer",
    [ROLE_NUMBER] = "number",
    [ROLE_PLACE_DATE] = "place-date",
    [ROLE_KIND] = "kind",
    [ROLE_SUBJECT] = "subject",
    [ROLE_ADDRESSEE] = "addressee",
    [ROLE_ITEM] = "item",
    [ROLE_CARD_VALUE] = "card-value",
    [ROLE_CARD_LABEL] = "card-label",
    [ROLE_CARD_CHANGE] = "card-change",
    [ROLE_CAPTION] = "caption",
    [ROLE_TABLE_HEAD] = "table-head",
    [ROLE_TABLE_CELL] = "table-cell",
    [ROLE_TABLE_TOTAL] = "table-total",
    [ROLE_QUOTE_HEAD] = "quote-head",
    [ROLE_QUOTE_CELL] = "quote-cell",
    [ROLE_DENSE_HEAD] = "dense-head",
    [ROLE_DENSE_CELL] = "dense-cell",
    [ROLE_NOTE] = "note",
    [ROLE_ANNEX_NUMBER] = "annex-number",
    [ROLE_ANNEX_TITLE] = "annex-title",
    [ROLE_ANNEX_REFERENCE] = "annex-reference",
    [ROLE_RECIPIENTS] = "recipients",
    [ROLE_RECIPIENT] = "recipient",
    [ROLE_POST] = "post",
    [ROLE_SIGNER] = "signer",
    [ROLE_CHART_LABEL] = "chart-label",
    [ROLE_CHART_VALUE] = "chart-value",
    [ROLE_PAGE_NUMBER] = "page-number",
    [ROLE_CONTENTS_TITLE] = "contents-title",
    [ROLE_CONTENTS_1] = "contents-1",
    [ROLE_CONTENTS_2] = "contents-2",
    [ROLE_CONTENTS_3] = "contents-3",
    [ROLE_FOOTNOTE] = "footnote",
    [ROLE_CONTINUED] = "continued",
    [ROLE_DRAFT] = "draft",
};
