/* internal.h - what the files of lib/extract share: the compiled pack, tokens, what sentences hand on. Seen here only.
 *
 * The way of a text: scan.c cuts a passage into tokens: phrases of the pack, which program.c finds, numbers, marks, other
 * words; label.c joins the words that name one thing into one label; bind.c says which label each number has; context.c says
 * of which place, period and group; reading.c turns label and context into an indicator; extract.c writes figures and
 * sightings down, trace.c what led to them where that is asked for. */
#ifndef HOSO_EXTRACT_INTERNAL_H
#define HOSO_EXTRACT_INTERNAL_H

#include "extract/program.h"
#include "extract/trace.h"

/* ---- the pack ---------------------------------------------------------------------------------------------------- */

/* A feature is one thing that a phrase says: the level "university", the topic "politics". Sets of them are bits. */
typedef uint64_t features;
#define FEATURES_MAX 64

/* How far a feature reaches beyond the label that it stands in. */
enum lasting { LASTING_LABEL, LASTING_SENTENCE, LASTING_PARAGRAPH, LASTING_SECTION };

struct feature {
    const char *name;
    const char *slot; /* features of one slot exclude each other in what is handed on */
    features rivals;  /* all of the slot, itself too */
    bool strict;      /* a label that has it is read only by a reading that asks for it */
    enum lasting lasting;
};

/* What a phrase is for. Those from ROLE_NUMBER on are made by the scanner, not by phrases. */
enum role {
    ROLE_LABEL, /* names what is measured, or a part of it: đại học, lý luận chính trị, trở lên */
    ROLE_UNIT,        /* what a number counts: người, lượt, lớp */
    ROLE_GROUP,       /* of whom: cán bộ, công chức cấp xã */
    ROLE_FRAME,       /* colours the numbers to its right: cử, dự kiến, mở */
    ROLE_PLACE,       /* a place by its name: Hà Nội, cả nước */
    ROLE_PLACE_CLASS, /* a class word; the name follows with capitals: huyện Tràng Định */
    ROLE_WHOLE,       /* toàn huyện: the last huyện that was named */
    ROLE_PERIOD,
    ROLE_QUALIFIER,
    ROLE_CHANGE,   /* tăng, giảm */
    ROLE_NEGATION, /* không có: the number zero */
    ROLE_WORD,     /* a word of the grammar, see enum word */
    ROLE_GLUE,     /* says nothing here: được, đã, về */
    ROLE_FOREIGN,  /* known, and of another matter: its neighbours are not figures */
    ROLE_ASIDE,    /* the numbers in it measure nothing of ours: decrees, dates, money */
    ROLE_VETO,     /* sets aside the numbers of its sentence from here on: phấn đấu, nếu */
    ROLE_NUMERAL,  /* a number in words */
    ROLE_NUMBER,
    ROLE_MARK,  /* punctuation: mark says which */
    ROLE_OTHER, /* words that no phrase knows */
};

enum word {
    WORD_NONE,
    WORD_AND,
    WORD_IS,       /* là, đạt, chiếm: label, copula, number */
    WORD_HAVE,     /* có, gồm */
    WORD_TO,       /* lên, xuống, còn: a level after a change */
    WORD_FROM,     /* từ */
    WORD_COMPARE,  /* so với */
    WORD_WITHIN,   /* trong đó: what follows is part of what was said */
    WORD_REST,     /* còn lại */
    WORD_TOTAL,    /* tổng số, số lượng */
    WORD_OUT_OF,   /* trên tổng số: the number after it is the whole */
    WORD_IN_ORDER, /* lần lượt là, tương ứng */
    WORD_DONE,     /* đã: ends a plan */
    WORD_SAME,     /* con số này: what the last number measured */
    WORD_RESULT,   /* kết quả đã đạt, nâng tổng số: ends a goal */
};

