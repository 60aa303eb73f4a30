/* variant.c - one name, several ways to draw the line.
 *
 * "Cán bộ trẻ" is under 30 in one form, 30 and under in another, under 35 in a third; the third class of the yearly rating
 * was "hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực" until NĐ 90/2020. Which one a figure means stands in the head of
 * its column, or in its row or sentence. Figures of two such classes are not compared. */
#include "compare/fact.h"
#include <string.h>

#define WORDS_MAX 4

static const struct variant {
    const char *indicator;
    struct words {
        const char *any[WORDS_MAX]; /* folded; "" is found in everything: the one that no words mark */
    } words;
    const char *vi, *en;
} variants[] = {
    {"age.young",
     {{"30 tuổi trở xuống", "30 trở xuống", "≤ 30", "≤30"}},
     "từ 30 tuổi trở xuống",
     "30 and under"},
    {"age.young", {{"dưới 31", "< 31", "<31"}}, "từ 30 tuổi trở xuống", "30 and under"},
    {"age.young", {{"dưới 30", "< 30", "<30"}}, "dưới 30 tuổi", "under 30"},
    {"age.young",
     {{"35 tuổi trở xuống", "35 trở xuống", "≤ 35", "≤35"}},
     "từ 35 tuổi trở xuống",
     "35 and under"},
    {"age.young", {{"dưới 35", "< 35", "<35"}}, "dưới 35 tuổi", "under 35"},
    {"evaluation.completed",
     {{"hạn chế về năng lực", "còn hạn chế"}},
     "hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực",
     "done, but with limits of ability"},
    {"evaluation.completed", {{""}}, "hoàn thành nhiệm vụ", "done"},
};

bool compare_has_variants(const struct indicator *indicator) {
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
        if (strcmp(variants[i].indicator, indicator->id) == 0)
            return true;
    return false;
}

/* ---- the words around a figure ------------------------------------------------------------------------------------- */

/* What stands over the figure in its column. */
static void put_head(struct buf *out, const struct source *table, const struct figure *figure) {
    const struct record *row = source_record_at(table, figure->about->line);
    if (!row)
        return;
    uint32_t column = source_column(table, row, figure->where.at);
    for (size_t i = 0; i < SOURCE_HEAD_ROWS && &table->records[i] < row; i++)
        if (column < table->records[i].n_cells) {
            buf_str(out, table->records[i].cells[column].value);
            buf_char(out, '\n');
        }
}

static struct str words_around(struct arena *arena, const struct source *source,
                               const struct figure *figure) {
    struct buf text = BUF_EMPTY;
    size_t mark, len;
    if (source->kind == SOURCE_TABLE)
        put_head(&text, source, figure);
    buf_str(&text, source_context(source, figure->where.at, figure->where.len, &mark, &len));
    struct str folded = fold(arena, buf_view(&text));
    buf_fini(&text);
    return folded;
}

static bool has_any(struct str folded, const struct words *words) {
    for (int i = 0; i < WORDS_MAX && words->any[i]; i++)
        if (str_find(folded, str_of(words->any[i]), 0) != STR_NONE)
            return true;
    return false;
}

struct note variant_of(const struct figures *figures, const struct figure *figure) {
    struct note none = {NULL, NULL};
    const struct source *source =
        compare_has_variants(figure->indicator) ? figure_source(figures, figure) : NULL;
    if (!source || !source->raw.len)
        return none;
    struct arena scratch = ARENA_EMPTY;
    struct str words = words_around(&scratch, source, figure);
    for (size_t i = 0; i < sizeof variants / sizeof *variants && !none.vi; i++)
        if (strcmp(variants[i].indicator, figure->indicator->id) == 0 && has_any(words, &variants[i].words))
            none = (struct note){variants[i].vi, variants[i].en};
    arena_fini(&scratch);
    return none;
}

bool variants_differ(const struct fact *a, const struct fact *b) {
    return a->variant && b->variant && strcmp(a->variant, b->variant) != 0;
}

void say_variants(struct said *note, const struct fact *a, const struct fact *b) {
    if (!variants_differ(a, b))
        return;
    said_blank(note);
    said_add(note, "Khác cách chia bậc: năm %d là ", "The classes are drawn differently: in %d ", a->year);
    buf_puts(&note->vi, a->variant);
    buf_puts(&note->en, a->variant_en);
    said_add(note, "; năm %d là ", "; in %d ", b->year);
    buf_puts(&note->vi, b->variant);
    buf_puts(&note->en, b->variant_en);
    said_add(note, ".", ".");
}
