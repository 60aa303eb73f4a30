/* yaml_plain.c - a YAML file written anew from the stream of events that libyaml makes of it: what it says, without comments
 * and in one layout. */
#include "base/mem.h"
#include "base/yaml.h"
#include <yaml.h>

static int add_bytes(void *out, unsigned char *bytes, size_t len) {
    buf_add(out, bytes, len);
    return 1;
}

/* The emitter takes the event, also when it fails. */
static bool copy_events(yaml_parser_t *parser, yaml_emitter_t *emitter) {
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return false;
        more = event.type != YAML_STREAM_END_EVENT;
        if (!yaml_emitter_emit(emitter, &event))
            return false;
    }
    return true;
}

bool yaml_plain(struct buf *out, struct str text) {
    yaml_parser_t parser;
    yaml_emitter_t emitter;
    size_t before = out->len;
    if (!yaml_parser_initialize(&parser) || !yaml_emitter_initialize(&emitter))
        mem_exhausted();
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
    yaml_emitter_set_output(&emitter, add_bytes, out);
    yaml_emitter_set_encoding(&emitter, YAML_UTF8_ENCODING);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1);
    bool ok = copy_events(&parser, &emitter);
    yaml_emitter_delete(&emitter);
    yaml_parser_delete(&parser);
    if (!ok)
        out->len = before;
    return ok;
}
