/* pack.c - object streams and the cross-reference stream. */
#include "out/pack.h"
#include "out/number.h"
#include <stdlib.h>
#include <string.h>

/* A reader inflates a whole object stream for one object of it, so they are kept to a size. */
#define SMALL_LIMIT 500

void pack_start(struct pack *pack, struct buf *out, uint32_t n_objects) {
    *pack = (struct pack){.out = out, .n = (size_t)n_objects + 1};
    mem_grow((void **)&pack->entries, &pack->cap, pack->n, sizeof *pack->entries);
    for (size_t i = 0; i < pack->n; i++)
        pack->entries[i] = (struct pack_entry){0};
    pack->waiting = ARENA_ARRAY(&pack->arena, SMALL_LIMIT, uint32_t);
}

void pack_stream(struct pack *pack, uint32_t id, struct str text, struct str bytes) {
    pack->entries[id] = (struct pack_entry){.type = 1, .where = (uint32_t)pack->out->len};
    put_int(pack->out, id);
    buf_puts(pack->out, " 0 obj\n<<");
    buf_str(pack->out, text);
    buf_puts(pack->out, ">>\nstream\n");
    buf_str(pack->out, bytes);
    buf_puts(pack->out, "\nendstream\nendobj\n");
}

/* A new object with a stream, behind all others; its id. `entries` come before /Length. */
static uint32_t put_stream(struct pack *pack, struct buf *entries, struct str deflated) {
    uint32_t id = (uint32_t)pack->n;
    MEM_ROOM(pack->entries, pack->n, pack->cap);
    pack->n++;
    buf_printf(entries, "/Filter/FlateDecode/Length %zu", deflated.len);
    pack_stream(pack, id, buf_view(entries), deflated);
    return id;
}

static void flush(struct pack *pack) {
    if (pack->n_waiting == 0)
        return;
    struct buf entries = BUF_EMPTY;
    buf_printf(&entries, "/Type/ObjStm/N %zu/First %zu", pack->n_waiting, pack->heads.len);
    buf_str(&pack->heads, buf_view(&pack->bodies));
    uint32_t id =
        put_stream(pack, &entries, deflate_bytes(&pack->arena, buf_view(&pack->heads), DEFLATE_QUICK));
    for (size_t i = 0; i < pack->n_waiting; i++)
        pack->entries[pack->waiting[i]] = (struct pack_entry){.type = 2, .where = id, .index = (uint32_t)i};
    buf_fini(&entries);
    buf_clear(&pack->heads);
    buf_clear(&pack->bodies);
    pack->n_waiting = 0;
}

void pack_small(struct pack *pack, uint32_t id, struct str text) {
    if (pack->n_waiting == SMALL_LIMIT)
        flush(pack);
    pack->waiting[pack->n_waiting++] = id;
    put_int(&pack->heads, id);
    buf_char(&pack->heads, ' ');
    put_int(&pack->heads, (int64_t)pack->bodies.len);
    buf_char(&pack->heads, ' ');
    buf_puts(&pack->bodies, "<<");
    buf_str(&pack->bodies, text);
    buf_puts(&pack->bodies, ">>\n");
}

/* [bytes] of a row: the type, the offset, the index. */
enum { TYPE = 1, WHERE = 4, INDEX = 2, ROW = TYPE + WHERE + INDEX };

static void row_of(struct pack_entry entry, uint8_t row[ROW]) {
    uint8_t *at = row;
    *at++ = entry.type;
    for (int i = WHERE; i-- > 0;)
        *at++ = (uint8_t)(entry.where >> 8 * i);
    for (int i = INDEX; i-- > 0;)
        *at++ = (uint8_t)(entry.index >> 8 * i);
}

/* Each row as its difference to the one above (PNG's predictor "up"): objects of one stream are then all alike, and the
 * table takes a sixth of the room. */
static void put_rows(const struct pack *pack, size_t start, struct buf *table) {
    uint8_t above[ROW] = {0}, row[ROW];
    for (size_t i = 0; i <= pack->n; i++) {
        /* The last is the table itself, about to be put at `start`. */
        row_of(i < pack->n ? pack->entries[i] : (struct pack_entry){1, (uint32_t)start, 0}, row);
        buf_char(table, 2); /* up */
        for (int k = 0; k < ROW; k++)
            buf_char(table, (char)(uint8_t)(row[k] - above[k]));
        memcpy(above, row, ROW);
    }
}

void pack_end(struct pack *pack, struct str trailer) {
    struct buf table = BUF_EMPTY, entries = BUF_EMPTY;
    flush(pack);
    size_t start = pack->out->len;
    pack->entries[0].index = 65535; /* the head of the free list, as a table would say */
    put_rows(pack, start, &table);
    buf_printf(&entries, "/Type/XRef/Size %zu/W[%d %d %d]/DecodeParms<</Predictor 12/Columns %d>>",
               pack->n + 1, TYPE, WHERE, INDEX, ROW);
    buf_str(&entries, trailer);
    put_stream(pack, &entries, deflate_bytes(&pack->arena, buf_view(&table), DEFLATE_QUICK));
    buf_printf(pack->out, "startxref\n%zu\n%%%%EOF\n", start);
    buf_fini(&table);
    buf_fini(&entries);
    buf_fini(&pack->heads);
    buf_fini(&pack->bodies);
    free(pack->entries);
    arena_fini(&pack->arena);
    *pack = (struct pack){0};
}
