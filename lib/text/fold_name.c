/* fold_name.c - keys for names and heads: blanks collapsed, spellings united, or all diacritics gone. */
#include "text/spelling.h"
#include "text/viet.h"
#include <stdlib.h>
#include <string.h>

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

/* A tail may be a byte longer than the one it stands for, which has three bytes with its onset or two. */
static size_t name_most(size_t len) {
    return len + len / 2 + 1;
}

static size_t put_syllable(char *out, struct str syllable) {
    struct spelling spelling = {syllable.len, STR(""), STR("")};
    spelling_of(syllable, &spelling);
    memcpy(out, syllable.at, spelling.keep);
    memcpy(out + spelling.keep, spelling.one.at, spelling.one.len);
    return spelling.keep + spelling.one.len;
}

/* Writes the key of a name whose folded text is `key` to `out`, which has room for name_most(key.len); its length. */
static size_t put_name(char *out, struct str key) {
    size_t n = 0;
    for (size_t i = 0; i < key.len;) {
        size_t end = spelling_end(key, i);
        bool blank = key.at[i] == ' ' || key.at[i] == '\n';
        if (end > i) {
            n += put_syllable(out + n, str_cut(key, i, end));
            i = end;
        } else if (!blank) {
            out[n++] = key.at[i++];
        } else {
            while (i < key.len && (key.at[i] == ' ' || key.at[i] == '\n'))
                i++;
            if (n > 0 && i < key.len)
                out[n++] = ' ';
        }
    }
    return n;
}

#define NAME_SHORT 128u /* [bytes] names of units and heads; sentences and titles are longer */

/* Short names need no memory from the system, and there are many: each row of a table has one. */
struct name_room {
    char folded[NAME_SHORT], key[NAME_SHORT + NAME_SHORT / 2 + 1];
    char *own; /* free() it */
};

/* The key, in `room`. */
static struct str name_in(struct name_room *room, struct str nfc) {
    bool is_short = nfc.len <= NAME_SHORT;
    room->own = is_short ? NULL : mem_new(nfc.len + name_most(nfc.len), 1);
    char *folded = is_short ? room->folded : room->own, *key = is_short ? room->key : room->own + nfc.len;
    fold_into(nfc, folded);
    return (struct str){key, put_name(key, (struct str){folded, nfc.len})};
}

struct str fold_name(struct arena *arena, struct str nfc) {
    struct name_room room;
    struct str result = arena_str(arena, name_in(&room, nfc));
    free(room.own);
    return result;
}

bool fold_equal(struct str a, struct str b) {
    struct name_room x, y;
    if (str_equal(a, b))
        return true;
    bool equal = str_equal(name_in(&x, a), name_in(&y, b));
    free(x.own);
    free(y.own);
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
