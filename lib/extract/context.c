/* context.c - what a number's sentence does not say itself: place, period, group and topic, handed on by the sentence so
 * far, the paragraph, the line that introduces a list, the headings and the title, the nearest first.
 *
 * Periods: "Năm 2016, ..." at the head of a sentence holds until the paragraph ends or another is named; "hiện nay" ends what
 * held. A span ("giai đoạn 2016 - 2020", "từ năm 2017 đến nay") is the time of what happens in it: it is handed to classes,
 * turns and inspections, over paragraphs too (strand.c), but to staff as they are only by a sentence that begins with "trong đó",
 * or that names no staff of its own where the one before told of staff in that span. "so với năm 2016" is the base of a
 * comparison and never a period; nor is the year of a goal that of its result. Places: the one named last holds, the source's own
 * place at each new paragraph; what stands in brackets or behind a comma after a smaller place only says where that lies, unless
 * a number follows it; places above the source's own (a commune's report names its province) are not what figures are about.
 * An item of a list hands on to the list within it, a heading to its section, which ends with the next of its number. */
#include "extract/context.h"
#include <string.h>

/* ---- scopes ------------------------------------------------------------------------------------------------------------ */

static bool blank_line_between(const struct reader *reader, uint32_t at) {
    struct str text = reader->source->nfc.text;
    unsigned lines = 0;
    for (uint32_t i = reader->context->last_end; i < at && i < text.len; i++)
        lines += text.at[i] == '\n';
    return lines > 1;
}

/* The number that the line begins with: "2. ", "2/ ", "2- "; 0: none. */
static int leading_number(const struct reader *reader, const struct passage *passage) {
    struct str text = str_cut(reader->source->folded, passage->at, passage->at + passage->len);
    int number = 0;
    size_t i = 0;
    for (; i < text.len && i < 2 && is_digit(text.at[i]); i++)
        number = number * 10 + (text.at[i] - '0');
    return i > 0 && i + 1 < text.len && strchr("./)-", text.at[i]) && text.at[i + 1] == ' ' ? number : 0;
}

/* Ends the sections from that level on. */
static void end_sections(struct context *context, uint32_t level) {
    for (uint32_t i = level; i < SCOPE_LEVELS; i++) {
        scope_clear(&context->sections[i]);
        context->numbers[i] = 0;
    }
}

static void enter_heading(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    uint32_t level = passage->level < SCOPE_LEVELS ? passage->level : SCOPE_LEVELS - 1;
    strand_end(context, passage->level);
    end_sections(context, level);
    context->numbers[level] = leading_number(reader, passage);
    scope_clear(&context->intro);
    scope_clear(&context->parent);
    context->parent_depth = context->item_depth = 0;
    scope_clear(&context->paragraph);
}

/* What stands over a list: the line that ends in a colon, or the item that has a list of its own. `depth`: how deep the item
 * stands, counted from 1; 0: the line is none. */
static void enter_list(struct context *context, uint32_t depth, bool apart) {
    bool within = context->item_depth > 0 && depth > context->item_depth;
    if (within) {
        context->parent = context->paragraph;
        context->parent_depth = context->item_depth;
    } else if (depth && context->open) {
        context->intro = context->paragraph;
    } else if (!depth && (apart || context->open)) {
        scope_clear(&context->intro);
    }
    if (!within && depth <= context->parent_depth) {
        scope_clear(&context->parent);
        context->parent_depth = 0;
    }
    context->item_depth = depth;
}

/* "3. Đào tạo: 142 lớp" behind the heading "2. Kết quả đến năm 2015": what states something is no heading, but the section
 * before it has ended. */
static void leave_section(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    int number = passage->kind == PASSAGE_ITEM && passage->level == 0 ? leading_number(reader, passage) : 0;
    for (uint32_t level = 0; number > 1 && level < SCOPE_LEVELS; level++) {
        if (context->numbers[level] != number - 1)
            continue;
        end_sections(context, level);
        context->numbers[level] = number;
        strand_end(context, level);
    }
}

static void enter_paragraph(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    bool apart = blank_line_between(reader, passage->at);
    leave_section(reader, passage);
    enter_list(context, passage->kind == PASSAGE_ITEM ? passage->level + 1 : 0, apart);
    bool lines = context->sentences <= 1; /* a block of one-sentence lines */
    if (!apart && passage->kind == PASSAGE_SENTENCE && context->body) {
        context->paragraph.features &= reader->pack->lasting[LASTING_SECTION];
        context->paragraph.has_period &= lines;
        if (!lines)
            context->paragraph.place = STR("");
    } else {
        scope_clear(&context->paragraph);
        context->paragraph.has_period = context->asked_period.from != 0;
        context->paragraph.period = context->asked_period;
    }
    context->asked_period = (struct period){0};
    context->spoken = (struct period){0};
    context->communes = false;
    if (apart || passage->kind != PASSAGE_ITEM)
        context->years[0] = context->years[1] = 0;
    context->sentences = 0;
}

