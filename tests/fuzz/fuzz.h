/* fuzz.h - the entry that libFuzzer calls. */
#ifndef HOSO_FUZZ_H
#define HOSO_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
