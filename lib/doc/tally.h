/* tally.h - a number for a few of very many figures, by their ids: what a dossier knows of those it prints costs by their
 * number, not by that of all figures of the workspace. */
#ifndef HOSO_DOC_TALLY_H
#define HOSO_DOC_TALLY_H

#include "base/base.h"

struct tally {
    struct tally_slot {
        uint32_t id, number; /* number 0: the slot is free */
    } * slots;
    size_t n, cap; /* cap is a power of two */
};

/* 0 when none was put. */
uint32_t tally_find(const struct tally *tally, uint32_t id);
/* `number` is not 0. */
void tally_put(struct tally *tally, uint32_t id, uint32_t number);
void tally_fini(struct tally *tally);

#endif
