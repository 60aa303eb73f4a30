/* lead.c - the year of statistics, told once and for all that follows.
 *
 * "Thống kê năm 2020 cho thấy:" dates the list behind it, and a list in prose is paragraphs: items, and lines that open with
 * their topic ("Về trình độ ..."). "Số liệu tính đến tháng 6/2016." says nothing else, so it dates the whole section. Another year
 * that is told of figures ends both, as does a heading. */
#include "extract/context.h"

static bool opens_with(const struct reader *reader, const struct passage *passage, enum naming line) {
    return naming_at(reader, line, passage->at, passage->at + passage->len) > 0;
}

/* A paragraph of a list whose items have no signs. */
static bool goes_on(const struct reader *reader, const struct passage *passage) {
    return passage->kind == PASSAGE_ITEM || opens_with(reader, passage, LINE_TOPIC);
}

void lead_enter(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    if (passage->kind == PASSAGE_HEADING || (context->lead_lists && !goes_on(reader, passage)))
        scope_clear(&context->lead);
}

static bool tells_year(const struct tokens *tokens, struct period other) {
    for (size_t i = 0; tokens->dated && i < tokens->n; i++) {
        const struct token *token = &tokens->items[i];
        if (token->role == ROLE_PERIOD && !token->base && !token->inside && token->period.from &&
            (token->period.from != other.from || token->period.to != other.to))
            return true;
    }
    return false;
}

void lead_leave(struct reader *reader, const struct passage *passage) {
    struct context *context = reader->context;
    const struct tokens *tokens = &reader->tokens;
    const struct scope *said = &context->paragraph;
    bool lists = context->open;
    bool year = said->has_period && said->period.from && said->period.from == said->period.to &&
                said->period_said.at >= passage->at;
    if (context->lead.has_period && tells_year(tokens, context->lead.period))
        scope_clear(&context->lead);
    if (passage->kind != PASSAGE_SENTENCE || context->titled || !year || tokens_have(tokens, ROLE_NUMBER) ||
        !(lists || opens_with(reader, passage, LINE_STATISTICS)))
        return;
    context->lead =
        (struct scope){.has_period = true, .period = said->period, .period_said = said->period_said};
    context->lead_lists = lists;
}
