/* context.c - what a number's sentence does not say itself: place, period, group and topic, handed on by the sentence so
 * far, the paragraph, the line that introduces a list, the headings and the title, the nearest first.
 *
 * Periods: "Năm 2016, ..." at the head of a sentence holds until the paragraph ends or another is named; a span or "từ
 * năm 2017 đến nay" holds for its sentence and for a next one that begins with "trong đó"; "hiện nay" ends what held.
 * "so với năm 2016" is the base of a comparison and never a period. Places: the one named last holds, the source's own
 * place at each new paragraph; what stands in brackets or behind a comma after another place only says where that lies;
 * places above the source's own (a commune's report names its province) are not what figures are about. */
#include "extract/internal.h"
#include <string.h>

#define OPENING       3   /* tokens: what stands so near the head of a sentence opens it */
#define PLACES_LISTED 3   /* so many in one sentence are a list, none of them its subject */
#define LOOK_MAX      400 /* tokens: how far a sentence is looked through for one number */

static bool is_mark(const struct token *token, char mark) {
    return token->role == ROLE_MARK && token->mark == mark;
}

static bool is_word(const struct token *token, enum word word) {
    return token->role == ROLE_WORD && token->phrase->as.word == word;
}

/* ---- scopes ------------------------------------------------------------------------------------------------------------ */

static bool blank_line_between(const struct reader *reader, uint32_t at) {
    struct str text = reader->source->nfc.text;
    unsigned lines = 0;
    for (uint32_t i = reader->context->last_end; i < at && i < text.len; i++)
        lines += text.at[i] == '\n';
    return lines > 1;
}

static void enter_heading(struct context *context, const struct passage *passage) {
    uint32_t level = passage->level < SCOPE_LEVELS ? passage->level : SCOPE_LEVELS - 1;
    for (uint32_t i = level; i < SCOPE_LEVELS; i++)
        context->sections[i] = (struct scope){0};
    context->intro = (struct scope){0};
    context->paragraph = (struct scope){0};
}

static void enter_paragraph(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    bool apart = blank_line_between(reader, passage->at);
    if (passage->kind == PASSAGE_ITEM && context->open)
        context->intro = context->paragraph;
    else if (passage->kind != PASSAGE_ITEM && (apart || context->open))
        context->intro = (struct scope){0};
    struct scope old = context->paragraph;
    context->paragraph =
        (struct scope){.has_period = context->asked_period.from != 0, .period = context->asked_period};
    context->asked_period = (struct period){0};
    context->spoken = (struct period){0};
    context->communes = false;
    if (apart || passage->kind != PASSAGE_ITEM)
        context->years[0] = context->years[1] = 0;
    if (!apart && passage->kind == PASSAGE_SENTENCE && context->body) { /* a block of one-sentence lines */
        context->paragraph = old;
        context->paragraph.features &= reader->pack->lasting[LASTING_SECTION];
    }
}

/* "I. ", "2) ": a heading with a number opens a section, whatever stands before it. */
static bool is_numbered(const struct reader *reader, const struct passage *passage) {
    struct str text = str_cut(reader->source->folded, passage->at, passage->at + passage->len);
    size_t i = 0;
    while (i < text.len && i < 6 && (strchr("ivx", text.at[i]) || (text.at[i] >= '0' && text.at[i] <= '9')))
        i++;
    if (i == 0 && text.len && text.at[0] >= 'a' && text.at[0] <= 'h')
        i = 1;
    return i > 0 && i + 1 < text.len && strchr(".)", text.at[i]) &&
           (text.at[i + 1] == ' ' || (text.at[i + 1] >= '0' && text.at[i + 1] <= '9'));
}

/* The first line of a text that says anything is its title, whether it looks like a heading or like a sentence without
 * its stop. */
static bool opens_text(const struct reader *reader, const struct passage *passage) {
    struct str text = str_trim(str_cut(reader->source->nfc.text, passage->at, passage->at + passage->len));
    bool first = passage == reader->source->passages;
    return !reader->context->opened && (first || !is_numbered(reader, passage)) &&
           !str_ends(text, STR(".")) && !str_ends(text, STR(";"));
}

void context_enter(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    context->titled = !context->body && opens_text(reader, passage);
    if (passage->kind == PASSAGE_HEADING)
        enter_heading(context, passage);
    else if (passage->paragraph != context->paragraph_at)
        enter_paragraph(reader, passage);
    context->paragraph_at = passage->paragraph;
}