/* "I. ", "2) ": a heading with a number opens a section, whatever stands before it. */
static bool is_numbered(const struct reader *reader, const struct passage *passage) {
    struct str text = str_cut(reader->source->folded, passage->at, passage->at + passage->len);
    size_t i = 0;
    while (i < text.len && i < 6 && (strchr("ivx", text.at[i]) || is_digit(text.at[i])))
        i++;
    if (i == 0 && text.len && text.at[0] >= 'a' && text.at[0] <= 'h')
        i = 1;
    return i > 0 && i + 1 < text.len && strchr(".)-", text.at[i]) &&
           (text.at[i + 1] == ' ' || is_digit(text.at[i + 1]));
}

/* The first line of a text that says anything is its title, whether it looks like a heading or like a sentence without
 * its stop. */
static bool opens_text(const struct reader *reader, const struct passage *passage) {
    struct str text = str_trim(str_cut(reader->source->nfc.text, passage->at, passage->at + passage->len));
    return !reader->context->opened && passage->kind != PASSAGE_ITEM && !is_numbered(reader, passage) &&
           !str_ends(text, STR(".")) && !str_ends(text, STR(";"));
}

void context_enter(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    context->titled = !context->body && opens_text(reader, passage);
    context->headed = passage->kind == PASSAGE_HEADING;
    if (context->headed)
        enter_heading(reader, passage);
    else if (passage->paragraph != context->paragraph_at)
        enter_paragraph(reader, passage);
    if (passage->paragraph != context->paragraph_at)
        lead_enter(reader, passage);
    context->paragraph_at = passage->paragraph;
    context->sentences += passage->kind != PASSAGE_HEADING;
}

struct scope *context_own_scope(const struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    if (context->titled)
        return &context->title;
    if (passage->kind != PASSAGE_HEADING)
        return &context->paragraph;
    if (!context->body && !is_numbered(reader, passage))
        return &context->title;
    return &context->sections[passage->level < SCOPE_LEVELS ? passage->level : SCOPE_LEVELS - 1];
}

/* ---- the scopes around a sentence ------------------------------------------------------------------------------------- */

void context_around(const struct context *context, struct around around[CONTEXT_AROUND]) {
    size_t n = 0;
    around[n++] = (struct around){&context->paragraph, ORIGIN_PARAGRAPH};
    around[n++] = (struct around){&context->parent, ORIGIN_INTRO};
    around[n++] = (struct around){&context->intro, ORIGIN_INTRO};
    around[n++] = (struct around){&context->lead, ORIGIN_EARLIER};
    for (int level = SCOPE_LEVELS - 1; level >= 0; level--)
        around[n++] = (struct around){&context->sections[level], ORIGIN_HEADING};
    around[n++] = (struct around){&context->title, ORIGIN_TITLE};
}

struct said context_said(const struct reader *reader, features one) {
    struct around around[CONTEXT_AROUND];
    context_around(reader->context, around);
    for (size_t i = 0; i < CONTEXT_AROUND; i++)
        if ((around[i].scope->features & one) && around[i].scope->features_said)
            return context_said_in(around[i].scope->features_said[__builtin_ctzll(one)], around[i].origin);
    return (struct said){0};
}

features context_features(const struct reader *reader) {
    const struct context *context = reader->context;
    features held = context->title.features & reader->pack->lasting[LASTING_SECTION];
    for (int level = 0; level < SCOPE_LEVELS; level++)
        held = features_over(reader->pack, held, context->sections[level].features);
    held = features_over(reader->pack, held, context->intro.features);
    held = features_over(reader->pack, held, context->parent.features);
    return features_over(reader->pack, held, context->paragraph.features);
}

/* ---- for all parts ----------------------------------------------------------------------------------------------------- */

struct said context_said_in(struct said said, enum origin origin) {
    said.origin = origin;
    return said;
}

struct said context_said_here(const struct token *token) {
    return (struct said){token->at, token->end, ORIGIN_SENTENCE};
}

struct str context_group_name(const struct reader *reader, const struct token *token) {
    struct str group = str_cut(reader->source->nfc.text, token->at, token->end);
    size_t at = 0;
    while (at < group.len) {
        uint32_t letter = text_next(group, &at);
        if (text_is_letter(letter) && !text_is_capital(letter))
            return group;
    }
    return str_cut(reader->source->folded, token->at, token->end);
}

void context_note_year(int years[2], const struct token *token) {
    struct period period = token->period;
    int year = token->shape == SHAPE_NOW ? YEAR_NOW : period.from == period.to ? period.to : 0;
    if (token->role != ROLE_PERIOD || !year || year == years[1])
        return;
    years[0] = years[1];
    years[1] = year;
}
