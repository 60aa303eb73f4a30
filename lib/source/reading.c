/* reading.c - which charset: the one under which most words are Vietnamese syllables.
 *
 * Two cases share the way. A file that is no UTF-8 has one charset of its own; a file that is may hold cells that were
 * pasted from another ("C«ng chøc" out of a .VnTime cell), whose letters stand for bytes. In both the text is cut into
 * stretches, each charset reads each stretch, and the words with marks are weighed (stretch.c). The whole file votes; each
 * stretch is then read by the charset that explains it, the file's favourite first. A stretch that is in order as it
 * stands is left alone, except in a file where nothing at all is Unicode and all stretches can be of the favourite: there
 * "cã" (có) is read too, though it could be a word.
 *
 * Charsets differ much: of the words of a text under a wrong one, few are syllables by grammar. So thresholds are no
 * fine matter; what counts is that thin evidence decides nothing. */
#include "source/reading.h"
#include <stdlib.h>
#include <string.h>

#define SURVEY_WORDS ((size_t)5000) /* as many as decide; the rest of a large file only costs time */
#define GUESS_WORDS  3              /* fewer decide nothing */
#define GUESS_SHARE  60             /* [%] of syllables that a right charset has at least */
#define REPAIR_WORDS 2

size_t tally_words(struct tally tally) {
    return tally.good + tally.bad;
}

unsigned tally_share(struct tally tally) {
    size_t words = tally_words(tally);
    return words == 0 ? 0 : (unsigned)(tally.good * 100 / words);
}

static void tally_add(struct tally *sum, struct tally more) {
    sum->good += more.good;
    sum->bad += more.bad;
}

/* Is a stretch in order with these words? One in ten may be a foreign name. */
static bool explains(struct tally tally) {
    return tally.good > 0 && tally.bad * 10 <= tally.good;
}

/* Nothing is wrong with it, or as little as with explains(). */
static bool in_order(struct tally kept) {
    return kept.bad == 0 || explains(kept);
}

/* Better than half good, by how much; 0 for what is worse. */
static size_t merit(struct tally tally) {
    return tally.good > tally.bad ? tally.good - tally.bad : 0;
}

static void begin(struct reading *reading, struct arena *arena, struct str text, bool wide) {
    *reading = (struct reading){.arena = arena, .text = text, .wide = wide};
    for (int kind = 0; kind < LEGACY_KINDS; kind++)
        legacy_open(&reading->legacies[kind], (enum legacy_kind)kind);
}

static struct tally weigh_as(struct reading *reading, enum legacy_kind kind) {
    stretch_read(&reading->stretch, &reading->legacies[kind]);
    return stretch_weigh(&reading->stretch);
}

static struct tally weigh_kept(struct reading *reading) {
    stretch_keep(&reading->stretch);
    return stretch_weigh(&reading->stretch);
}

/* The kind with the most merit in `of`, `but` left out (LEGACY_KINDS: none is). */
static enum legacy_kind best_of(const struct tally of[LEGACY_KINDS], enum legacy_kind but) {
    enum legacy_kind best = but == LEGACY_TCVN3 ? LEGACY_VNI : LEGACY_TCVN3;
    for (int kind = 0; kind < LEGACY_KINDS; kind++)
        if (kind != (int)but && merit(of[kind]) > merit(of[best]))
            best = (enum legacy_kind)kind;
    return best;
}

/* ---- what is made ---- */

struct making {
    struct buf text;
    struct nfc_run *runs;
    size_t n, cap;
};

static void make_copy(struct making *making, struct str text, size_t from, size_t to) {
    if (from == to)
        return;
    const struct nfc_run *last = making->n > 0 ? &making->runs[making->n - 1] : NULL;
    if (last == NULL || last->raw_len != 0 || last->raw + (making->text.len - last->at) != from) {
        MEM_ROOM(making->runs, making->n, making->cap);
        making->runs[making->n++] = (struct nfc_run){(uint32_t)making->text.len, (uint32_t)from, 0};
    }
    buf_add(&making->text, text.at + from, to - from);
}

