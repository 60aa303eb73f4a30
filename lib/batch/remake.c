/* remake.c - the way of one dossier without its file. */
#include "batch/remake.h"
#include "batch/dossier.h"

bool batch_remake(struct workspace *workspace, size_t dossier, struct remade *out, struct diag *diag) {
    struct kit kit;
    struct out_info info;
    *out = (struct remade){0};
    bool ok = kit_open(&kit, workspace, kit_fonts(workspace, diag), diag);
    if (ok)
        out->pages = dossier_pages(&kit, &out->arena, &workspace->dossiers[dossier], workspace->date,
                                   &out->doc, &info, diag);
    ok = out->pages != NULL && out_pdf(&out->pdf, out->pages, kit.fonts, &info, diag);
    if (ok) {
        out->attachments = info.attachments;
        out->n_attachments = info.n_attachments;
    }
    kit_close(&kit);
    return ok;
}

void remade_fini(struct remade *remade) {
    buf_fini(&remade->pdf);
    arena_fini(&remade->arena);
    *remade = (struct remade){0};
}
