/* clue.h - what trace.c and trace_aside.c share: words of the text as evidence. Seen by them only. */
#ifndef HOSO_EXTRACT_CLUE_H
#define HOSO_EXTRACT_CLUE_H

#include "extract/internal.h"

#define LOOK_MAX 60 /* tokens: as far as bind.c looks for a label */

/* The words of nfc.text[at, end), kept with the sightings. */
struct str clue_words(struct reader *reader, uint32_t at, uint32_t end);
struct clue clue_said(struct reader *reader, struct said said);
/* Of the tokens from `first` to `last`; of token `i`, which `number` may stand in front of. */
struct clue clue_tokens(struct reader *reader, size_t first, size_t last);
struct clue clue_token(struct reader *reader, size_t i, size_t number);
/* Who says a feature that the label does not have; `implied`: by words that only imply it. */
struct clue clue_handed_on(struct reader *reader, size_t number, features one, bool *implied);

/* The label of a binding, and what it counts (trace.c). */
void trace_label(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                 struct trace *trace);

/* ---- trace_aside.c: what was not taken ---------------------------------------------------------------------------------- */

/* What a binding was set aside for; trace->why says it. */
void trace_aside(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                 const struct verdict *verdict, struct trace *trace);
/* How near words came that name something. */
void trace_unread(struct reader *reader, const struct bindings *bindings, const struct binding *binding,
                  struct trace *trace);

#endif
