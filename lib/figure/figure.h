/* figure.h - one number that a source states: of which indicator, place, period and group, and where it stands.
 * Also the indicator catalogue, places, periods and the set of figures. The folder's public header. */
#ifndef HOSO_FIGURE_FIGURE_H
#define HOSO_FIGURE_FIGURE_H

#include "figure/units.h"

/* ---- the indicator catalogue (templates/indicators.yaml) ------------------------------------------------------- */

struct indicator {
    const char *id;       /* "edu.university" */
    const char *label;    /* "Đại học" */
    const char *label_en; /* "university" */
    const char *unit;     /* người, lượt, lớp, xã, cuộc, % */
    const char *whole;    /* id of what it is a part of ("staff.total"), or NULL */
    uint32_t whole_index; /* its index in the catalogue; MAP_NONE: none */
    bool is_whole;        /* others are parts of it */
    const char *family; /* id of its mix ("edu"), or NULL; its members are classes that exclude each other */
    uint32_t rank;      /* order within the family, from the lowest class up: the order in the file */
    const char *const *gathers; /* ids of the classes that it counts together (university_up: two), or none */
    uint32_t n_gathers;
    bool sum; /* several columns of one table may measure it and are added up (Thạc sĩ + Tiến sĩ) */
    const char *const *heads; /* patterns of table heads, shorthands expanded; see extract */
    uint32_t n_heads;
    uint32_t index; /* its place in the catalogue */
};

/* The classes of one kind: what their mix is called within a sentence. */
struct family {
    const char *id;       /* "edu" */
    const char *label;    /* "trình độ chuyên môn" */
    const char *label_en; /* "professional level" */
    bool partial;         /* not everyone is in a class, so the classes may fall short of the whole */
    const struct indicator **members; /* from the lowest class up */
    uint32_t n;
};

/* What a column is for whose head measures no indicator. */
enum head_role {
    HEAD_PLACE,  /* the unit that the row is about */
    HEAD_WITHIN, /* the district or province of that unit */
    HEAD_CODE,   /* its code (Mã ĐVHC) */
    HEAD_ORDER,  /* STT */
    HEAD_NOTE,   /* Ghi chú */
    HEAD_IGNORE, /* known, measures nothing in the catalogue: tôn giáo, ngạch, age bands */
    HEAD_YEAR,
    HEAD_GROUP,     /* Đối tượng: whose figures the row has */
    HEAD_INDICATOR, /* the long form: the row says which indicator it is */
    HEAD_VALUE,     /* the long form: its value in the report's period */
    HEAD_PREVIOUS,  /* the long form: its value a year before */
    HEAD_PLANNED,   /* the long form: what was planned of it, a figure of another indicator or of none */
    HEAD_UNIT,      /* the long form: Đơn vị tính */
    HEAD_PERSON,    /* a list of people: personal data, not for print */
};

struct known_head {
    enum head_role role;
    const char *pattern; /* as indicator.heads */
};

struct catalogue {
    struct indicator *items; /* in the file's order, which is the order in print */
    uint32_t n;
    struct family *families;
    uint32_t n_families;
    struct known_head *known_heads;
    uint32_t n_known_heads;
    struct map by_id;
    struct arena arena;
};

/* Yours to catalogue_free. NULL after DIAG_USAGE: broken YAML, an id twice, a name that nothing explains. */
struct catalogue *catalogue_load(const char *path, struct diag *diag);
void catalogue_free(struct catalogue *catalogue);
const struct indicator *catalogue_find(const struct catalogue *catalogue, struct str id); /* NULL: unknown */
const struct family *catalogue_family(const struct catalogue *catalogue, struct str id);  /* NULL: unknown */
/* The ids most like `id`, for "did you mean": up to `n`, best first; returns how many. */
size_t catalogue_nearest(const struct catalogue *catalogue, struct str id, const char **out, size_t n);

/* ---- places ------------------------------------------------------------------------------------------------------ */

enum place_level { PLACE_UNKNOWN, PLACE_NATION, PLACE_PROVINCE, PLACE_DISTRICT, PLACE_COMMUNE };

/* Class word in lower case, then the name: "tỉnh Điện Biên", "thành phố Điện Biên Phủ", "phường Tân Phong".
 * Expands TP., TX., TT., H., X., P. before a name; the level of "thành phố" is settled by `within` (a city inside a
 * province is a district). In the arena. */
