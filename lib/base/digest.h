/* digest.h - SHA-256 (FIPS 180-4) through OpenSSL's libcrypto, as lower-case hex. */
#ifndef HOSO_BASE_DIGEST_H
#define HOSO_BASE_DIGEST_H

#include "base/str.h"

#define DIGEST_HEX 65 /* [bytes] 64 digits and the zero */

/* SHA-256 of `len` bytes. */
void digest_bytes(const void *bytes, size_t len, char hex[DIGEST_HEX]);

/* MD5, which PDF asks for as the checksum of an attached file; it guards nothing. False where libcrypto refuses it. */
bool digest_md5(const void *bytes, size_t len, unsigned char sum[16]);

/* Over many pieces: digest_start, digest_add..., digest_end (which frees). */
struct digest *digest_start(void);
void digest_add(struct digest *digest, const void *bytes, size_t len);
void digest_end(struct digest *digest, char hex[DIGEST_HEX]);

#endif
