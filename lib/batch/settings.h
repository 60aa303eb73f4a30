/* settings.h - hoso.yaml as it is written: strings and lists by its schema, nothing checked beyond that yet. */
#ifndef HOSO_BATCH_SETTINGS_H
#define HOSO_BATCH_SETTINGS_H

#include "base/base.h"
#include "font/font.h"

struct settings_issuer {
    char *parent, *name, *place, *symbol;
};

struct settings_signer {
    char **post; /* line by line: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC */
    unsigned post_count;
    char *name;
};

struct settings_source {
    char *files; /* a name or a glob, relative to the workspace */
    char *place, *date, *rules, *charset;
};

struct settings_dossier {
    char *template;
    char *place; /* `for:` */
    char *each;  /* a class of places: xã, huyện, tỉnh */
    int *years;
    unsigned years_count;
    char *output;
    bool *evidence, *draft; /* NULL: as the workspace says */
};

struct settings_check {
    char *id;
    char *level;     /* off, note, warning, error */
    char *tolerance; /* a plain decimal, in what check_tolerance says */
};

/* What one dossier may take; 0: no limit. */
struct settings_limits {
    int *seconds, *memory, *pages; /* NULL: as built in */
};

/* Which records of runs are kept. */
struct settings_runs {
    int *keep, *days; /* NULL: as built in */
};

struct settings {
    char *language, *date;
    struct settings_issuer *issuer;
    struct settings_signer *signer;
    char **recipients, **addressees;
    unsigned recipients_count, addressees_count;
    char *fonts[FACE_COUNT]; /* by slot, serif..symbol; NULL where the shipped choice stands */
    struct settings_source *sources;
    struct settings_dossier *dossiers;
    unsigned sources_count, dossiers_count;
    struct settings_limits *limits;
    struct settings_runs *runs;
    struct settings_check *checks;
    unsigned checks_count;
    char **crosswalks; /* tables of communes, old against new */
    unsigned crosswalks_count;
    bool evidence;      /* dossiers carry what they rest on */
    bool draft;         /* dossiers are marked as drafts */
    char *acknowledged; /* a table of discrepancies that someone answers for */
};

/* NULL after a fault, reported at its line. Yours to settings_free. */
struct settings *settings_load(const char *path, struct str text, struct diag *diag);
void settings_free(struct settings *settings);

#endif