struct str place_name(struct arena *arena, struct str written);
enum place_level place_level(struct str name, struct str within);
/* Both at once: the name and, with nothing known of what it lies in, its level. */
struct str place_read(struct arena *arena, struct str written, enum place_level *level);
/* The key by which two ways to write a place are one: that of its place_name by fold_name. In the arena. */
struct str place_key(struct arena *arena, struct str written);
/* Same place: class word and name agree on the folded key. */
bool place_equal(struct str a, struct str b);
/* The name without its class word: "Điện Biên". */
struct str place_bare(struct str name);
/* 1 July 2025: the day from which the places of QĐ 19/2025/QĐ-TTg hold and the district level is gone. */
extern const struct date place_reform;

/* ---- periods ----------------------------------------------------------------------------------------------------- */

/* "", "2021", "2010/2015" (a span), "2017/" (since 2017). as_of is the day the figure was true, where known. */
struct period {
    int16_t from, to; /* years; from == to: one year; to == 0: since `from`; both 0: none stated */
    struct date as_of;
};

/* From the form in tables, see struct period. False: it is none; `*out` is of no use then. */
bool period_parse(struct str s, struct period *out);
/* In the same form; nothing where none is stated. */
void period_print(struct buf *out, struct period p);
bool period_equal(struct period a, struct period b); /* the years; as_of is not compared */
bool period_one_year(struct period p);               /* one year, or none stated: not a span */

/* ---- groups ------------------------------------------------------------------------------------------------------ */

/* The key by which two wordings name the same staff: folded, without commas and "và", CBCC spelled out. In the arena. */
struct str group_key(struct arena *arena, struct str group);
bool group_equal(struct str a, struct str b);
/* The same, of what is said of `place`: the staff of a commune is that of the communal level, whether or not "cấp xã" is
 * written. */
bool group_equal_at(struct str place, struct str a, struct str b);

/* ---- figures ----------------------------------------------------------------------------------------------------- */

enum figure_kind { FIGURE_COUNT, FIGURE_PERCENT, FIGURE_RATIO, FIGURE_CHANGE };
enum figure_qualifier {
    QUALIFIER_EXACT,
    QUALIFIER_NEARLY,
    QUALIFIER_ABOUT,
    QUALIFIER_OVER,
    QUALIFIER_AT_LEAST,
    QUALIFIER_AT_MOST
};

/* A country's 3,321 communes make some 100,000 figures a year. */
#define FIGURE_ID_BITS 26
#define FIGURES_MOST   ((UINT32_C(1) << FIGURE_ID_BITS) - 1)

const char *figure_kind_name(enum figure_kind kind); /* "count", ... as in the tables for programs */
const char *figure_qualifier_name(enum figure_qualifier qualifier); /* "exact", "nearly", ... */

/* What the figures of one row, or of one sentence, are about and have in common. The set keeps it once for all of them: there
 * are a dozen figures to a row. Strings are the set's own; the unit may be the indicator's. */
struct about {
    struct str place;
    struct str within;    /* the district that its table puts the place in; may be empty */
    struct str code;      /* the place's code in its table (Mã ĐVHC); may be empty */
    struct str group;     /* the staff, as the text has it; may be empty */
    struct period period; /* as stated; none stated: that of the source's date, see figure_year */
    struct period base;   /* FIGURE_CHANGE: compared with */
    struct decimal of;    /* FIGURE_RATIO: the denominator; else missing */
    const char *unit;
    const char *rule; /* which rule read it: "can-bo-cap-xa/edu.university" or "csv/head" */
    uint32_t name;    /* number of the place's spelling in the set, where whoever adds it knows it; else 0 */
    uint32_t source;  /* as in where.source */
    uint32_t line;
    uint32_t place_id; /* index in the set's places; set by figures_about */
    bool total;        /* from a row of totals: checks it, is not added up again */
    bool planned;      /* a plan or forecast, not a result */
};

/* 48 bytes: there may be millions, and reading tables takes as long as writing these. */
struct figure {
    const struct indicator *indicator;
    const struct about *about; /* the set's own */
    struct decimal value;
    struct span where;
    uint32_t id : FIGURE_ID_BITS; /* index in the set */
    uint32_t doubtful : 1;        /* a finding rests on it: whatever is derived from it carries the mark */
    enum figure_kind kind : 2;
    enum figure_qualifier qualifier : 3;
};

/* A figure as it is stated, all in one, for figures_add. Members as above; strings are copied. */
struct statement {
    const struct indicator *indicator;
    enum figure_kind kind;
    enum figure_qualifier qualifier;
    struct decimal value, of;
    const char *unit; /* NULL: per cent for shares, else the indicator's */
    struct str place, within, code, group;
    struct period period, base;
    const char *rule;
    struct str quote; /* NFC of the number as it stands */
    struct span where;
    uint32_t line;
    bool total, planned;
};