enum period_shape {
    SHAPE_YEAR,
    SHAPE_UNTIL,
    SHAPE_SPAN,
    SHAPE_SINCE,
    SHAPE_NOW,
    SHAPE_NEXT,
    SHAPE_PREVIOUS, /* năm trước, cách đây ba năm */
    SHAPE_THIS,     /* so với năm nay */
    SHAPE_FIRST, /* đầu nhiệm kỳ, cuối nhiệm kỳ: an end of the span that a heading or the title named */
    SHAPE_LAST,
    SHAPE_SAME,  /* cũng trong năm: the year that the text named last */
    SHAPE_HELD,  /* trong 5 năm: the years that a heading or the title named */
    SHAPE_BEFORE /* nhiệm kỳ trước: the term before the one that was named */
};
/* What a phrase says to the grammar beside its role, where others of that role do not: `traits:` of a pack. */
enum trait {
    TRAIT_COMPARES = 1 << 0, /* change: names what it is held against without "so với": cao hơn năm 2019 */
    TRAIT_APART = 1 << 1,    /* period: a part of what was told, which goes on behind it: riêng năm 2022 */
    TRAIT_TERM = 1 << 2,     /* period: nhiệm kỳ */
    TRAIT_LISTED = 1 << 3,   /* period: each year by itself: các năm 2019, 2020 */
    TRAIT_COUNTED = 1 << 4,  /* period: says how many years: trong năm năm qua, cách đây ba năm */
    TRAIT_REMAINS = 1 << 5,  /* word "to": còn */
    TRAIT_HOLDS = 1 << 6,    /* word "have": all that there are: có, gồm */
    TRAIT_DONE = 1 << 7,     /* word "have": đã có */
    TRAIT_PART = 1 << 8,     /* qualifier: may stand between a part and its whole: trên */
    TRAIT_AT = 1 << 9,       /* glue: a place follows: tại */
    TRAIT_WHOLE = 1 << 10    /* frame: of the whole text where its title says it: kế hoạch */
};

enum reach { REACH_PART, REACH_CLAUSE, REACH_SENTENCE }; /* to the next "và", semicolon, end */

struct phrase {
    const char *name; /* "chung/dai-hoc": the rule that sightings and explain name */
    enum role role;
    features gives; /* what the label says */
    features sets;  /* what it hands on beside that: đại học makes the topic chuyên môn */
    union {
        enum word word;
        enum period_shape shape;
        enum reach reach;
        enum figure_qualifier qualifier;
        int sign;         /* ROLE_CHANGE: +1, -1 */
        struct str place; /* ROLE_PLACE: its name; ROLE_PLACE_CLASS, ROLE_WHOLE: the class word */
        const char *unit; /* ROLE_UNIT; may be NULL */
    } as;
    unsigned traits;      /* of enum trait */
    bool after;           /* ROLE_QUALIFIER: stands behind its number */
    struct meaning means; /* what it makes of the numbers that it sets aside */
};

/* What stands in names or beside them, so that those of places are told from those of persons: `names:` of a pack; and how
 * lines begin that say something of those below them: `lines:`. */
enum naming {
    NAMING_SURNAME,  /* the first word of a person's name */
    NAMING_TITLE,    /* before the class word of the organ: Bí thư Đảng ủy */
    NAMING_POLITE,   /* the first word of how a person is spoken of: bà Hòa */
    NAMING_PERSON,   /* behind the name, of who speaks: cho biết */
    NAMING_AGE,      /* behind the name, of a person only: , 36 tuổi */
    NAMING_PLACE,    /* behind the name and a comma: where the place lies, or who is of it */
    NAMING_INSIDE,   /* begins a name and goes on in small letters: Nông trường */
    NAMING_NONE,     /* behind a class word, with a capital, and no name: Nông thôn mới */
    NAMING_END,      /* a word in capitals that ends a name: HUYỆN */
    NAMING_NUMBERED, /* behind a number that is a name: phường 7 có */
    NAMING_SEVERAL,  /* before the class word: the first name of several: các */
    NAMING_SPOT,     /* behind "là": what a place is said to be: nơi */
    LINE_CAPTION,    /* over a table: bảng */
    LINE_STATISTICS, /* số liệu: dates the figures of the section */
    LINE_TOPIC,      /* an item of a list in prose: về */
    NAMING_MANY
};

