/* fold_name.c - keys for names and heads: blanks collapsed, spellings united, or all diacritics gone. */
#include "text/spelling.h"
#include "text/viet.h"
#include <stdlib.h>

/* The folded text in memory of one's own: free() it. */
static struct str folded_copy(struct str nfc) {
    char *key = mem_new(nfc.len, 1);
    fold_into(nfc, key);
    return (struct str){key, nfc.len};
}

/* Writes one space for a run of blanks between two words; returns the end of the run. */
static size_t put_blank(struct buf *out, struct str key, size_t at) {
    while (at < key.len && (key.at[at] == ' ' || key.at[at] == '\n'))
        at++;
    if (out->len > 0 && at < key.len)
        buf_char(out, ' ');
    return at;
}

static void put_syllable(struct buf *out, struct str syllable) {
    struct spelling spelling;
    if (spelling_of(syllable, &spelling)) {
        buf_str(out, str_cut(syllable, 0, spelling.keep));
        buf_str(out, spelling.one);
    } else {
        buf_str(out, syllable);
    }
}

static void put_name(struct buf *out, struct str nfc) {
    struct str key = folded_copy(nfc);
    for (size_t i = 0; i < key.len;) {
        size_t end = spelling_end(key, i);
        if (end > i) {
            put_syllable(out, str_cut(key, i, end));
            i = end;
        } else if (key.at[i] == ' ' || key.at[i] == '\n') {
            i = put_blank(out, key, i);
        } else {
            buf_char(out, key.at[i++]);
        }
    }
    free((char *)key.at);
}

struct str fold_name(struct arena *arena, struct str nfc) {
    struct buf out = BUF_EMPTY;
    put_name(&out, nfc);
    struct str result = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    return result;
}

bool fold_equal(struct str a, struct str b) {
    if (str_equal(a, b))
        return true;
    struct buf x = BUF_EMPTY, y = BUF_EMPTY;
    put_name(&x, a);
    put_name(&y, b);
    bool equal = str_equal(buf_view(&x), buf_view(&y));
    buf_fini(&x);
    buf_fini(&y);
    return equal;
}

struct str fold_bare(struct arena *arena, struct str nfc) {
    struct str key = folded_copy(nfc);
    struct buf out = BUF_EMPTY;
    for (size_t i = 0; i < key.len;) {
        size_t from = i;
        struct viet letter;
        if (key.at[i] == ' ' || key.at[i] == '\n')
            i = put_blank(&out, key, i);
        else if (viet_of(text_next(key, &i), &letter))
            buf_char(&out, letter.base);
        else
            buf_str(&out, str_cut(key, from, i));
    }
    struct str result = arena_str(arena, buf_view(&out));
    buf_fini(&out);
    free((char *)key.at);
    return result;
}