/* One spelling of the name of a place. */
struct figure_name {
    struct str text;
    /* number of the first spelling of the same name; 0: not looked for yet, see figures_same_name */
    uint32_t first;
    uint32_t place; /* of the first one: index in the set's places; MAP_NONE while no figure is about it */
    bool plain;     /* as place_name writes it */
};

/* What tables write for a place, and what it comes to. */
struct figure_written {
    uint32_t name; /* number of its place_name */
    enum place_level level;
};

/* All figures of a workspace, in the order of sources and bytes. Owns the figures and what they point to. */
struct figures {
    struct figure **items; /* stable addresses */
    size_t n, cap;
    struct figure *room; /* for the next figures; items have room for them too */
    size_t n_room;
    struct source **sources; /* borrowed; spans index it */
    size_t n_sources;
    const struct catalogue *catalogue; /* borrowed */
    struct str *places;                /* each place once, as first written, in order of appearance */
    size_t n_places, places_cap;
    struct figure_name *names; /* all spellings of names of places that were met; number 0 is none */
    size_t n_names, names_cap;
    struct map name_ids, name_keys; /* spelling -> its number; folded key -> that of its first spelling */
    struct figure_writing {
        struct str text; /* as written */
        struct figure_written is;
    } * written; /* by place */
    size_t n_written, written_cap;
    struct map written_ids; /* as written -> index in written */
    uint32_t next_written;  /* index of what is likely to come next */
    struct figure_run {
        uint32_t first, next; /* index of its first item; next run about the same place, or MAP_NONE */
    } * runs;                 /* of items about one place, see chains.c */
    size_t n_runs, runs_cap;
    const struct about *run_about; /* what the last item is about; NULL: something was asked since */
    struct figure_place {
        uint32_t first, last; /* runs; MAP_NONE: none */
        struct figure_chain {
            uint32_t first, last; /* index of its first and last item, or MAP_NONE */
        } * chains;               /* by indicator->index; NULL: not asked for yet, or long ago */
    } * places_at;                /* parallel to places */
    size_t n_places_at, places_at_cap;
    struct figure_made *made; /* the places that have chains, see chains.c */
    /* next item with the same indicator and place or MAP_NONE, parallel to items; of those in chains */
    uint32_t *next;
    size_t next_cap;
    struct about **abouts; /* in the order of their first figures */
    size_t n_abouts, abouts_cap;
    bool parted; /* some of them name a district or a code, which may tell places apart */
    struct figure_quote {
        uint32_t id;
        struct str text;
    } * quotes; /* of figures whose number is not simply the text of its span: cells that were added up */
    size_t n_quotes, quotes_cap;
    struct str *strings; /* codes, groups, units, rules: each kept once */
    size_t n_strings, strings_cap;
    struct map string_ids;
    const struct units *units; /* borrowed; NULL: places have no history. Set it before figures_settle */
    uint32_t *unit_places; /* by unit->index: the place of its figures, or MAP_NONE; made by figures_settle */
    struct figure_unit {
        uint32_t unit, next; /* next unit of the same place, or MAP_NONE */
    } * place_units;         /* a place was several units, one after the other */
    uint32_t *place_first;   /* by place_id: its first item in place_units, or MAP_NONE */
    size_t n_place_units, place_units_cap;
    struct figures_log *log;     /* borrowed; NULL: nobody wants to know what is asked for, see below */
    struct figures_asked *asked; /* the same, of the questions themselves */
    struct arena scratch;        /* for keys of names */
    struct arena arena;
};

/* An empty set; the catalogue is borrowed. What is filed is copied into the arena of the set. */
void figures_init(struct figures *figures, const struct catalogue *catalogue);
/* Frees the set and its figures, not the catalogue, the sources or the units. */
void figures_fini(struct figures *figures);
/* The number of a spelling in figures->names, which is copied when it is new. That alone makes it no place of the set. */
uint32_t figures_name(struct figures *figures, struct str place);
/* The number that all spellings of one name have in common. */
uint32_t figures_same_name(struct figures *figures, uint32_t name);
/* place_name and place_level of what a table writes. */
struct figure_written figures_written(struct figures *figures, struct str written, struct str within);
/* Files a figure with copies of its strings; returns the stable figure. */
struct figure *figures_add(struct figures *figures, const struct statement *statement);
/* The same in two steps, for whoever has many figures about one thing: first the set's own copy of what they are about (its
 * strings copied, place_id filled in), then the figures: value, where and kind of each are yours to fill in, and its quote
 * is the text of its span. */
