/* yaml_line.c - where things stand in a YAML file: libcyaml keeps no marks, so libyaml's events are walked once more. */
#include "base/yaml.h"
#include <string.h>
#include <yaml.h>

/* How the walk stands: `depth` counts open mappings and sequences; the sequence looked for opens at depth 2. */
struct walk {
    const char *key;
    unsigned depth;
    bool is_key; /* at depth 1: the next scalar is a key, not a value */
    bool next;   /* the key was just read: its value comes */
    bool inside; /* the value of the top mapping that is being walked is the sequence */
    uint32_t *lines;
    size_t cap, n;
};

static bool opens(const yaml_event_t *event) {
    return event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT;
}

static bool closes(const yaml_event_t *event) {
    return event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT;
}

static void note_item(struct walk *walk, const yaml_event_t *event) {
    if (walk->n < walk->cap)
        walk->lines[walk->n] = (uint32_t)event->start_mark.line + 1;
    walk->n++;
}

/* A scalar or a whole collection of the top mapping: keys and values take turns. */
static void step_top(struct walk *walk, const yaml_event_t *event) {
    if (!walk->is_key) {
        walk->inside = walk->next && event->type == YAML_SEQUENCE_START_EVENT;
        walk->next = false;
    } else {
        walk->next = event->type == YAML_SCALAR_EVENT &&
                     strcmp((const char *)event->data.scalar.value, walk->key) == 0;
    }
    walk->is_key = !walk->is_key;
}

static void step(struct walk *walk, const yaml_event_t *event) {
    bool value = opens(event) || event->type == YAML_SCALAR_EVENT || event->type == YAML_ALIAS_EVENT;
    if (value && walk->depth == 1)
        step_top(walk, event);
    else if (value && walk->depth == 2 && walk->inside)
        note_item(walk, event);
    if (opens(event))
        walk->depth++;
    if (closes(event))
        walk->depth--;
}

size_t yaml_item_lines(struct str text, const char *key, uint32_t *lines, size_t n) {
    struct walk walk = {.key = key, .is_key = true, .lines = lines, .cap = n};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
    for (bool going = true; going;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            break;
        step(&walk, &event);
        going = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return walk.n;
}