/* The scope that a heading or a sentence writes to. */
static struct scope *own_scope(const struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    if (context->titled)
        return &context->title;
    if (passage->kind != PASSAGE_HEADING)
        return &context->paragraph;
    if (!context->body && !is_numbered(reader, passage))
        return &context->title;
    return &context->sections[passage->level < SCOPE_LEVELS ? passage->level : SCOPE_LEVELS - 1];
}

/* ---- places ------------------------------------------------------------------------------------------------------------ */

static enum place_level level_of(const struct reader *reader, struct str place) {
    return place_level(place, reader->source->place);
}

/* "toàn huyện": the source's own place where it is one, else the last that was named. */
static struct str whole_place(const struct reader *reader, struct str class_word) {
    struct str own = reader->source->place;
    if (str_equal(class_word, STR("cả nước")))
        return class_word;
    if (str_starts(own, class_word))
        return own;
    for (int level = PLACE_COMMUNE; level > PLACE_UNKNOWN; level--)
        if (str_starts(reader->context->named[level], class_word))
            return reader->context->named[level];
    return own;
}

/* Behind a place and a comma, or in brackets, a place only says where the first one lies. */
static bool is_container(const struct tokens *tokens, size_t i) {
    if (tokens->items[i].inside)
        return true;
    if (tokens->items[i].itself)
        return false;
    if (i >= 2 && is_mark(&tokens->items[i - 1], ',') && tokens->items[i - 2].role == ROLE_PLACE)
        return true;
    return i >= 1 && tokens->items[i - 1].role == ROLE_PLACE && tokens->items[i - 1].place.len != 0;
}

/* Two words at least: one alone is too often no place ("Bình", "Trung"). */
static void know_place(struct context *context, struct str place) {
    if (context->n_known == KNOWN || str_find(place_bare(place), STR(" "), 0) == STR_NONE)
        return;
    for (size_t i = 0; i < context->n_known; i++)
        if (str_equal(context->known[i], place))
            return;
    context->known[context->n_known++] = place;
}

static void settle_place(struct reader *reader, size_t i) {
    struct context *context = reader->context;
    struct token *token = &reader->tokens.items[i];
    if (token->role == ROLE_WHOLE) {
        token->place = whole_place(reader, token->phrase->as.place);
        return;
    }
    enum place_level level = level_of(reader, token->place);
    if (place_equal(token->place, reader->source->place))
        token->place = reader->source->place;
    else if (is_container(&reader->tokens, i))
        token->place = STR("");
    else if (level != PLACE_UNKNOWN && level < context->level)
        token->place = STR("");
    if (token->place.len)
        context->named[level] = token->place;
    if (token->place.len && (level > context->level || level == PLACE_UNKNOWN) &&
        !place_equal(token->place, reader->source->place))
        know_place(context, token->place);
}

/* ---- periods ----------------------------------------------------------------------------------------------------------- */

/* Is the period at `i` what a comparison starts from? */
static bool is_base(const struct tokens *tokens, size_t i) {
    for (size_t back = 0; i-- > 0 && back < 3; back++) {
        const struct token *token = &tokens->items[i];
        if (is_word(token, WORD_COMPARE))
            return true;
        if (token->role != ROLE_OTHER && token->role != ROLE_LABEL && token->role != ROLE_FRAME &&
            !is_mark(token, '('))
            return false;
    }
    return false;
}

void context_settle(struct reader *reader) {
    for (size_t i = 0; i < reader->tokens.n; i++) {
        struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_PLACE || token->role == ROLE_WHOLE)
            settle_place(reader, i);
        else if (token->role == ROLE_PERIOD)
            token->base = is_base(&reader->tokens, i);
        if (token->role == ROLE_PERIOD && token->shape == SHAPE_HELD) {
            token->period = reader->context->span;
            token->base = !token->period.from; /* nobody named the years: it says nothing */
        }
        token->dated = token->role == ROLE_PERIOD || (token->sets & reader->pack->now);
        if (token->role != ROLE_PERIOD)
            token->shape = SHAPE_NOW;
    }
}

/* "Đầu nhiệm kỳ (năm 2015), ...": the bracket says nothing else. */
static bool fills_bracket(const struct tokens *tokens, size_t i) {
    return i > 0 && i + 1 < tokens->n && is_mark(&tokens->items[i - 1], '(') &&
           is_mark(&tokens->items[i + 1], ')') && (i < 2 || tokens->items[i - 2].role != ROLE_UNIT);
}