const struct about *figures_about(struct figures *figures, const struct about *about);
/* What sets a row of a table apart from the one before; members as in struct about. */
struct about_row {
    struct str place, within, code;
    uint32_t name, line;
    bool total;
};
/* The same as `like`, one of the set's, but for what the row says. */
const struct about *figures_about_row(struct figures *figures, const struct about_row *row,
                                      const struct about *like);
/* Up to `n` figures will be added: room in the list of all for so many. It grows by itself without that. */
void figures_expect(struct figures *figures, size_t n);
/* For the two below. */
void figures_make_room(struct figures *figures, const struct about *about, size_t n);
/* Room for the next `n` figures, all about `about` and side by side, for a row of a table: the first of them are written
 * whole, with ids from figures->n on, and then counted by figures_keep. Nothing else may be added in between. */
static inline struct figure *figures_room(struct figures *figures, const struct about *about, size_t n) {
    if (figures->n_room < n || about != figures->run_about)
        figures_make_room(figures, about, n);
    return figures->room;
}
static inline void figures_keep(struct figures *figures, size_t n) {
    struct figure **items = figures->items + figures->n, *figure = figures->room;
    for (size_t i = 0; i < n; i++)
        items[i] = figure + i;
    figures->room += n;
    figures->n_room -= n;
    figures->n += n;
}
static inline struct figure *figures_append(struct figures *figures, const struct indicator *indicator,
                                            const struct about *about) {
    struct figure *figure = figures_room(figures, about, 1);
    *figure =
        (struct figure){.indicator = indicator, .about = about, .id = (uint32_t)figures->n & FIGURES_MOST};
    figures_keep(figures, 1);
    return figure;
}
/* Keeps what stands for the last figure, where that is not the text of its span. */
void figures_quote(struct figures *figures, struct str quote);

/* Once all figures are there and before anything is asked: tells units of one name apart ("xã Thanh An, huyện B", by the
 * district or the code that their table gives) where one table has several of them, and finds the unit of each place in
 * figures->units. */
void figures_settle(struct figures *figures);
/* The unit that `place` was on `day`, by the codes of its figures, else by its name; NULL: not known. */
const struct unit *figures_unit(const struct figures *figures, struct str place, struct date day);
/* The place that figures about the unit are filed under; empty: there are none. */
struct str figures_unit_place(const struct figures *figures, const struct unit *unit);
/* The name under which it is filed what a unit's own report says of the time before there was that unit: "tỉnh Bắc Ninh" in
 * 2024, told in 2026, is no figure of the old Bắc Ninh. In the arena. */
struct str place_looked_back(struct arena *arena, struct str place);
/* It is such a name: cut down to the place itself. False: left as it is. */
bool place_looks_back(struct str *place);
/* The day a figure holds for: as of when it was true, else its source's date where that lies in its year, else the end of its
 * year. Unknown when it has no year. */
struct date figure_day(const struct figures *figures, const struct figure *figure);
struct date about_day(const struct figures *figures, const struct about *about);

/* The year a figure holds for: of its period (the last year of a span, the source's year for "since"), else of its
 * source's date; 0 when neither is known. */
int figure_year(const struct figures *figures, const struct figure *figure);
int about_year(const struct figures *figures, const struct about *about);

/* Whether the source calls a change one of percentage points: in its unit, in what is quoted, or right behind. */
bool figure_says_points(const struct figures *figures, const struct figure *figure);

/* The number of a place in figures->places, however it is written; MAP_NONE when no figure is about it. */
uint32_t figures_place(const struct figures *figures, struct str place);
/* First item of an indicator at a place, both by number, or MAP_NONE. */
uint32_t figures_chain(const struct figures *figures, uint32_t place, uint32_t indicator);
/* First item of `indicator` at `place`, or MAP_NONE; go on with figures->next[i]. */
uint32_t figures_first(const struct figures *figures, const struct indicator *indicator, struct str place);
/* The same for who looks only at figures that hold for `year` (0: any), or only at their kinds, years and sources: what was
 * made so need not be made again for another value (see figures_asked). */
uint32_t figures_first_in(const struct figures *figures, const struct indicator *indicator, struct str place,
                          int year);
uint32_t figures_first_shape(const struct figures *figures, const struct indicator *indicator,
                             struct str place);

#define FIGURE_ANY_KIND  0u
#define FIGURE_BIT(kind) (1u << (kind))

