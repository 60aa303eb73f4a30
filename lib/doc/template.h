/* template.h - a template that is ready to be filled: its head, its chunk, and the Lua state that runs it. Read and compiled
 * once; one dossier after the other is filled from it, each with globals of its own. */
#ifndef HOSO_DOC_TEMPLATE_H
#define HOSO_DOC_TEMPLATE_H

#include "doc/build.h"
#include "doc/head.h"

/* A text of the head: pieces of text and compiled expressions in turn. */
struct template_part {
    struct str text; /* where `chunk` is LUA_NOREF */
    int chunk;       /* reference in the registry */
};

struct template_text {
    struct template_part *parts;
    size_t n, cap;
};

struct template {
    const char *path;
    struct buf bytes;
    struct arena arena;
    struct str source; /* NFC */
    size_t head_len;   /* [bytes] of its YAML head */
    struct head *head;
    struct template_text name, title;
    struct template_text *subject, *to;
    struct script script;
    struct sandbox *sandbox;
    int chunk; /* the body's reference in the registry */
};

/* Reports the error message on top of the stack, which is popped: where in the template it is, and what it means.
 * `fault` is the id that the running function gave, or NULL; `near` the token. */
void template_report(const struct template *template, uint32_t line, const char *fault, struct str near,
                     struct diag *diag);

#endif