/* The period that holds at number `i`: one right behind it or its noun, else the last one before it. */
static const struct token *period_token(const struct tokens *tokens, size_t i, size_t noun_end) {
    const struct token *next = noun_end + 1 < tokens->n ? &tokens->items[noun_end + 1] : NULL;
    if (next && next->role == ROLE_PERIOD && !next->base)
        return next;
    const struct token *within = next + 1; /* "58,6% (năm 2016)" */
    if (noun_end + 3 < tokens->n && is_mark(next, '(') && within->role == ROLE_PERIOD && !within->base &&
        is_mark(within + 1, ')'))
        return within;
    bool inside = tokens->items[i].inside; /* what a bracket says stays in it: "(năm 2015: 12 người); 30" */
    const struct token *now = NULL; /* "hiện có" ends what the paragraph said, not the sentence's own date */
    for (size_t back = 0; i-- > 0 && back < LOOK_MAX; back++) {
        const struct token *token = &tokens->items[i];
        if (!token->dated || token->base || (token->inside && !inside && !fills_bracket(tokens, i)))
            continue;
        if (token->role == ROLE_PERIOD)
            return token;
        now = now ? now : token;
    }
    return now;
}

/* The year that a change is against: named behind the number before the next one ("tăng 5% so với năm 2015, ..."), else
 * the last one before it. "so với đầu nhiệm kỳ" is a comparison with no year: then there is none. */
static const struct token *base_token(const struct tokens *tokens, size_t i) {
    bool compared = false;
    for (size_t k = i + 1; k < tokens->n && k < i + LOOK_MAX; k++) {
        const struct token *token = &tokens->items[k];
        if (token->role == ROLE_PERIOD && token->base)
            return token;
        compared = compared || is_word(token, WORD_COMPARE);
        if (is_mark(token, ';') || (token->role == ROLE_NUMBER && compared))
            break;
    }
    if (compared)
        return NULL;
    for (size_t k = i, back = 0; k-- > 0 && back < LOOK_MAX; back++)
        if (tokens->items[k].role == ROLE_PERIOD && tokens->items[k].base)
            return &tokens->items[k];
    return NULL;
}

static bool starts_within(const struct tokens *tokens) {
    for (size_t i = 0; i < tokens->n && i < 2; i++)
        if (is_word(&tokens->items[i], WORD_WITHIN))
            return true;
    return false;
}

/* The scopes around a sentence, the nearest first. */
struct around {
    const struct scope *scope;
    enum origin origin;
};
#define AROUND (SCOPE_LEVELS + 3)

static void look_around(const struct context *context, struct around around[AROUND]) {
    size_t n = 0;
    around[n++] = (struct around){&context->paragraph, ORIGIN_PARAGRAPH};
    around[n++] = (struct around){&context->intro, ORIGIN_INTRO};
    for (int level = SCOPE_LEVELS - 1; level >= 0; level--)
        around[n++] = (struct around){&context->sections[level], ORIGIN_HEADING};
    around[n++] = (struct around){&context->title, ORIGIN_TITLE};
}

static struct said said_in(struct said said, enum origin origin) {
    said.origin = origin;
    return said;
}

static struct said said_here(const struct token *token) {
    return (struct said){token->at, token->end, ORIGIN_SENTENCE};
}

static void inherit_period(const struct reader *reader, struct setting *setting) {
    struct around around[AROUND];
    look_around(reader->context, around);
    for (size_t i = 0; i < AROUND; i++) {
        const struct scope *scope = around[i].scope;
        if (!scope->has_period || (scope->framed && !starts_within(&reader->tokens)))
            continue;
        setting->period = scope->period;
        setting->period_said = said_in(scope->period_said, around[i].origin);
        return;
    }
}

/* ---- at a number --------------------------------------------------------------------------------------------------------- */

static const struct token *place_token(const struct tokens *tokens, size_t i, size_t noun_end) {
    for (size_t k = i, back = 0; k-- > 0 && back < LOOK_MAX; back++)
        if (tokens->items[k].place.len)
            return &tokens->items[k];
    for (size_t k = i + 1; k < tokens->n && k <= noun_end + 2; k++) {
        const struct token *token = &tokens->items[k];
        if (token->role == ROLE_MARK || token->role == ROLE_NUMBER)
            break;
        if (token->place.len)
            return token;
    }
    return NULL;
}