/* Which indicator a set of features means. The one that explains most wins; the first of equals. */
struct reading {
    const char *name;
    const struct indicator *indicator;
    features when, unless;
    unsigned kinds;   /* FIGURE_BIT(...): which numbers it takes */
    bool absorbs;     /* strict features that it does not ask for do not matter */
    bool bare;        /* staff.total, units.total: what follows the noun must not narrow it */
    bool ahead;       /* may be of a year to come: what is assigned or planned, not what is measured */
    const char *unit; /* of counts */
};

struct sample {
    const char *text;
    const char *const *gives; /* "19,6% edu.university percent 19.6" */
    unsigned n_gives;
    struct str place;
    const char *rule; /* of which phrase or reading */
    struct rule_place where;
};

struct pack {
    const char *name;
    const char **files; /* that it was loaded from: those that it extends, then its own */
    size_t n_files;
    struct feature *features;
    size_t n_features, features_cap;
    struct phrase *phrases;
    size_t n_phrases, phrases_cap;
    struct reading *readings;
    size_t n_readings, readings_cap;
    const struct reading **by_feature; /* the readings by the first feature that they ask for, */
    size_t by_end[FEATURES_MAX];       /* where those of each feature end */
    struct sample *samples;
    size_t n_samples, samples_cap;
    struct program *program;               /* grows as texts are read */
    features strict;                       /* all strict ones */
    features lasting[LASTING_SECTION + 1]; /* those that last at least so long */
    features past, who, negated, now, commune, commune_word, plan, staff, person, joiner, narrower, topics,
        up, post, ahead, total, outlook, field, elsewhere, class_unit, intended, attending,
        sent; /* known to the grammar by name; 0 when the pack has none */
    features
        happens; /* what happens in a time: classes, turns, staff who are sent; the rest is as it is at a day */
    features ratings;                 /* of a year's work */
    pcre2_code *namings[NAMING_MANY]; /* NULL: the pack has none */
    pcre2_code **markers;             /* words of texts that the pack is for */
    size_t n_markers;
    const struct catalogue *catalogue;
    struct heads **heads; /* for tables; NULL until one is read, see pack_heads */
    struct arena arena;
};

/* A feature by name: its bit, or 0. */
features pack_feature(const struct pack *pack, struct str name);

/* The line that a rule begins at, read from its file. */
struct diag_where rule_where(struct rule_place place);

/* The heads of the pack's catalogue, made for the first table; NULL as heads_new. Borrowed. */
struct heads *pack_heads(const struct pack *pack, struct diag *diag);

/* ---- marker.c --------------------------------------------------------------------------------------------------- */

/* A marker, folded, which may stand anywhere in a text. NULL after DIAG_USAGE. Yours to pcre2_code_free. */
pcre2_code *marker_compile(struct arena *arena, struct str pattern, struct rule_place where,
                           struct diag *diag);

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

enum number_form { FORM_COUNT, FORM_PERCENT, FORM_RATIO };

struct numeral {
    struct decimal value, of;
    enum number_form form;
    bool points; /* điểm phần trăm */
    bool whole;  /* no digits after the comma */
    bool range;  /* one end of 8-9 */
};

/* Made for every word or so and moved about: its members lie so that there are no gaps. */
struct token {
    enum role role;
    uint32_t at, end;            /* [bytes] in nfc.text */
    uint32_t words;              /* ROLE_OTHER: how many */
    const struct phrase *phrase; /* NULL for numbers, marks and other words */
    features gives, sets;        /* ROLE_LABEL after joining: of the whole label */
    struct period period;        /* ROLE_PERIOD */
    struct str place;            /* ROLE_PLACE */
    struct numeral number;       /* ROLE_NUMBER */
    enum period_shape shape;
    char mark;   /* ROLE_MARK */
    bool untold; /* ROLE_PERIOD: an end of a span that nobody named */
    bool dated;  /* says when: ROLE_PERIOD, "hiện có" */
    bool base;   /* ROLE_PERIOD: so với năm 2016 */
    bool aimed;  /* ROLE_PERIOD: of a goal, whose result stands behind it */
    bool itself; /* ROLE_PLACE: a bare name that is the subject; it never says where another place lies */
    bool inside; /* in brackets */
    bool split;  /* ROLE_LABEL: a predicate of its own behind "và có" */
    bool paired; /* of "nữ và đảng viên chiếm 21% và 80%": the labels, and "chiếm" */
};

