/* bind.h - what the parts of the binding grammar share: noun.c, order.c, list.c, veto.c, side.c, share.c, recall.c, bind.c. Explained in bind.c. */
#ifndef HOSO_EXTRACT_BIND_H
#define HOSO_EXTRACT_BIND_H

#include "extract/internal.h"

#define NONE     SIZE_MAX
#define LOOK_MAX 60 /* tokens: how far a label may stand from its number */

struct binder {
    struct reader *reader;
    struct token *tokens;
    size_t n;
    struct bindings *bindings;
    bool *owned; /* by token: the label has a number; */
    bool *bound; /* the number has a binding */
};

/* ---- looking at tokens; past the end there is a full stop ---------------------------------------------------------- */

static inline const struct token *bind_at(const struct binder *b, size_t i) {
    static const struct token end = {.role = ROLE_MARK, .mark = '.'};
    return i < b->n ? &b->tokens[i] : &end;
}

static inline bool bind_mark(const struct binder *b, size_t i, char mark) {
    return token_is_mark(bind_at(b, i), mark);
}

static inline bool bind_word(const struct binder *b, size_t i, enum word word) {
    return token_is_word(bind_at(b, i), word);
}

static inline bool bind_role(const struct binder *b, size_t i, enum role role) {
    return bind_at(b, i)->role == role;
}

/* A number, or "không có". */
static inline bool bind_numeral(const struct binder *b, size_t i) {
    return bind_role(b, i, ROLE_NUMBER) || bind_role(b, i, ROLE_NEGATION);
}

/* The token that number `i` begins with, qualifiers before it counted in. */
static inline size_t bind_before_qualifiers(const struct binder *b, size_t i) {
    while (i > 0 && bind_role(b, i - 1, ROLE_QUALIFIER))
        i--;
    return i;
}

/* Puts a binding behind those of the numbers before it (bind.c). */
void bind_add(struct binder *b, struct binding binding);

/* ---- noun.c: what stands beside the number itself --------------------------------------------------------------------- */

/* The number is the total that the one before it is a part of: "15 người trên tổng số 22". */
bool noun_whole(const struct binder *b, size_t number);
/* Before all numbers: finds the "trên" that stand between a part and its whole. */
void noun_settle_wholes(struct binder *b);
/* Unit and group behind the number, and whether words narrow them. */
void noun_read(struct binder *b, struct binding *binding);
/* Does the noun alone say what is counted? */
bool noun_settles(const struct binder *b, const struct binding *binding);
void noun_qualifier(struct binder *b, struct binding *binding);
/* "tăng 3%", "giảm so với năm 2014 là 12": the sign; 0 where the number is a level. */
int noun_change(const struct binder *b, size_t number);
bool noun_level_after(const struct binder *b, size_t number);  /* "lên 45%" */
bool noun_level_before(const struct binder *b, size_t number); /* "từ 12%", where a "lên" follows */

/* ---- order.c: lists that are said in the order of others ------------------------------------------------------------------ */

#define ORDER_MAX 16 /* numbers of one list */

/* The years that the clause of "lần lượt" names before its first number; how many. */
size_t order_years(const struct binder *b, size_t word, size_t first, int years[ORDER_MAX]);
/* The places that the clause of the word names before it; how many. */
size_t order_places(const struct binder *b, size_t word, size_t places[ORDER_MAX]);
/* The same of groups: cán bộ xã và công chức xã. */
size_t order_groups(const struct binder *b, size_t word, size_t groups[ORDER_MAX]);
/* The numbers from the first behind token `from` on that only commas, "và" and their units stand between; how many. */
size_t order_numbers(const struct binder *b, size_t from, size_t numbers[ORDER_MAX]);

/* All numbers of the clause behind token `from`; how many. */
size_t order_all(const struct binder *b, size_t from, size_t numbers[ORDER_MAX]);
/* "giảm tương ứng 49 và 161 người": the sign; 0: levels. */
int order_change(const struct binder *b, size_t word);

/* Which of the numbers of the sentence before, or of the one before that, each of these repeats: the last ones, shares standing for shares; where the
 * forms do not match, the last ones of their form. False: there are fewer. */
bool order_measured(const struct binder *b, const size_t *numbers, size_t n, const struct measured **out);

/* ---- list.c ----------------------------------------------------------------------------------------------------------------- */

/* Binds the numbers behind "lần lượt là", which stand in the order of labels, numbers, years or places. */
void list_bind(struct binder *b, size_t word);

/* ---- bind.c ----------------------------------------------------------------------------------------------------------------- */

/* Finds what number `number` counts, of whom, and puts that behind the bindings before it. */
void bind_number(struct binder *b, size_t number);
void bind_take(struct binder *b, struct binding *binding, size_t label);

/* ---- veto.c ----------------------------------------------------------------------------------------------------------------- */

/* The veto that reaches number `i`: its rule's name; NULL: none does. */
const char *veto_at(const struct binder *b, size_t i);
/* "Mục tiêu 90% cán bộ ...: đạt 94%": the number of the goal that number `i` is the result of; NONE: it is none. */
size_t veto_goal(const struct binder *b, size_t i);
/* The label that stands before the word that makes number `i` a goal; NONE: another number, or none, stands there. */
size_t veto_topic(const struct binder *b, size_t i);