static void set_place(const struct reader *reader, size_t i, size_t noun_end, struct setting *setting) {
    struct around around[AROUND];
    const struct token *token = place_token(&reader->tokens, i, noun_end);
    if (token) {
        setting->place = token->place;
        setting->place_said = said_here(token);
        return;
    }
    look_around(reader->context, around);
    for (size_t k = 0; k < AROUND; k++)
        if (around[k].scope->place.len && around[k].origin != ORIGIN_TITLE) {
            setting->place = around[k].scope->place;
            setting->place_said = said_in(around[k].scope->place_said, around[k].origin);
            return;
        }
    setting->place = reader->source->place;
    setting->place_said.origin = setting->place.len ? ORIGIN_SOURCE : ORIGIN_NONE;
}

/* As the text has it, but a heading's capitals in small letters. */
static struct str context_group(const struct reader *reader, const struct token *token) {
    struct str group = str_cut(reader->source->nfc.text, token->at, token->end);
    size_t at = 0;
    while (at < group.len) {
        uint32_t letter = text_next(group, &at);
        if (text_is_letter(letter) && !text_is_capital(letter))
            return group;
    }
    return str_cut(reader->source->folded, token->at, token->end);
}

static void set_group(const struct reader *reader, size_t i, size_t noun_end, struct setting *setting) {
    const struct tokens *tokens = &reader->tokens;
    const struct token *found = NULL;
    struct around around[AROUND];
    for (size_t k = i + 1; k < tokens->n && k <= noun_end + 1 && !found; k++)
        found = tokens->items[k].role == ROLE_GROUP ? &tokens->items[k] : NULL;
    for (size_t k = i, back = 0; k-- > 0 && back < LOOK_MAX && !found; back++)
        found = tokens->items[k].role == ROLE_GROUP ? &tokens->items[k] : NULL;
    if (found) {
        setting->group = context_group(reader, found);
        setting->group_gives = found->gives;
        setting->group_said = said_here(found);
        return;
    }
    look_around(reader->context, around);
    for (size_t k = 0; k < AROUND; k++) {
        const struct scope *scope = around[k].scope;
        if (scope->group.len) {
            setting->group = scope->group;
            setting->group_gives = scope->group_gives;
            setting->group_said = said_in(scope->group_said, around[k].origin);
            return;
        }
    }
}

struct said context_said(const struct reader *reader, features one) {
    struct around around[AROUND];
    look_around(reader->context, around);
    for (size_t i = 0; i < AROUND; i++)
        if ((around[i].scope->features & one) && around[i].scope->features_said)
            return said_in(around[i].scope->features_said[__builtin_ctzll(one)], around[i].origin);
    return (struct said){0};
}

features context_features(const struct reader *reader) {
    const struct context *context = reader->context;
    features held = context->title.features & reader->pack->lasting[LASTING_SECTION];
    for (int level = 0; level < SCOPE_LEVELS; level++)
        held = features_over(reader->pack, held, context->sections[level].features);
    held = features_over(reader->pack, held, context->intro.features);
    return features_over(reader->pack, held, context->paragraph.features);
}

/* What the tokens before `i` hand on; a list that names its topic only with its last item has it from the start. */
static features sentence_features(const struct reader *reader, size_t i) {
    const struct tokens *tokens = &reader->tokens;
    const struct pack *pack = reader->pack;
    features lasting = pack->lasting[LASTING_PARAGRAPH];
    features held = context_features(reader);
    bool spoken = false;
    size_t from = i > LOOK_MAX ? i - LOOK_MAX : 0;
    for (size_t k = from; k < i; k++) {
        features set = (tokens->items[k].gives | tokens->items[k].sets) & lasting;
        spoken = spoken || (set & pack->topics);
        held = features_over(pack, held, set);
    }
    for (size_t k = i; k < tokens->n && k < i + LOOK_MAX && !spoken; k++) {
        const struct token *token = &tokens->items[k];
        if (token->sets & pack->topics) {
            held = features_over(pack, held, token->sets & pack->topics);
            spoken = true;
        }
        spoken = spoken || is_mark(token, ';') || (token->gives & pack->topics);
    }
    return held;
}

static void note_year(int years[2], const struct token *token) {
    struct period period = token->period;
    if (token->role != ROLE_PERIOD || !period.to || period.from != period.to || period.to == years[1])
        return;
    years[0] = years[1];
    years[1] = period.to;
}

/* The two years named last: in the paragraph, the sentence up to the number, and right behind it. */
static void note_years(const struct reader *reader, size_t i, size_t noun_end, int years[2]) {
    years[0] = reader->context->years[0];
    years[1] = reader->context->years[1];
    for (size_t k = i > LOOK_MAX ? i - LOOK_MAX : 0; k < i; k++)
        note_year(years, &reader->tokens.items[k]);
    if (noun_end + 1 < reader->tokens.n)
        note_year(years, &reader->tokens.items[noun_end + 1]);
}

