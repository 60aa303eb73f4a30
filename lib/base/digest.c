/* digest.c - SHA-256 and MD5 through libcrypto's EVP interface. */
#include "base/digest.h"
#include "base/mem.h"
#include <openssl/evp.h>
#include <stdlib.h>

struct digest {
    EVP_MD_CTX *context;
};

/* A machine's openssl.cnf, or that of OPENSSL_CONF, may take SHA-256 away, and is not worth the reading. */
static void without_settings(void) {
    if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
        mem_exhausted();
}

struct digest *digest_start(void) {
    struct digest *digest = mem_new(1, sizeof *digest);
    without_settings();
    digest->context = EVP_MD_CTX_new();
    /* The only way these fail is for want of memory: SHA-256 is always there. */
    if (!digest->context || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1)
        mem_exhausted();
    return digest;
}

void digest_add(struct digest *digest, const void *bytes, size_t len) {
    if (EVP_DigestUpdate(digest->context, bytes, len) != 1)
        mem_exhausted();
}

void digest_end(struct digest *digest, char hex[DIGEST_HEX]) {
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    if (EVP_DigestFinal_ex(digest->context, sum, &len) != 1 || len != 32)
        mem_exhausted();
    for (unsigned i = 0; i < len; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    hex[DIGEST_HEX - 1] = '\0';
    EVP_MD_CTX_free(digest->context);
    free(digest);
}

void digest_bytes(const void *bytes, size_t len, char hex[DIGEST_HEX]) {
    struct digest *digest = digest_start();
    digest_add(digest, bytes, len);
    digest_end(digest, hex);
}

bool digest_md5(const void *bytes, size_t len, unsigned char sum[16]) {
    without_settings();
    return EVP_Digest(len ? bytes : "", len, sum, NULL, EVP_md5(), NULL) == 1;
}
