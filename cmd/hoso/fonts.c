/* fonts.c - hoso fonts: which faces are used, from where, and what letters they lack. */
#include "command.h"

static const char usage[] = N_(
    "usage: hoso fonts [--format table|csv|json]\n"
    "\n"
    "Prints the faces that dossiers are set in: of the workspace, or the shipped choice where there is none.\n");

static const struct sheet_column columns[] = {
    {"face", N_("face"), false},   {"family", N_("family"), false},   {"style", N_("style"), false},
    {"version", NULL, false},      {"package", N_("package"), false}, {"licence", NULL, false},
    {"path", N_("file"), false},   {"sha256", NULL, false},           {"expected", N_("known file"), false},
    {"lacks", N_("lacks"), false},
};

static void print(struct call *call, const struct fonts *fonts) {
    struct sheet sheet;
    sheet_start(&sheet, call->form, columns, sizeof columns / sizeof *columns, &call->out);
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_info *info = fonts_info(fonts, (enum face)face);
        sheet_text(&sheet, str_of(info->name));
        sheet_text(&sheet, str_of(info->family));
        sheet_text(&sheet, str_of(info->style));
        sheet_text(&sheet, str_of(info->version));
        sheet_text(&sheet, str_of(info->package));
        sheet_text(&sheet, str_of(info->licence));
        sheet_text(&sheet, str_of(info->path));
        sheet_text(&sheet, str_of(info->sha256));
        const char *known = info->expected ? N_("yes") : N_("no");
        sheet_text(&sheet, str_of(sheet.form == SHEET_TABLE ? _(known) : known));
        sheet_text(&sheet, info->lacks);
    }
    sheet_end(&sheet);
}

static int run(struct call *call, int argc, char **argv) {
    static const char *const none[FACE_COUNT] = {0};
    struct workspace *workspace = NULL;
    struct fonts *fonts = NULL;
    struct arena arena = ARENA_EMPTY;
    bool ok = call_options(call, argc, argv, NULL, false, NULL);
    if (ok && call->help)
        return command_help(call, &command_fonts);
    ok = ok && call_no_args(call);
    if (ok && file_exists("hoso.yaml"))
        ok = (workspace = call_open(call)) != NULL;
    if (ok)
        fonts = fonts_survey(file_join(&arena, batch_data_folder(), "fonts/fonts.yaml"),
                             workspace ? workspace->own_fonts : none, &call->diag);
    if (fonts)
        print(call, fonts);
    int status = call_end(call, fonts ? _("faces listed") : NULL, 0);
    fonts_free(fonts);
    workspace_free(workspace);
    arena_fini(&arena);
    return status;
}

const struct command command_fonts = {"fonts", N_("prints which faces are used and what letters they lack"),
                                      usage, NULL, run};
