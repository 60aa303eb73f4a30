/* yaml_hash.c - what a YAML file says, whatever its comments, blanks, quotes and order of lines look like on paper: a number
 * over the stream of events that libyaml makes of it. */
#include "base/hash.h"
#include "base/mem.h"
#include "base/yaml.h"
#include <yaml.h>

static void add_event(struct hash *hash, const yaml_event_t *event) {
    hash_number(hash, (uint64_t)event->type);
    if (event->type == YAML_SCALAR_EVENT) {
        bool plain =
            event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE; /* null and "null" are not the same */
        hash_number(hash, plain);
        hash_str(hash, (struct str){(const char *)event->data.scalar.value, event->data.scalar.length});
    } else if (event->type == YAML_ALIAS_EVENT) {
        hash_str(hash, str_of((const char *)event->data.alias.anchor));
    }
}

void yaml_hash(struct hash *hash, struct str text) {
    yaml_parser_t parser;
    bool more = yaml_parser_initialize(&parser);
    if (!more)
        mem_exhausted();
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            hash_str(hash, text); /* broken: each byte may matter */
            break;
        }
        add_event(hash, &event);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}
