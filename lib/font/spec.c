/* spec.c - the table of faces, through the YAML schema below. */
#include "font/spec.h"
#include "base/yaml.h"

#define FIELD(name) CYAML_FIELD_STRING_PTR(#name, CYAML_FLAG_POINTER, struct spec_face, name, 1, 200)
static const cyaml_schema_field_t face_fields[] = {
    FIELD(slot),
    FIELD(family),
    FIELD(style),
    FIELD(package),
    FIELD(version),
    FIELD(licence),
    FIELD(sha256),
    CYAML_FIELD_STRING_PTR("file", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct spec_face, file, 1, 4000),
    CYAML_FIELD_END,
};
#undef FIELD
static const cyaml_schema_value_t face_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct spec_face, face_fields)};
static const cyaml_schema_field_t list_fields[] = {
    CYAML_FIELD_SEQUENCE("faces", CYAML_FLAG_POINTER, struct spec_list, faces, &face_schema, 1,
                         2 * FACE_COUNT),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t list_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct spec_list, list_fields)};

#define FAULT "font-slot"

static bool fill_slots(struct spec *spec, const char *path, const uint32_t *lines, struct diag *diag) {
    bool ok = true;
    for (unsigned i = 0; i < spec->list->faces_count; i++) {
        const struct spec_face *face = &spec->list->faces[i];
        struct diag_where where = {.file = path, .line = lines[i]};
        enum face slot;
        if (!face_named(str_of(face->slot), &slot)) {
            diag_at(diag, DIAG_USAGE, where, FAULT, _("there is no slot \"%s\"; correct its spelling"),
                    face->slot);
            ok = false;
        } else if (spec->slots[slot]) {
            diag_at(diag, DIAG_USAGE, where, FAULT, _("the slot \"%s\" is named twice; keep one"),
                    face->slot);
            ok = false;
        } else {
            spec->slots[slot] = face;
        }
    }
    return ok;
}

static bool all_filled(const struct spec *spec, const char *path, struct diag *diag) {
    bool ok = true;
    for (int slot = 0; slot < FACE_COUNT; slot++) {
        if (spec->slots[slot])
            continue;
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = path}, FAULT,
                _("the slot \"%s\" is missing; name its face"), face_name((enum face)slot));
        ok = false;
    }
    return ok;
}

bool spec_load(struct spec *spec, const char *path, struct diag *diag) {
    struct buf text = BUF_EMPTY;
    uint32_t lines[2 * FACE_COUNT] = {0};
    *spec = (struct spec){0};
    bool ok = file_read(path, &text, diag) &&
              yaml_load(path, buf_view(&text), &list_schema, (void **)&spec->list, NULL, diag);
    if (ok) {
        yaml_item_lines(buf_view(&text), "faces", lines, 2 * FACE_COUNT);
        ok = fill_slots(spec, path, lines, diag) && all_filled(spec, path, diag);
    }
    buf_fini(&text);
    if (!ok)
        spec_free(spec);
    return ok;
}

void spec_free(struct spec *spec) {
    if (spec->list)
        yaml_release(&list_schema, spec->list, 0);
    *spec = (struct spec){0};
}