/* ---- side.c: the labels at both sides ------------------------------------------------------------------------------------ */

struct left {
    size_t label;  /* NONE: none */
    size_t group;  /* the nearest group on the way, NONE: none */
    bool near;     /* in the number's own clause */
    bool adjacent; /* a copula or nothing between */
    size_t taught; /* the class that the label is taught in: whoever is counted attends it; NONE: none */
    bool words;    /* unknown words between group and number */
};

/* The label to the left, past what may stand between it and its number. */
struct left side_left(const struct binder *b, size_t number);
/* The label to the right, up to the next number or mark; notes the frames on the way. NONE: none. */
size_t side_right(struct binder *b, struct binding *binding);
/* "Phần lớn cán bộ (83%) có bằng đại học": the label behind the bracket that a share fills. NONE: none. */
size_t side_over_bracket(struct binder *b, const struct binding *binding);
/* "12 người (40%) có bằng đại học": the label behind the bracket with the share of a count. NONE: none. */
size_t side_over_share(struct binder *b, struct binding *binding);
/* Does the label at `i` stand right before another number? */
bool side_claimed(const struct binder *b, size_t i);
/* "24 người có trình độ trung cấp chiếm 20%": the label at `i` is of the count, and the share behind it adds to that. */
bool side_has_share(const struct binder *b, const struct binding *binding, size_t i);

/* ---- share.c: what an earlier number had ------------------------------------------------------------------------------------ */

/* Notes what numbers behind it could take of a binding, which is to be put behind the others. */
void share_note(const struct binder *b, struct binding *binding);
/* The last number whose label this one could take; NULL: none. */
const struct binding *share_last(const struct binder *b, const struct binding *of);
/* "A có 21 cán bộ, nữ 7; B có 19, nữ 5": where the number opens a clause with another place, group or year, the number that
 * opens the clause before it so. NULL: there is none. */
const struct binding *share_parallel(const struct binder *b, size_t number);
bool share_fits(const struct binder *b, const struct binding *last, const struct binding *binding);
void share_take(const struct binder *b, const struct binding *last, struct binding *binding);
/* A list goes on with the change of its first item: "đại học tăng 4%, cao đẳng 1%". */
int share_change(const struct binder *b, const struct binding *last, size_t number);
/* "giảm 3 người (10%)": the bracket says the same change by its share. */
int share_of_change(const struct binder *b, const struct binding *last, size_t number);
/* "210 cán bộ, trong đó khu vực bắc 120, khu vực nam 90": bare numbers that make up the one before "trong đó". */
bool share_adds_up(const struct binder *b, struct binding *binding);
/* "Giao 230 biên chế, thực hiện 218": the staff on the posts that were counted before. */
bool share_filled(const struct binder *b, const struct binding *last, struct binding *binding);

/* ---- recall.c: what the sentence before had --------------------------------------------------------------------------------- */

/* "Trong đó, A gần 100; B hơn 50": the parts of the sentence before are of what it counted last. */
bool recall_subject(const struct binder *b, struct binding *binding);
/* "So với năm 2015, giảm 30 người": of the staff that the last sentence counted first. */
bool recall_counted(const struct binder *b, struct binding *binding);
/* "Sau khi sắp xếp, còn 197 người": of those that the sentence before counted. */
bool recall_remains(const struct binder *b, struct binding *binding);
/* "Còn huyện A chỉ 48%": what the last number of the sentence before measured. */
bool recall_elsewhere(const struct binder *b, struct binding *binding);
/* "Con số này là 21%": what the last number of that form measured, in this sentence or the one before. False when the
 * sentence does not point back. */
bool recall_same(const struct binder *b, const struct binding *last, struct binding *binding);

/* ---- frames (frames.c) ------------------------------------------------------------------------------------------------- */

/* The features that cannot hold together with one of the set. */
features frames_rivals(const struct pack *pack, features set);

/* "Đào tạo cao cấp lý luận chính trị cho 12 người": does "cho" before the number name those who are sent to learn, not those whom a
 * class is held for? */
bool frames_sends(const struct binder *b, size_t number);

/* The token with which the clause of token i begins: behind the last ";", or the sentence's first. */
size_t frames_clause(const struct binder *b, size_t i);

/* What the verbs from token `from` up to the number say: cử, mở, dự kiến. "đã" ends a plan. */
features frames_before(const struct binder *b, size_t from, size_t number);

/* ---- what no phrase knows (alien.c) ---------------------------------------------------------------------------------------- */

/* Does the number go on about what the one before it counts, and no phrase knows that? */
bool alien_goes_on(const struct binder *b, const struct binding *binding);

/* Is the number one of three or more side by side: a row of a table that was pasted as text? */
bool alien_columns(const struct binder *b, size_t number);

/* Does the number say something of words that no phrase knows? */
bool alien_words(const struct binder *b, const struct binding *binding);

#endif
