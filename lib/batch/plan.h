/* plan.h - from hoso.yaml and the figures to the list of dossiers: sources found, places known, `each:` expanded. */
#ifndef HOSO_BATCH_PLAN_H
#define HOSO_BATCH_PLAN_H

#include "batch/batch.h"
#include "batch/settings.h"

/* Finds the files of each entry of `sources:`, in byte order of their names, into workspace->sources. False when an entry
 * names none, a file twice, or a day that does not exist; reported at its line. */
bool plan_sources(struct workspace *workspace, struct diag *diag);

/* Lists the places that figures are about into workspace->places. */
void plan_places(struct workspace *workspace);

/* Notes a place, at `where`, that does not say of which class it is. */
void plan_name_class(struct str place, struct diag_where where, struct diag *diag);
/* Warns of a place that a dossier is to be made for and nothing is stated about. */
void plan_name_known(const struct workspace *workspace, struct str place, struct diag_where where,
                     struct diag *diag);
/* Notes tables of a commune that state figures of another one. */
void plan_names_of_tables(const struct workspace *workspace, struct diag *diag);

/* Lists the dossiers into workspace->dossiers. False when an entry cannot be planned or two share a file; reported at its
 * line. */
bool plan_dossiers(struct workspace *workspace, struct diag *diag);

/* A place in hoso.yaml, with the line itself. */
struct diag_where plan_where(const struct workspace *workspace, uint32_t line);
/* NFC of a string of hoso.yaml; empty for NULL. In the workspace's arena. */
struct str plan_text(struct workspace *workspace, const char *text);

/* The table of units with the crosswalks that hoso.yaml names. */
bool plan_units(struct workspace *workspace, struct diag *diag);
/* The rules of checks and the acknowledgements that hoso.yaml names. */
bool plan_checks(struct workspace *workspace, struct diag *diag);
/* After the checks: says which acknowledgements no finding rests on. */
void plan_acknowledged(struct workspace *workspace, struct diag *diag);

#endif
