/* pack.h - the rule pack that ships, opened once for all tests of a file: open_pack and close_pack are their group's. */
#ifndef HOSO_TESTS_PACK_H
#define HOSO_TESTS_PACK_H

#include "extract/extract.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the headers above first
#include <cmocka.h>

struct fixture {
    struct catalogue *catalogue;
    struct pack *pack;
    struct diag diag;
};

static int open_pack(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diag.print = diag_print_stderr;
    fixture->catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &fixture->diag);
    assert_non_null(fixture->catalogue);
    fixture->pack =
        pack_load(HOSO_ROOT "/templates/rules/can-bo-cap-xa.yaml", NULL, fixture->catalogue, &fixture->diag);
    *state = fixture;
    return fixture->pack ? 0 : -1;
}

static int close_pack(void **state) {
    struct fixture *fixture = *state;
    pack_free(fixture->pack);
    catalogue_free(fixture->catalogue);
    diag_fini(&fixture->diag);
    free(fixture);
    return 0;
}

#endif