static void make_letter(struct making *making, const struct letter *letter) {
    MEM_ROOM(making->runs, making->n, making->cap);
    making->runs[making->n++] = (struct nfc_run){(uint32_t)making->text.len, letter->from, letter->len};
    text_put(&making->text, letter->code);
}

/* The stretch as it was last read. */
static void make_letters(struct making *making, const struct reading *reading) {
    const struct stretch *stretch = &reading->stretch;
    for (size_t i = 0; i < stretch->n_letters; i++) {
        const struct letter *letter = &stretch->letters[i];
        if (letter->code < 0x80 && letter->len == 1 &&
            (unsigned char)reading->text.at[letter->from] == letter->code)
            make_copy(making, reading->text, letter->from, (size_t)letter->from + 1);
        else
            make_letter(making, letter);
    }
}

static void make_end(struct making *making, struct reading *reading) {
    struct nfc_run *runs = ARENA_ARRAY(reading->arena, making->n + 1, struct nfc_run);
    if (making->n > 0)
        memcpy(runs, making->runs, making->n * sizeof *runs);
    reading->made =
        (struct nfc){arena_str(reading->arena, buf_view(&making->text)), runs, making->n > 0 ? making->n : 1};
    buf_fini(&making->text);
    free(making->runs);
}

static void count_use(struct reading *reading, enum legacy_kind kind, struct tally before,
                      struct tally after) {
    struct reading_use *use = &reading->use[kind];
    if (use->stretches++ == 0) {
        size_t i = 0; /* behind the delimiters */
        while (i + 1 < reading->stretch.n_bytes && reading->stretch.before[i].code < 0x80)
            i++;
        while (i > 0 && text_is_letter(reading->stretch.before[i - 1].code)) /* the whole word */
            i--;
        use->first = reading->stretch.n_bytes > 0 ? reading->stretch.before[i].from : reading->stretch.from;
    }
    tally_add(&use->before, before);
    tally_add(&use->after, after);
}

/* ---- files of one charset ---- */

bool reading_guess(struct reading *reading, struct arena *arena, struct str bytes, enum legacy_kind *best,
                   enum legacy_kind *next) {
    begin(reading, arena, bytes, false);
    struct stretch *stretch = &reading->stretch;
    size_t words = 0;
    for (size_t at = 0; at < bytes.len && words < SURVEY_WORDS; at = stretch->to) {
        stretch_take(stretch, bytes, at, false);
        if (!stretch->high)
            continue;
        for (int kind = 0; kind < LEGACY_UTF8; kind++) {
            struct tally tally = weigh_as(reading, (enum legacy_kind)kind);
            tally_add(&reading->survey[kind], tally);
            words += kind == 0 ? tally_words(tally) : 0;
        }
    }
    stretch_fini(stretch);
    *best = best_of(reading->survey, LEGACY_KINDS);
    *next = best_of(reading->survey, *best);
    struct tally first = reading->survey[*best], second = reading->survey[*next];
    return first.good >= GUESS_WORDS && tally_share(first) >= GUESS_SHARE &&
           merit(second) * 2 <= merit(first);
}

/* Another charset explains the stretch, in which `tally` are the words under that of the file? */
static enum legacy_kind other_for(struct reading *reading, enum legacy_kind kind, struct tally tally) {
    if (tally.good > 0 || tally.bad < REPAIR_WORDS)
        return kind;
    for (int other = 0; other < LEGACY_UTF8; other++) {
        struct tally as_other = weigh_as(reading, (enum legacy_kind)other);
        if (as_other.good >= REPAIR_WORDS && as_other.bad == 0)
            return (enum legacy_kind)other;
    }
    return kind;
}