struct tokens {
    struct token *items;
    size_t n, cap;
    unsigned depth; /* brackets that are open at the end */
    bool counts;    /* there may be numbers among them, or "không có" */
    /* Of all of them, once context_settle has looked: most searches would find nothing, and need not go through them. */
    bool dated;     /* one says when */
    bool placed;    /* one names a place */
    uint32_t roles; /* a bit each; binding makes qualifiers of some, and of qualifiers words */
    uint32_t words; /* of the grammar, a bit each */
    features says;  /* gives and sets */
};

static inline bool tokens_have(const struct tokens *tokens, enum role role) {
    return tokens->roles >> role & 1;
}

static inline bool tokens_say(const struct tokens *tokens, enum word word) {
    return tokens->words >> word & 1;
}

/* Does it say nothing of who, what, where and when: a number, a mark, words that no phrase knows? */
static inline bool token_is_silent(const struct token *token) {
    return token->role == ROLE_MARK ||
           ((token->role == ROLE_NUMBER || token->role == ROLE_OTHER) && !token->phrase);
}

static inline bool token_is_mark(const struct token *token, char mark) {
    return token->role == ROLE_MARK && token->mark == mark;
}

/* Has its phrase the trait? */
static inline bool token_has_trait(const struct token *token, enum trait trait) {
    return token->phrase && (token->phrase->traits & trait);
}

static inline bool token_is_word(const struct token *token, enum word word) {
    return token->role == ROLE_WORD && token->phrase->as.word == word;
}

/* Everything that one call of extract_source needs. */
struct reader {
    const struct source *source;
    const struct pack *pack;
    struct figures *figures;
    struct sightings *sightings; /* may be NULL */
    struct diag *diag;
    struct matcher matcher;
    struct arena *arena;  /* of the call */
    struct tokens tokens; /* of the sentence at hand */
    struct context *context;
    enum number_style style;
    unsigned limits; /* how often a limit was hit; the first is reported */
};

/* Cuts nfc.text[at, to) into the reader's tokens; returns where it stopped, before `to` where there are very many. */
uint32_t scan_passage(struct reader *reader, uint32_t at, uint32_t to);

/* Reads the number at folded[at]; returns its end, or `at` when there is none. */
uint32_t numeral_read(struct str folded, uint32_t at, uint32_t to, enum number_style style,
                      struct numeral *out);

/* The percent sign or its words behind a number that ends at `at`; returns their end, or `at` where there are none. */
uint32_t numeral_percent(struct str folded, uint32_t at, uint32_t to, struct numeral *out);

/* The first number that a phrase says, in digits or in words: "trong năm năm qua"; -1: none. */
int numeral_said(struct str folded);

/* ---- naming.c: what tells names ------------------------------------------------------------------------------------- */

/* Is the pattern a regular expression as it stands? "a)(b" is none, though it is one between brackets. False after DIAG_USAGE
 * (rule-name) at the line of `where`. */
bool naming_sound(struct str pattern, struct rule_place where, struct diag *diag);
/* Alternatives, each of them sound, as one program; `where` is that of the last of them. NULL after DIAG_USAGE (rule-name).
 * Yours to pcre2_code_free. */
pcre2_code *naming_compile(struct str alternatives, enum naming naming, struct rule_place where,
                           struct diag *diag);

