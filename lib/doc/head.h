/* head.h - the YAML head of a template: what the dossier is called and how it looks.
 *
 *     ---
 *     kind: report                # report: letterhead and signature; appendix: neither
 *     name: BÁO CÁO               # cell 5a
 *     subject: ["Chất lượng đội ngũ ...", "{{ don_vi }} {{ ky() }}"]
 *     title: "..."                # of the PDF; without it name and subject
 *     style: nd30
 *     addressees: true            # whether "Kính gửi" is printed
 *     draft: false                # each page is marked "DỰ THẢO"
 *     signature: true             # an empty field for a digital signature stands over the signer's name
 *     to: ["Ủy ban nhân dân {{ don_vi }}"]  # "Kính gửi" this dossier's own addressees in place of the workspace's
 *     ---
 *
 * Texts may contain {{ expression }}. */
#ifndef HOSO_DOC_HEAD_H
#define HOSO_DOC_HEAD_H

#include "base/yaml.h"

struct head {
    char *kind, *name, *title, *style;
    char **subject, **to;
    unsigned subject_count, to_count;
    bool *addressees, *draft, *signature;
};

/* Reads the head of `source` (the bytes of `path`); `*body` is where the Markdown begins. NULL after a DIAG_USAGE: no
 * head, broken YAML, an unknown key or kind. Yours to head_free. */
struct head *head_load(const char *path, struct str source, size_t *body, struct diag *diag);
void head_free(struct head *head);

/* The symbol of a document of this kind (cell 5a), from the issuer's, which is that of its reports: BC-SNV for a THÔNG BÁO is
 * TB-SNV (NĐ 30/2020, PL III, I). As it is where it names no kind, or the kind has no abbreviation. In the arena. */
struct str head_symbol(struct arena *arena, struct str symbol, const char *kind);

#endif
