/* fuzz_places.c - any bytes as a text and as a table: every passage and cell lies in the source, in order, and line,
 * column, context and span agree about where it is. */
#include "fuzz.h"
#include "source/source.h"
#include <stdlib.h>

#define REQUIRE(condition) ((condition) ? (void)0 : abort())

static void require_place(const struct source *source, uint32_t at, uint32_t len) {
    uint32_t line, column;
    size_t mark, mark_len;
    REQUIRE(at <= source->raw.len && len <= source->raw.len - at);
    source_position(source, at, &line, &column);
    REQUIRE(line >= 1 && line <= source->n_lines && column >= 1);
    struct str context = source_context(source, at, len, &mark, &mark_len);
    REQUIRE(mark <= context.len && mark_len <= context.len - mark);
    struct diag_where where = source_where(source, at, len);
    REQUIRE(where.text.len <= source_line(source, line).len);
}

static void require_passages(const struct source *source) {
    size_t end = 0;
    for (size_t i = 0; i < source->n_passages; i++) {
        const struct passage *p = &source->passages[i];
        REQUIRE(p->at >= end && p->len > 0 && p->len <= source->nfc.text.len - p->at);
        end = p->at + p->len;
        if (i >= 50) /* a context looks at the whole passage */
            continue;
        struct span span = source_span(source, p->at, end);
        require_place(source, span.at, span.len);
        uint32_t line, column;
        source_position(source, span.at, &line, &column);
        REQUIRE(line == p->line);
    }
}

static void require_cells(const struct source *source) {
    uint32_t end = 0;
    for (size_t r = 0; r < source->n_records; r++) {
        const struct record *record = &source->records[r];
        REQUIRE(record->n_cells > 0 && record->line == source_line_at(source, record->cells[0].at));
        for (uint32_t c = 0; c < record->n_cells; c++) {
            const struct cell *cell = &record->cells[c];
            REQUIRE(cell->at >= end);
            end = cell->at + cell->len;
            if (r >= 50)
                continue;
            require_place(source, cell->at, cell->len);
            REQUIRE(source_line_at(source, cell->at) >= record->line);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    for (int kind = SOURCE_TEXT; kind <= SOURCE_TABLE; kind++) {
        struct diag diag = DIAG_EMPTY;
        struct source *source =
            source_of("fuzz", 0, (struct str){(const char *)data, size}, (enum source_kind)kind, &diag);
        REQUIRE(source != NULL || diag.first != NULL);
        for (const struct diag_message *message = diag.first; message; message = message->next) {
            struct buf text = BUF_EMPTY;
            diag_format(&text, message);
            buf_fini(&text);
            REQUIRE(!str_equal(str_of(message->id), STR("csv-cell"))); /* libcsv and the walk agree */
        }
        if (source != NULL) {
            REQUIRE(kind == SOURCE_TABLE || source->folded.len == source->nfc.text.len);
            require_passages(source);
            require_cells(source);
        }
        source_free(source);
        diag_fini(&diag);
    }
    return 0;
}