/* The end of what it finds at folded[at], before `to`; 0: nothing, or the pack has no such. */
uint32_t naming_at(const struct reader *reader, enum naming naming, uint32_t at, uint32_t to);
/* Does it stand right before folded[end]? */
bool naming_before(const struct reader *reader, enum naming naming, uint32_t end);
/* Is it the word before folded[end]? */
bool naming_word_before(const struct reader *reader, enum naming naming, uint32_t end);

/* ---- place.c ------------------------------------------------------------------------------------------------------- */

/* Has it no small letter: "HUYỆN"? */
bool place_in_capitals(struct str nfc);
/* The name behind a class word: the end of its last capitalised word, or `at`. */
uint32_t place_end(const struct reader *reader, uint32_t at, uint32_t to);
/* "Bí thư Đảng ủy xã Nguyễn Văn An, 40 tuổi": does a title of the organ of the class word at `at` name a person from `from` to
 * `end`? Not where a place of that name is known. */
bool place_is_person(const struct reader *reader, uint32_t at, uint32_t from, uint32_t end);

/* A name of capitals before a number, in a sentence that has said of which class ("ba huyện ... là A 12, B 9"), becomes a
 * place; so does one that says what it is ("A là huyện ..."). */
void place_list(struct reader *reader);

/* Years without their word become periods (year.c). */
void year_list(struct reader *reader);

/* The year that the four digits at text[i] are, a number of their own, i < text.len; 0: they are none (year.c). */
int year_at(struct str text, size_t i);

/* Joins label tokens that name one thing and drops glue. */
void label_join(struct reader *reader);

/* Lays `set` over `held`: what is new drives out its rivals. */
features features_over(const struct pack *pack, features held, features set);

/* Sorts the readings by what they ask for; once the pack has them all. */
void readings_index(struct pack *pack);

/* Among kinds: a share that only adds to a count; also of readings that take no shares by themselves. */
#define KIND_SHARE 4

/* The reading of own and inherited features for a number of one of these kinds (FIGURE_BIT); NULL when there is none. */
const struct reading *reading_find(const struct pack *pack, features own, features inherited, unsigned kinds);

/* ---- what sentences hand on ---------------------------------------------------------------------------------------- */

/* Where something was said: bytes in nfc.text. */
struct said {
    uint32_t at, end;
    enum origin origin;
};

/* A scope keeps what one part of the text said last; parts it does not say stay unset, and the scope around it holds. */
struct scope {
    features features; /* topics, themes */
    struct period period;
    struct period base; /* of a heading: so sánh với năm 2020 */
    bool as_of; /* the period is a day up to which figures are told: they may be said to be "there now" */
    bool has_period; /* also when the text says "hiện nay": then none is handed down */
    bool framed; /* the period is a span or "since": handed on to "trong đó" and to what happens in it only */
    /* staff as they are were told of that span: sentences that name no other staff go on about it */
    bool elected;
    struct str place;
    struct str group;
    features group_gives;
    struct said period_said, base_said, place_said, group_said;
    struct said *features_said; /* by feature; NULL unless traces are asked for */
};

/* What goes on over paragraphs, see strand.c. */
enum strand_kind { STRAND_RATED, STRAND_ASSIGNED, STRAND_HAPPENED, STRANDS };

struct strand {
    bool known, mixed; /* mixed: several were told */
    struct period period;
    struct said said;
    uint32_t depth; /* level of the heading that it was told under: the next of that level ends it */
};

#define SCOPE_LEVELS 4
#define MEASURED     8
#define KNOWN        64
#define YEAR_NOW     INT16_MAX /* among years: "nay", later than all */