struct figure_query {
    struct str indicator; /* id */
    struct str place;
    int year;                    /* 0: any */
    struct str group;            /* empty: any */
    unsigned kinds;              /* FIGURE_BIT(...) | ..., or FIGURE_ANY_KIND */
    const struct figure *beside; /* only of its source and group, its own line preferred; NULL: any */
};

/* The figure that answers: exact ones before qualified, results before plans, one-year periods before spans, single
 * units' own before totals, then the earliest in order. NULL: nobody states it. */
const struct figure *figures_lookup(const struct figures *figures, const struct figure_query *query);
/* All that answer, in order; returns how many there are, stores up to `n`. */
size_t figures_all(const struct figures *figures, const struct figure_query *query, const struct figure **out,
                   size_t n);

/* NFC of the number as it stands. Borrows its source or the set. */
struct str figure_quote(const struct figures *figures, const struct figure *figure);

/* ---- the questions themselves ---------------------------------------------------------------------------------------- */

/* While a set has `asked`, each question to it is noted, the answered and the unanswered: asked again of the set as it is
 * later, they tell whether what was made from the answers would be made alike. The functions above note what they are asked;
 * whoever looks at `items`, `sources` or the findings by himself says so by figures_ask. */
enum figures_question {
    ASKED_NOTHING,
    ASKED_WHOLE,    /* all of the figures of an indicator at a place in a year (0: any) */
    ASKED_SHAPE,    /* kinds, years and sources of all figures at a place */
    ASKED_ORDER,    /* as ASKED_WHOLE, and how they stand to those of other sources */
    ASKED_UNITS,    /* which units the place was */
    ASKED_UNIT,     /* which place is filed under the unit of this index (in place of a place) */
    ASKED_FINDINGS, /* on the place; year 0: any; `level` one of check.h plus one, 0: any */
    ASKED_DOUBTS,   /* findings on the place that put figures in doubt */
    ASKED_TEXTS,    /* all that the place's own texts say */
    ASKED_COMMUNES, /* which places are in the district */
    ASKED_ALL,      /* all figures there are */
    ASKED_PLACES,   /* the places within the dossier's own */
    ASKED_EXCERPT, /* how much of the sources is carried along: `indicator` is an enum excerpt_step of lib/batch */
};

struct figures_asked {
    uint64_t *items; /* in the order of asking, each once; see figures_asked_at */
    size_t n, cap;
    uint64_t *slots;   /* a hash table of the same; 0: free */
    size_t n_slots;    /* a power of two */
    struct str *names; /* of places that no figure is about; borrowed by items as n_places + index */
    size_t n_names, names_cap;
    struct map by_name;
    struct arena arena;
};

/* One question, unpacked. */
struct figures_asking {
    enum figures_question question;
    uint32_t indicator; /* index in the catalogue, or FIGURES_ANY; ASKED_FINDINGS: level */
    int year;
    uint32_t place; /* index in the set's places, or that of a name behind them; ASKED_UNIT: of the unit */
};

#define FIGURES_ANY 0xFFFFu

/* Frees the questions and the names in them. */
void figures_asked_fini(struct figures_asked *asked);
/* Empties it, memory kept. */
void figures_asked_clear(struct figures_asked *asked);
struct figures_asking figures_asked_at(const struct figures_asked *asked, size_t i);
/* Notes a question where the set has `asked`. `place` is not used by ASKED_ALL, ASKED_PLACES
 * and ASKED_EXCERPT. */
void figures_ask(const struct figures *figures, enum figures_question question, uint32_t indicator,
                 struct str place, int year);
void figures_ask_unit(const struct figures *figures, const struct unit *unit);

/* Its source, and that of what figures are about; NULL where the set has no sources (tests). */
const struct source *figure_source(const struct figures *figures, const struct figure *figure);
const struct source *about_source(const struct figures *figures, const struct about *about);
/* It stands in a table. */
bool figure_in_table(const struct figures *figures, const struct figure *figure);
/* The path of its source, or "" where the set has no sources (tests). */
const char *figure_path(const struct figures *figures, const struct figure *figure);
/* FILE:LINE:START, the name a finding or a user calls it by. */
void figure_name(struct buf *out, const struct figures *figures, const struct figure *figure);

/* What `hoso figures` prints of a list, in its order: all that is known of a figure, for programs; a short table for people. */
void figures_print_csv(struct buf *out, const struct figures *figures, const struct figure *const *list,
                       size_t n);
void figures_print_json(struct buf *out, const struct figures *figures, const struct figure *const *list,
                        size_t n);
void figures_print_table(struct buf *out, const struct figures *figures, const struct figure *const *list,
                         size_t n);

#endif
