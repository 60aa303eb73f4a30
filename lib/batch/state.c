/* state.c - the journal in and out.
 *
 *     hoso-state 2
 *     5e884898da28047 uses 1 ...
 *     2c70e12b7a0646f made ra/x.pdf PART PART PART PART PART 1 SHA256 CHECK BYTES PAGES RUN
 *     7c4a8d09ca3762a gone ra/y.pdf
 *
 * parted by tabs; numbers in hex, counts in decimals. */
#include "batch/state.h"
#include "batch/output.h"
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD       "hoso-state 2" /* another number: made by a program that keeps other things; not read */
#define FIELDS_MAX (STATE_PARTS + 9)

const struct state_entry *state_find(const struct state *state, const char *output) {
    uint32_t i = map_find(&state->by_output, str_of(output));
    return i == MAP_NONE || state->items[i].gone ? NULL : &state->items[i];
}

/* The entry of that output, a new one the first time. */
static struct state_entry *entry_of(struct state *state, const char *output) {
    uint32_t i = map_find(&state->by_output, str_of(output));
    if (i == MAP_NONE) {
        MEM_ROOM(state->items, state->n, state->cap);
        i = (uint32_t)state->n++;
        state->items[i] = (struct state_entry){.output = output};
        map_put(&state->by_output, str_of(output), i);
    }
    return &state->items[i];
}