void reading_decode(struct reading *reading, struct arena *arena, struct str bytes, enum legacy_kind kind,
                    bool others) {
    struct making making = {.text = BUF_EMPTY};
    struct stretch *stretch = &reading->stretch;
    begin(reading, arena, bytes, false);
    for (size_t at = 0; at < bytes.len; at = stretch->to) {
        stretch_take(stretch, bytes, at, false);
        if (!stretch->high) {
            make_copy(&making, bytes, stretch->from, stretch->to);
            continue;
        }
        struct tally tally = weigh_as(reading, kind);
        enum legacy_kind chosen = others ? other_for(reading, kind, tally) : kind;
        if (chosen != kind)
            count_use(reading, chosen, tally, weigh_as(reading, chosen));
        else if (tally.good == 0) /* the others were tried */
            stretch_read(stretch, &reading->legacies[kind]);
        make_letters(&making, reading);
    }
    make_end(&making, reading);
    stretch_fini(stretch);
}

/* ---- what was pasted into UTF-8 ---- */

/* What the survey of UTF-8 text says beside its tallies. */
struct pasted {
    enum legacy_kind favourite;
    bool whole; /* nothing is Unicode, and the favourite explains whatever has marks */
};

/* Votes of stretches that are not in order as they stand. */
static bool survey_pasted(struct reading *reading, struct pasted *pasted) {
    struct stretch *stretch = &reading->stretch;
    size_t unicode = 0, stretches = 0, explained[LEGACY_KINDS] = {0};
    for (size_t at = 0; at < reading->text.len; at = stretch->to) {
        stretch_take(stretch, reading->text, at, true);
        unicode += stretch->unicode;
        if (!stretch->high || stretch->unicode)
            continue;
        struct tally kept = weigh_kept(reading);
        stretches += tally_words(kept) > 0;
        for (int kind = 0; kind < LEGACY_KINDS; kind++) {
            struct tally tally = weigh_as(reading, (enum legacy_kind)kind);
            explained[kind] += tally_words(kept) > 0 && explains(tally);
            if (!in_order(kept) && explains(tally))
                tally_add(&reading->survey[kind], tally);
        }
    }
    pasted->favourite = best_of(reading->survey, LEGACY_KINDS);
    size_t good = reading->survey[pasted->favourite].good;
    pasted->whole = unicode == 0 && good > REPAIR_WORDS && explained[pasted->favourite] * 10 >= stretches * 9;
    return good >= REPAIR_WORDS;
}

/* What the stretch is to be read by, LEGACY_KINDS: as it stands. */
static enum legacy_kind choose(struct reading *reading, const struct pasted *pasted, struct tally kept) {
    struct tally favourite = weigh_as(reading, pasted->favourite);
    if (pasted->whole ? in_order(favourite) : !in_order(kept) && explains(favourite))
        return pasted->favourite;
    if (in_order(kept))
        return LEGACY_KINDS;
    for (int kind = 0; kind < LEGACY_KINDS; kind++)
        if (weigh_as(reading, (enum legacy_kind)kind).good >= REPAIR_WORDS &&
            explains(stretch_weigh(&reading->stretch)))
            return (enum legacy_kind)kind;
    return LEGACY_KINDS;
}

bool reading_repair(struct reading *reading, struct arena *arena, struct str text, enum legacy_kind forced) {
    struct making making = {.text = BUF_EMPTY};
    struct stretch *stretch = &reading->stretch;
    struct pasted pasted = {forced, true};
    size_t start = str_starts(text, STR("\uFEFF")) ? 3 : 0, used = 0;
    begin(reading, arena, str_cut(text, 0, text.len), true);
    if (forced == LEGACY_KINDS && !survey_pasted(reading, &pasted)) {
        stretch_fini(stretch);
        return false;
    }
    make_copy(&making, text, 0, start);
    for (size_t at = start; at < text.len; at = stretch->to) {
        stretch_take(stretch, text, at, true);
        enum legacy_kind kind = LEGACY_KINDS;
        struct tally kept = {0, 0};
        if (stretch->high && !stretch->unicode) {
            kept = weigh_kept(reading);
            kind = forced != LEGACY_KINDS ? forced : choose(reading, &pasted, kept);
        }
        if (kind == LEGACY_KINDS) {
            make_copy(&making, text, stretch->from, stretch->to);
            continue;
        }
        count_use(reading, kind, kept, weigh_as(reading, kind));
        make_letters(&making, reading);
        used++;
    }
    make_end(&making, reading);
    stretch_fini(stretch);
    return used > 0;
}
