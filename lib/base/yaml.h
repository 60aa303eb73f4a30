/* yaml.h - YAML files through libcyaml's schemas, with its complaints turned into file:line:column messages. */
#ifndef HOSO_BASE_YAML_H
#define HOSO_BASE_YAML_H

#include "base/diag.h"
#include "base/hash.h"
#include <cyaml/cyaml.h>

/* Loads `text` (the bytes of `path`) by `schema` into `*data`. Unknown keys, wrong types and broken YAML are DIAG_USAGE
 * (id yaml) with line and column; duplicate keys too. Free with yaml_release. */
bool yaml_load(const char *path, struct str text, const cyaml_schema_value_t *schema, void **data,
               unsigned *count, struct diag *diag);
/* Not called yaml_free: libyaml exports a function of that name. */
void yaml_release(const cyaml_schema_value_t *schema, void *data, unsigned count);

/* Lines (from 1) of the items of the sequence under the top mapping's `key`, for messages about loaded items. Stores up
 * to `n`, returns how many items there are; 0 when there is no such sequence. */
size_t yaml_item_lines(struct str text, const char *key, uint32_t *lines, size_t n);

/* Adds what the file says, comments and layout aside. */
void yaml_hash(struct hash *hash, struct str text);
/* Writes it anew, without comments and in one layout. False, and nothing added, where it is broken. */
bool yaml_plain(struct buf *out, struct str text);

#endif