struct setting context_at(const struct reader *reader, size_t i, size_t noun_end) {
    struct setting setting = {0};
    const struct token *base = base_token(&reader->tokens, i);
    const struct token *period = period_token(&reader->tokens, i, noun_end);
    set_place(reader, i, noun_end, &setting);
    if (base) {
        setting.base = base->period;
        setting.base_said = said_here(base);
    }
    if (period) {
        setting.period = period->period;
        setting.period_said = said_here(period);
        setting.until = period->shape == SHAPE_UNTIL;
        setting.beside = period > &reader->tokens.items[noun_end];
    } else {
        inherit_period(reader, &setting);
    }
    note_years(reader, i, noun_end, setting.years);
    set_group(reader, i, noun_end, &setting);
    setting.inherited = sentence_features(reader, i);
    return setting;
}

/* ---- handing on ------------------------------------------------------------------------------------------------------------ */

/* "Bảng 2.3. Trình độ của công chức năm 2018": its year is that of what stands below, as a heading's is. */
static bool is_caption(const struct reader *reader, const struct passage *passage) {
    struct str text = str_trim(str_cut(reader->source->folded, passage->at, passage->at + passage->len));
    return str_starts(text, STR("bảng ")) || str_starts(text, STR("biểu "));
}

static bool is_heading_period(bool heading, const struct token *token) {
    return heading ? token->shape == SHAPE_YEAR || token->shape == SHAPE_UNTIL : true;
}

/* What opens the sentence, or stands before its first number, is handed on. */
static void leave_period(struct scope *scope, bool heading, const struct tokens *tokens) {
    const struct token *found = NULL;
    bool number = false, opening = false;
    for (size_t i = 0; i < tokens->n && !number; i++) {
        const struct token *token = &tokens->items[i];
        number = token->role == ROLE_NUMBER;
        bool relative = token->shape == SHAPE_NEXT || token->shape == SHAPE_PREVIOUS;
        if (!token->dated || token->base || token->inside || relative || !is_heading_period(heading, token))
            continue;
        bool own = !found || token->role == ROLE_PERIOD;
        if (own && (!found || !heading)) /* a heading's first: "năm 2021 và phương hướng năm 2022" */
            found = token;
        opening = i < OPENING || (i + 1 < tokens->n && is_mark(&tokens->items[i + 1], ','));
    }
    bool introduces = tokens->n && is_mark(&tokens->items[tokens->n - 1], ':');
    if (!found || !(number || opening || introduces || heading))
        return;
    scope->has_period = true;
    scope->period = found->period;
    scope->period_said = said_here(found);
    bool span = found->shape == SHAPE_SPAN || found->shape == SHAPE_SINCE || found->shape == SHAPE_HELD;
    scope->framed = span && !introduces;
}

/* "giai đoạn 2016 - 2020" in a heading or a sentence before: the years that "tăng từ X lên Y" is between where no others
 * are named. */
static void leave_span(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    bool heads = passage->kind == PASSAGE_HEADING || context->titled;
    struct period *span = heads ? &context->span : &context->spoken;
    for (size_t i = 0; i < reader->tokens.n; i++)
        if (reader->tokens.items[i].role == ROLE_PERIOD && reader->tokens.items[i].shape == SHAPE_SPAN)
            *span = reader->tokens.items[i].period;
}

static bool ends_open(const struct reader *reader, const struct passage *passage) {
    struct str text = str_trim(str_cut(reader->source->nfc.text, passage->at, passage->at + passage->len));
    return str_ends(text, STR(":"));
}

/* Notes who said each feature, where traces are asked for. */
static void leave_said(struct reader *reader, struct scope *scope, const struct token *token, features set) {
    if (!set || !reader->sightings || !reader->sightings->traced)
        return;
    if (!scope->features_said)
        scope->features_said = ARENA_ARRAY(reader->arena, FEATURES_MAX, struct said);
    for (features left = set; left; left &= left - 1)
        scope->features_said[__builtin_ctzll(left)] = said_here(token);
}

/* More than a date, a name or a place. */
static bool says_anything(const struct tokens *tokens) {
    for (size_t i = 0; i < tokens->n; i++) {
        enum role role = tokens->items[i].role;
        if (role == ROLE_LABEL || role == ROLE_GROUP || role == ROLE_UNIT || role == ROLE_FRAME)
            return true;
    }
    return false;
}