struct context {
    struct scope title;                  /* the headings before the first sentence */
    struct scope sections[SCOPE_LEVELS]; /* headings by their level */
    struct scope intro;                  /* a line that ends in a colon, for the items below it */
    struct scope parent;                 /* an item of a list, for the items of the list within it */
    int numbers[SCOPE_LEVELS];           /* of the headings: "2. ..."; 0: it has none */
    uint32_t parent_depth,
        item_depth; /* how deep that item and the last line stand, counted from 1; 0: they are none */
    struct scope paragraph;
    struct scope lead; /* only its period: of the statistics that follow, see lead.c */
    bool lead_lists;   /* of a list that ends where no item follows; else of the section */
    features frames;   /* of the last sentence, for "trong đó" */
    features counted;  /* the unit that the last sentence counted: biên chế */
    struct said asked_said;
    features asked;      /* the label of a line that ends in a colon, for items that have none */
    bool celled;         /* the last line was a cell of a table pasted line by line */
    unsigned cell_forms; /* the forms of numbers below its label so far */
    bool communes;       /* the paragraph has counted communes: its "đơn vị" are such */
    struct measured {
        features own, frame;
        features handed; /* what its reading took from the text before */
        bool share;      /* in per cent */
        struct decimal value;
    } measured[MEASURED]; /* what the figures of the last sentence with numbers measured, for "con số này" */
    size_t n_measured;
    struct measured older[MEASURED]; /* the same of the one before it */
    size_t n_older;
    bool measuring;        /* the sentence at hand has measured something, */
    bool elected;          /* and staff as they are in a span that it names */
    struct period spoken;  /* the span that the paragraph named last */
    struct period span;    /* of a heading or the title: giai đoạn 2016 - 2020 */
    struct period term;    /* the same, where it is called a nhiệm kỳ */
    struct period year;    /* the year that the text named last */
    struct period told;    /* the span that the text named last, where it has come to its end */
    uint32_t paragraph_at; /* number of the paragraph at hand */
    uint32_t sentences;    /* of it so far */
    uint32_t last_end;     /* [bytes] where the last passage ended: a blank line ends a block */
    bool body;             /* a sentence has been read */
    bool opened;           /* so has the title; what stands above it is a date or the paper's name */
    int years[2]; /* the two years named last in the paragraph, for "giảm từ X xuống Y"; or YEAR_NOW */
    bool titled;  /* the passage at hand is the title, */
    bool headed;  /* or a heading */
    bool open;    /* the last passage ended in a colon */
    struct str named[PLACE_COMMUNE + 1]; /* the place named last of each level */
    enum place_level level;              /* of the source's place */
    struct str known[KNOWN];             /* units below it that were named, each once */
    size_t n_known;
    struct str subject; /* the one unit below the source's own that the title names: the text is about it */
    struct said subject_said;
    bool subjects;              /* the title names more than one */
    struct period asked_period; /* of a question, for the paragraph that answers it */
    struct strand strands[STRANDS];
    uint32_t depth; /* level of the last heading */
};

/* The group as the text has it, but a heading's capitals in small letters. */
struct str context_group_name(const struct reader *reader, const struct token *token);

/* Opens the scopes that `passage` stands in; its tokens are not read yet. */
void context_enter(struct reader *reader, const struct passage *passage);
/* Places and periods of the passage's tokens become settled: which tokens name the base of a comparison, what "toàn
 * huyện" means, which places count. Before binding. */
void context_settle(struct reader *reader);
/* Hands on what the passage said. */
void context_leave(struct reader *reader, const struct passage *passage);

/* What the scopes around the passage hand to it. */
features context_features(const struct reader *reader);
/* Which scope hands a feature on; the origin is ORIGIN_NONE where none does, or traces were not asked for. */
struct said context_said(const struct reader *reader, features one);

/* What holds at token `i` of the sentence. */
struct setting {
    bool until;  /* the period is "đến năm ..." */
    bool beside; /* the period stands right behind the number */
    bool untold; /* it is an end of a span that nobody named */
    struct str place;
    struct period period, base;
    struct period span; /* that the scopes around hand to what happens in it, where `spanned` */
    bool spanned;
    bool compared; /* with what has no year: "so với nhiệm kỳ trước" */
    int years[2];  /* named last in the paragraph */
    struct str group;
    features group_gives;
    features inherited; /* topics and themes */
    struct said place_said, period_said, base_said, group_said, span_said;
};
struct setting context_at(const struct reader *reader, size_t i, size_t noun_end);

/* ---- strand.c --------------------------------------------------------------------------------------------------------- */