static uint32_t keep_text(struct state *state, struct str text) {
    uint32_t i = map_find(&state->by_text, text);
    if (i != MAP_NONE)
        return i;
    MEM_ROOM(state->texts, state->n_texts, state->texts_cap);
    state->texts[state->n_texts] = (struct state_text){arena_str(&state->arena, text), 0};
    map_put(&state->by_text, state->texts[state->n_texts].text, (uint32_t)state->n_texts);
    return (uint32_t)state->n_texts++;
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

/* One journal while it is read. */
struct journal {
    struct state *state;
    bool own;        /* it is the one that is written */
    uint32_t *texts; /* its number of a text -> index in state->texts */
    size_t n_texts, texts_cap;
};

static bool number(const char *field, int base, uint64_t *out) {
    char *end;
    errno = 0;
    *out = strtoull(field, &end, base);
    return errno == 0 && end != field && *end == '\0';
}

static bool read_uses(struct journal *journal, char **fields, size_t n) {
    uint64_t given;
    if (n != 3 || !number(fields[1], 10, &given) || given != journal->n_texts + 1)
        return false;
    uint32_t index = keep_text(journal->state, str_of(fields[2]));
    MEM_ROOM(journal->texts, journal->n_texts, journal->texts_cap);
    journal->texts[journal->n_texts++] = index;
    if (journal->own)
        journal->state->texts[index].number = journal->state->last_number = (uint32_t)given;
    return true;
}

static bool read_made(struct journal *journal, char **fields, size_t n) {
    struct state_entry entry = {.output = fields[1]};
    uint64_t text, pages;
    if (n != STATE_PARTS + 8 || strlen(fields[STATE_PARTS + 3]) >= DIGEST_HEX ||
        !output_sound(str_of(entry.output))) /* hoso made no such file, and --prune must remove none */
        return false;
    for (size_t i = 0; i < STATE_PARTS; i++)
        if (!number(fields[2 + i], 16, &entry.parts[i]))
            return false;
    char **rest = fields + 2 + STATE_PARTS;
    if (!number(rest[0], 10, &text) || text < 1 || text > journal->n_texts ||
        !number(rest[2], 16, &entry.check) || !number(rest[3], 10, &entry.bytes) ||
        !number(rest[4], 10, &pages))
        return false;
    entry.uses = journal->state->texts[journal->texts[text - 1]].text;
    memcpy(entry.sha256, rest[1], strlen(rest[1]) + 1);
    entry.pages = (uint32_t)pages;
    entry.run = rest[5];
    *entry_of(journal->state, entry.output) = entry;
    return true;
}

static bool read_line(struct journal *journal, char **fields, size_t n) {
    if (n > 2 && strcmp(fields[0], "uses") == 0)
        return read_uses(journal, fields, n);
    if (n > 2 && strcmp(fields[0], "made") == 0)
        return read_made(journal, fields, n);
    if (n != 2 || strcmp(fields[0], "gone") != 0)
        return false;
    entry_of(journal->state, fields[1])->gone = true;
    return true;
}

static uint64_t line_number(struct str line) {
    struct hash hash = HASH_START;
    hash_str(&hash, line);
    return hash_end(&hash);
}

/* Cuts the line at its tabs, in place. */
static size_t split(char *line, char *fields[FIELDS_MAX]) {
    size_t n = 0;
    for (char *at = line; at && n < FIELDS_MAX; n++) {
        fields[n] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    return n;
}

static bool take_line(struct journal *journal, char *line, size_t len) {
    char *fields[FIELDS_MAX];
    char *tab = memchr(line, '\t', len);
    uint64_t said;
    if (!tab || memchr(line, '\0', len))
        return false;
    *tab = '\0';
    if (!number(line, 16, &said) || said != line_number(str_of(tab + 1)))
        return false;
    return read_line(journal, fields, split(tab + 1, fields));
}

/* Reads the lines of a journal; how many do not count, the last one aside, which a killed run may have half written. */
static size_t read_lines(struct journal *journal, char *at, char *end) {
    struct state *state = journal->state;
    size_t bad = 0;
    bool sound = true;
    for (char *stop; at < end; at = stop + 1) {
        bad += !sound;
        stop = memchr(at, '\n', (size_t)(end - at));
        sound = stop != NULL;
        if (!stop)
            stop = end;
        *stop = '\0';
        sound = sound && take_line(journal, at, (size_t)(stop - at));
        if (journal->own) {
            state->n_lines++;
            state->broken |= !sound;
        }
    }
    return bad;
}

static void read_journal(struct state *state, const char *path, bool own, struct diag *diag) {
    struct journal journal = {.state = state, .own = own};
    struct buf text = BUF_EMPTY;
    struct str head = STR(HEAD "\n");
    struct diag silent =
        DIAG_EMPTY; /* what cannot be read is not known; what cannot be written is told by state_open */
    state->broken |= own;
    if (!file_exists(path))
        return;
    file_read(path, &text, &silent);
    diag_fini(&silent);
    char *kept = (char *)arena_str(&state->arena, buf_view(&text)).at; /* entries point into it */
    bool known = str_starts(buf_view(&text), head);
    if (known && own)
        state->broken = false;
    if (!known || read_lines(&journal, kept + head.len, kept + text.len) > 0)
        diag_at(diag, DIAG_NOTE, (struct diag_where){.file = path}, "state-broken",
                _("not all of this is the state of a run of this version; what is not known is made anew"));
    free(journal.texts);
    buf_fini(&text);
}

/* Of a share: state.2-8. What file_replace writes beside a journal has other letters behind the point. */
static bool is_journal(const char *path) {
    const char *share = strrchr(path, '.') + 1;
    size_t digits = strspn(share, "0123456789");
    return digits > 0 && share[digits] == '-' && share[digits + 1] &&
           share[digits + 1 + strspn(share + digits + 1, "0123456789")] == '\0';
}

void state_load(struct state *state, const char *folder, const char *share, struct diag *diag) {
    *state = (struct state){.fd = -1, .folder = folder};
    const char *whole = file_join(&state->arena, folder, STATE_FILE);
    state->path = *share ? arena_printf(&state->arena, "%s.%s", whole, share).at : whole;
    if (*share)
        read_journal(state, whole, false, diag);
    glob_t found;
    if (glob(arena_printf(&state->arena, "%s.*", whole).at, 0, NULL, &found) == 0) {
        const char **others = ARENA_ARRAY(&state->arena, found.gl_pathc, const char *);
        state->strays = ARENA_ARRAY(&state->arena, found.gl_pathc, const char *);
        for (size_t i = 0; i < found.gl_pathc; i++)
            if (is_journal(found.gl_pathv[i]) && strcmp(found.gl_pathv[i], state->path) != 0)
                others[state->n_others++] = arena_strdup(&state->arena, found.gl_pathv[i]);
            else if (!*share && file_is_stray(found.gl_pathv[i])) /* a share may be writing it */
                state->strays[state->n_strays++] = arena_strdup(&state->arena, found.gl_pathv[i]);
        state->others = others;
        globfree(&found);
    }
    if (*share) {
        for (size_t i = 0; i < state->n_others; i++)
            read_journal(state, state->others[i], false, diag);
        read_journal(state, state->path, true, diag);
        return;
    }
    read_journal(state, state->path, true, diag);
    for (size_t i = 0; i < state->n_others; i++)
        read_journal(state, state->others[i], false, diag);
}

/* ---- writing ------------------------------------------------------------------------------------------------------ */

/* Adds a line to `out`: its number, a tab, `from` on. */
static void put_line(struct state *state, struct buf *out, const struct buf *line) {
    buf_printf(out, "%llx\t", (unsigned long long)line_number(buf_view(line)));
    buf_str(out, buf_view(line));
    buf_char(out, '\n');
    state->n_lines++;
}

static void put_text(struct state *state, struct buf *out, struct state_text *text) {
    struct buf line = BUF_EMPTY;
    text->number = ++state->last_number;
    buf_printf(&line, "uses\t%u\t", (unsigned)text->number);
    buf_str(&line, text->text);
    put_line(state, out, &line);
    buf_fini(&line);
}

static void put_entry(struct state *state, struct buf *out, const struct state_entry *entry) {
    struct buf line = BUF_EMPTY;
    if (entry->gone) {
        buf_printf(&line, "gone\t%s", entry->output);
    } else {
        uint32_t index = keep_text(state, entry->uses);
        struct state_text *text = &state->texts[index];
        if (!text->number)
            put_text(state, out, text);
        buf_printf(&line, "made\t%s", entry->output);
        for (size_t i = 0; i < STATE_PARTS; i++)
            buf_printf(&line, "\t%llx", (unsigned long long)entry->parts[i]);
        buf_printf(&line, "\t%u\t%s\t%llx\t%llu\t%u\t%s", (unsigned)text->number, entry->sha256,
                   (unsigned long long)entry->check, (unsigned long long)entry->bytes, (unsigned)entry->pages,
                   entry->run);
    }
    put_line(state, out, &line);
    buf_fini(&line);
}

/* The whole journal anew, without what no longer counts. */
static bool rewrite(struct state *state, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    buf_puts(&text, HEAD "\n");
    state->n_lines = 0;
    state->last_number = 0;
    for (size_t i = 0; i < state->n_texts; i++)
        state->texts[i].number = 0;
    for (size_t i = 0; i < state->n; i++)
        if (!state->items[i].gone)
            put_entry(state, &text, &state->items[i]);
    bool ok = file_replace(state->path, text.at, text.len, diag);
    buf_fini(&text);
    buf_clear(&state->pending);
    state->broken = !ok;
    return ok;
}

bool state_open(struct state *state, struct diag *diag) {
    for (size_t i = 0; i < state->n_strays; i++)
        unlink(state->strays[i]);
    if (state->broken && !rewrite(state, diag))
        return false;
    state->fd = open(state->path, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (state->fd < 0)
        diag_errno(diag, state->path, _("opening"), errno);
    return state->fd >= 0;
}

void state_put(struct state *state, const struct state_entry *entry) {
    struct state_entry *kept = state_find(state, entry->output) ? entry_of(state, entry->output) : NULL;
    if (!kept)
        kept = entry_of(state, arena_strdup(&state->arena, entry->output));
    const char *output = kept->output;
    *kept = *entry;
    kept->output = output;
    uint32_t text = keep_text(state, entry->uses);
    kept->uses = state->texts[text].text;
    kept->run = arena_strdup(&state->arena, entry->run ? entry->run : "");
    put_entry(state, &state->pending, kept);
}

bool state_sync(struct state *state, struct diag *diag) {
    if (state->pending.len == 0)
        return true;
    bool ok = file_write(state->fd, state->pending.at, state->pending.len) && fsync(state->fd) == 0;
    if (!ok) {
        diag_errno(diag, state->path, _("writing"), errno);
        state->broken = true; /* a line may be cut: it is written anew before another follows */
    }
    buf_clear(&state->pending);
    return ok;
}

bool state_tidy(struct state *state, struct diag *diag) {
    bool whole = str_ends(str_of(state->path), STR(STATE_FILE));
    bool take_in = whole && state->n_others > 0;
    if (state->fd < 0)
        return true; /* told by state_open */
    if (!take_in && !state->broken && state->n_lines <= 2 * state->n + 64)
        return true;
    if (!rewrite(state, diag))
        return false;
    for (size_t i = 0; take_in && i < state->n_others; i++)
        unlink(state->others[i]);
    return true;
}

void state_fini(struct state *state) {
    if (state->fd >= 0)
        close(state->fd);
    free(state->items);
    free(state->texts);
    map_fini(&state->by_output);
    map_fini(&state->by_text);
    buf_fini(&state->pending);
    arena_fini(&state->arena);
    *state = STATE_NONE;
}
