/* verify.h - a dossier against the evidence attached to it. With nothing but the PDF and the program the dossier is made
 * again from the attached excerpts, and what its pages say is held against what they should say, number by number. The
 * folder's public header. Only this folder sees libqpdf. */
#ifndef HOSO_VERIFY_VERIFY_H
#define HOSO_VERIFY_VERIFY_H

#include "batch/batch.h"

struct verified {
    bool agrees;   /* the file was verified, and nothing differs */
    bool evidence; /* it carries some */
    uint32_t pages;
    size_t numbers;   /* words with digits on its pages that were held against the evidence */
    size_t different; /* of them, and of the words around them */
};

/* Verifies the PDF at `path`. What differs is reported as DIAG_ERROR, each number with its page, the words around it, what
 * the evidence gives and where that stands: verify-number, verify-text, verify-attachment, verify-drawn, verify-font, ...;
 * a file without evidence too (verify-no-evidence). What does not decide is a note or a warning (verify-version). The
 * evidence is unpacked into a private folder that is gone afterwards. False: it does not agree, or could not be verified. */
bool verify_file(const char *path, struct verified *out, struct diag *diag);

/* Asks a verification that is going on to end soon, and to clear up behind it. For handlers of signals. */
void verify_stop(void);

#endif
