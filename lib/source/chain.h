/* chain.h - two ways back made one. For this folder only. */
#ifndef HOSO_SOURCE_CHAIN_H
#define HOSO_SOURCE_CHAIN_H

#include "text/text.h"

/* `outer` leads back to the text of `inner`: makes it lead to the bytes that `inner` came from. */
void nfc_chain(struct arena *arena, struct nfc *outer, const struct nfc *inner);

#endif