/* Gives the figure of that reading the period that goes on from earlier sentences, where it has none of its own. */
void strand_take(const struct reader *reader, const struct reading *reading, struct setting *setting);
/* Keeps the period of a figure for those that follow. */
void strand_keep(struct reader *reader, const struct reading *reading, const struct setting *setting);
/* A heading of that level ends what was told under one of it, or of a lower one. */
void strand_end(struct context *context, uint32_t level);
/* "Giai đoạn 2016 - 2020, huyện chú trọng bồi dưỡng.": a sentence without numbers says of which years those behind it tell. */
void strand_open(struct reader *reader);

/* ---- binding ------------------------------------------------------------------------------------------------------- */

/* Which label a number has, and how it was found; kept for explain. */
struct binding {
    size_t number;    /* token */
    size_t label;     /* token, or SIZE_MAX: none */
    size_t noun;      /* last token of unit and group behind the number, or `number` */
    features own;     /* of label, unit and group */
    features frame;   /* cử, dự kiến ... left of it in the sentence */
    features pending; /* frames between the number and a label to its right */
    enum figure_qualifier qualifier;
    int change;        /* +1, -1: a change; 0: a level */
    bool zero;         /* không có */
    bool narrowed;     /* words that no phrase knows narrow the noun */
    bool foreign;      /* it counts something that no phrase knows, */
    bool asked;        /* the line above has its label */
    bool alien;        /* or what a number before it counts, and no phrase knows that */
    bool start, end;   /* of "từ X lên Y" */
    bool whole;        /* the total that the number before is a part of */
    bool shared;       /* takes the label of an earlier number */
    bool in_order;     /* by "lần lượt là" */
    int year;          /* in the order of years that were listed: its own; 0: none */
    size_t place;      /* the same of places: the token behind it; 0: none */
    size_t group;      /* and of groups */
    bool second;       /* another reading of the number before */
    bool later;        /* what remains of those that were counted before: of their year no more */
    const char *aside; /* set aside by this rule */
    /* The last of those up to this one whose label another number could take, plus 1: outside brackets and inside, of no plan
     * and of one. Kept, for a sentence may have thousands of numbers that all look for it. */
    size_t lends[2][2];
};

struct bindings {
    struct binding *items;
    size_t n, cap;
};

/* Binds the numbers of the sentence whose tokens the reader has, in the order of the sentence (bind.c). */
void bind_sentence(struct reader *reader, struct bindings *bindings);

/* ---- traces (trace.c): NULL unless asked for ------------------------------------------------------------------------- */

/* What came of a binding. */
struct verdict {
    struct setting setting;
    const struct reading *reading; /* NULL: none fits */
    const char *rule;              /* the figure's, or why it is none; NULL: not understood */
    bool figure;
    bool paired; /* its period is an end of a span, or of two years, and not what is said for it */
};

/* Why the binding is no figure, as far as that is known without looking at the words again; WHYS: it was not understood. */
enum why trace_why(const struct verdict *verdict);
/* Why the numbers inside the token are none. */
enum why trace_why_inside(const struct token *token);

struct trace *trace_binding(struct reader *reader, const struct bindings *bindings,
                            const struct binding *binding, const struct verdict *verdict);
/* Of a number inside the token. */
struct trace *trace_token(struct reader *reader, const struct token *token);

/* ---- tables (table.c) ---------------------------------------------------------------------------------------------- */

/* The catalogue's patterns of heads and the words that tables use, compiled: made once for a catalogue, then only read.
 * NULL when a pattern is broken: DIAG_USAGE (head-pattern) naming it. Yours to heads_free, which takes NULL. */
struct heads *heads_new(const struct catalogue *catalogue, struct diag *diag);
void heads_free(struct heads *heads);

/* Adds the figures of a table to `figures`. Reports what it cannot read and goes on with the rest; false when no row of
 * heads is found. `pack` and `sightings` may be NULL. */
bool extract_table(const struct source *source, const struct pack *pack, struct figures *figures,
                   struct sightings *sightings, struct diag *diag);

#endif