/* A cell of a table that was pasted line by line: its label, or a number alone. */
static bool is_label_line(const struct tokens *tokens) {
    return tokens->n == 1 && tokens->items[0].role == ROLE_LABEL;
}

static bool is_number_line(const struct tokens *tokens) {
    return tokens->n == 1 && tokens->items[0].role == ROLE_NUMBER;
}

/* "Thạc sĩ", "29", "1,7%" in lines of their own: one count and one share are of the label above them. Two labels one
 * below the other are heads, and name nothing that follows. */
static bool leave_cell(struct reader *reader) {
    struct context *context = reader->context;
    const struct token *token = reader->tokens.items;
    bool label = is_label_line(&reader->tokens), headed = context->celled && context->cell_forms == 0;
    if (label) {
        context->asked = headed ? 0 : token->gives & (reader->pack->strict | reader->pack->total);
        context->asked_said = (struct said){token->at, token->end, ORIGIN_INTRO};
        context->cell_forms = 0;
    } else if (context->celled && is_number_line(&reader->tokens)) {
        context->cell_forms |= 1u << token->number.form;
        label = true;
    }
    context->celled = label;
    return label;
}

/* "Tỷ lệ nữ trong cấp ủy:" is the label of the numbers in the items below. */
static void leave_label(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    features asked = 0;
    struct said said = {0};
    bool number = false;
    if (leave_cell(reader))
        return;
    for (size_t i = 0; i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        number = number || token->role == ROLE_NUMBER;
        if (token->role != ROLE_LABEL || !(token->gives & reader->pack->strict))
            continue;
        asked = token->gives;
        said = (struct said){token->at, token->end, ORIGIN_INTRO};
    }
    if (context->open && !number) {
        context->asked = asked;
        context->asked_said = said;
    } else if (passage->kind != PASSAGE_ITEM) {
        context->asked = 0;
    }
}

/* "Năm 2016 tỉnh đánh giá ra sao?": what the question is about, so is the answer. */
static void leave_question(struct reader *reader, const struct passage *passage) {
    struct str text = str_trim(str_cut(reader->source->nfc.text, passage->at, passage->at + passage->len));
    reader->context->asked_period = (struct period){0};
    for (size_t i = 0; str_ends(text, STR("?")) && i < reader->tokens.n; i++) {
        const struct token *token = &reader->tokens.items[i];
        if (token->role == ROLE_PERIOD && token->shape == SHAPE_YEAR && !token->base)
            reader->context->asked_period = token->period;
    }
}

void context_leave(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    const struct tokens *tokens = &reader->tokens;
    struct scope *scope = own_scope(reader, passage);
    features frames = 0;
    const struct token *last = NULL;
    unsigned places = 0;
    bool counted = false; /* "tổng số" was said: the paragraph goes on about the group behind it */
    for (size_t i = 0; i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        features set = (token->gives | token->sets) & reader->pack->lasting[LASTING_PARAGRAPH];
        if (set) {
            leave_said(reader, scope, token, set & ~scope->features);
            scope->features = features_over(reader->pack, scope->features, set);
        }
        if (token->role == ROLE_FRAME && !token->inside && !token->split)
            frames = features_over(reader->pack, frames, token->gives);
        if (token->place.len) {
            last = token;
        }
        places += token->role == ROLE_PLACE;
        note_year(context->years, token);
        if (token->role == ROLE_LABEL && passage->kind == PASSAGE_SENTENCE)
            counted = (token->gives & reader->pack->total) != 0;
        if (token->role == ROLE_GROUP && (counted || !scope->group.len)) {
            scope->group = context_group(reader, token);
            scope->group_gives = token->gives;
            scope->group_said = said_here(token);
            counted = false;
        }
    }
    if (last && places < PLACES_LISTED && passage->kind != PASSAGE_HEADING) {
        scope->place = last->place;
        scope->place_said = said_here(last);
    }
    leave_period(scope, passage->kind == PASSAGE_HEADING || is_caption(reader, passage), tokens);
    leave_span(reader, passage);
    leave_question(reader, passage);
    context->opened = context->opened || says_anything(tokens);
    context->frames = frames;
    context->open = ends_open(reader, passage);
    leave_label(reader, passage);
    context->last_end = passage->at + passage->len;
    context->body = context->body || (passage->kind != PASSAGE_HEADING && !context->titled);
}
