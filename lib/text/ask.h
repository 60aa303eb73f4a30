/* ask.h - what a code point asks of those who read a text. For the files of this folder only. */
#ifndef HOSO_TEXT_ASK_H
#define HOSO_TEXT_ASK_H

#include <stdbool.h>
#include <stdint.h>

/* What it asks of the normaliser: to be left out; to be replaced or taken apart; to be put together with the one before. */
enum ask { ASK_NOTHING, ASK_DROP, ASK_LETTER, ASK_MARK };

enum ask ask_of(uint32_t code);
/* What `code` is typed for: Icelandic eth and African D for Đ, the OI letter for Ư (old PDFs), full-width digits and signs
 * for those of ASCII. */
uint32_t ask_meant(uint32_t code);
/* Is it a sign or letter of Latin-1 that Vietnamese text does not have? */
bool ask_strange(uint32_t code);

#endif
