/* plan_checks.c - what hoso.yaml says of units and checks: crosswalks, levels and tolerances, acknowledgements. */
#include "batch/plan.h"
#include "batch/shipped.h"
#include <string.h>

/* A table of the workspace that is no source of figures; kept, since what is read from it borrows its text. NULL after a
 * message. */
static const struct source *load_table(struct workspace *workspace, const char *name, size_t room,
                                       struct diag *diag) {
    const char *path = file_join(&workspace->arena, workspace->folder, name);
    if (!workspace->tables)
        workspace->tables = ARENA_ARRAY(&workspace->arena, room, struct source *);
    if (!file_exists(path)) {
        diag_at(diag, DIAG_USAGE, plan_where(workspace, 0), "source-missing",
                _("there is no file \"%s\"; check the name or the pattern"), name);
        return NULL;
    }
    struct source *table = source_load_as(path, 0, SOURCE_TABLE, diag);
    if (!table)
        return NULL;
    source_digest(table);
    workspace->tables[workspace->n_tables++] = table;
    return table;
}

static size_t n_tables(const struct settings *settings) {
    return settings->crosswalks_count + 1;
}

bool plan_units(struct workspace *workspace, struct diag *diag) {
    const struct settings *settings = workspace->settings;
    const char *path = shipped_path(&workspace->arena, workspace->folder, "templates/units.yaml");
    if (!path) {
        diag_say(
            diag, DIAG_USAGE, "data-missing",
            _("templates/units.yaml is not in %s; set HOSO_DATA to the folder that came with the program"),
            batch_data_folder());
        return false;
    }
    workspace->units = units_load(path, diag);
    bool ok = workspace->units != NULL;
    for (unsigned i = 0; ok && i < settings->crosswalks_count; i++) {
        const struct source *table = load_table(workspace, settings->crosswalks[i], n_tables(settings), diag);
        ok = table && units_crosswalk(workspace->units, table, diag);
    }
    workspace->figures.units = workspace->units;
    return ok;
}

static bool read_level(const char *text, struct check_rule *rule) {
    static const char *const words[] = {"off", "note", "warning", "error"};
    for (int i = 0; text && i < 4; i++)
        if (strcmp(text, words[i]) == 0) {
            rule->off = i == 0;
            rule->level = i == 0 ? FINDING_PASS : FINDING_NOTE + (i - 1);
            return true;
        }
    return text == NULL;
}

static bool read_rule(const struct workspace *workspace, const struct settings_check *in, uint32_t line,
                      struct check_rule *rule, struct diag *diag) {
    struct diag_where where = plan_where(workspace, line);
    struct decimal built_in;
    *rule = (struct check_rule){.id = in->id, .tolerance = DECIMAL_MISSING};
    if (!check_known(in->id))
        diag_at(diag, DIAG_USAGE, where, "check-unknown",
                _("there is no check \"%s\"; the table of findings shows their ids"), in->id);
    else if (!read_level(in->level, rule))
        diag_at(diag, DIAG_USAGE, where, "check-level",
                _("\"%s\" is no level; write off, note, warning or error"), in->level);
    else if (in->tolerance && !check_tolerance(in->id, &built_in))
        diag_at(diag, DIAG_USAGE, where, "check-tolerance",
                _("the check \"%s\" has no tolerance; take it out"), in->id);
    else if (in->tolerance &&
             (!decimal_parse(str_of(in->tolerance), &rule->tolerance) || decimal_sign(rule->tolerance) < 0))
        diag_at(diag, DIAG_USAGE, where, "check-tolerance", _("\"%s\" is no tolerance; write it as 0.2"),
                in->tolerance);
    else
        return true;
    return false;
}

bool plan_checks(struct workspace *workspace, struct diag *diag) {
    const struct settings *settings = workspace->settings;
    struct check_settings *checks = &workspace->checks;
    struct check_rule *rules = ARENA_ARRAY(&workspace->arena, settings->checks_count, struct check_rule);
    uint32_t *lines = ARENA_ARRAY(&workspace->arena, settings->checks_count, uint32_t);
    bool ok = true;
    yaml_item_lines(workspace->text, "checks", lines, settings->checks_count);
    for (unsigned i = 0; i < settings->checks_count; i++)
        ok &= read_rule(workspace, &settings->checks[i], lines[i], &rules[i], diag);
    checks->rules = rules;
    checks->n_rules = settings->checks_count;
    checks->date = workspace->date;
    if (!settings->acknowledged)
        return ok;
    const struct source *table = load_table(workspace, settings->acknowledged, n_tables(settings), diag);
    return table &&
           acknowledgements_read(&workspace->arena, table, &checks->acknowledged, &checks->n_acknowledged,
                                 diag) &&
           ok;
}

void plan_acknowledged(struct workspace *workspace, struct diag *diag) {
    const struct check_settings *checks = &workspace->checks;
    for (size_t i = 0; i < checks->n_acknowledged; i++)
        if (!checks->acknowledged[i].used)
            diag_at(
                diag, DIAG_NOTE,
                (struct diag_where){.file = file_join(&workspace->arena, workspace->folder,
                                                      workspace->settings->acknowledged),
                                    .line = checks->acknowledged[i].line},
                "acknowledgement-unused",
                _("no finding rests on %.*s; take the row out, or write the figure as the table of findings does"),
                STR_ARG(checks->acknowledged[i].figure));
}
