/* Arenas, buffers, maps, dates, digests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "base/order.h"
#include <cmocka.h>
#include <string.h>

static void arena_gives_aligned_zeroed_memory(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    for (size_t size = 0; size < 9000; size += 37) {
        unsigned char *at = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)at % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(at[i], 0);
        memset(at, 0xAA, size);
    }
    arena_fini(&arena);
}

static void arena_reset_keeps_one_block_and_zeroes_again(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    memset(arena_alloc(&arena, 3 << 20), 1, 3 << 20);
    arena_alloc(&arena, 10);
    arena_reset(&arena);
    size_t settled = arena.total;
    assert_int_equal(*(char *)arena_alloc(&arena, 10), 0);
    assert_int_equal(arena.total, settled);
    assert_string_equal(arena_printf(&arena, "%d-%s", 7, "x").at, "7-x");
    arena_fini(&arena);
    arena_alloc(&arena, 10);
    settled = arena.total;
    arena_reset(&arena);
    assert_int_equal(arena.total, settled); /* the one block that there is */
    arena_fini(&arena);
}

/* What is larger than a block does not end the one that is being filled. */
static void arena_gives_large_arrays_a_block(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    char *first = arena_alloc(&arena, 16);
    char *large = arena_raw(&arena, 5, 1 << 20);
    memset(large, 0xAA, 5 << 20);
    char *second = arena_alloc(&arena, 16);
    assert_ptr_equal(second, first + 16);
    size_t before = arena.total;
    for (size_t i = 0; i < 3000; i++)
        memset(arena_raw(&arena, 1, 1000), 0xBB, 1000);
    assert_true(arena.total >= before + 2900000);
    for (size_t i = 0; i < 5 << 20; i += 4093)
        assert_true((unsigned char)large[i] == 0xAA);
    arena_reset(&arena);
    assert_true(arena.total < 4 << 20);
    arena_fini(&arena);
}

static void buffer_keeps_a_zero_behind(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    assert_int_equal(buf_view(&buf).len, 0);
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%d,", i);
    assert_int_equal(strlen(buf.at), buf.len);
    buf_clear(&buf);
    assert_string_equal(buf.at, "");
    buf_fini(&buf);
}

static void buffer_is_tamed_for_a_terminal(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "\x1b[0m");
    buf_puts(&buf, "a\x1b[31m\tb\x07\x7f\r\nữ");
    buf_tame(&buf, 4);
    assert_string_equal(buf.at, "\x1b[0ma [31m\tb   \nữ");
    buf_clear(&buf);
    buf_puts(&buf, "\u00A0\xC2\x9B\x33"
                   "1m\xC2\x80\u00C2"); /* U+009B begins a sequence as ESC [ does */
    buf_tame(&buf, 0);
    assert_string_equal(buf.at, "\u00A0  31m  \u00C2");
    buf_clear(&buf);
    buf_puts(&buf, "\xC2");
    buf_tame(&buf, 0);
    assert_string_equal(buf.at, "\xC2");
    buf_fini(&buf);
    buf_tame(&buf, 0);
    assert_int_equal(buf.len, 0);
}

static void map_finds_what_was_put(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    struct map map = MAP_EMPTY;
    assert_int_equal(map_find(&map, STR("x")), MAP_NONE);
    for (uint32_t i = 0; i < 5000; i++)
        map_put(&map, arena_printf(&arena, "key %u", i), i);
    for (uint32_t i = 0; i < 5000; i++)
        assert_int_equal(map_find(&map, arena_printf(&arena, "key %u", i)), i);
    map_put(&map, STR("key 7"), 99);
    assert_int_equal(map_find(&map, STR("key 7")), 99);
    assert_int_equal(map.used, 5000);
    for (uint32_t len = 0; len < 40; len++) { /* all lengths that the hash reads in other ways */
        struct str key = arena_str(&arena, str_cut(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), 0, len));
        assert_int_equal(map_find(&map, key), MAP_NONE);
        map_put_hashed(&map, key, map_hash(key), 6000 + len);
        assert_int_equal(map_find_hashed(&map, key, map_hash(key)), 6000 + len);
    }
    map_fini(&map);
    arena_fini(&arena);
}

static void dates_are_days_that_exist(void **state) {
    (void)state;
    struct date d;
    assert_true(date_parse(STR("2020-02-29"), &d));
    assert_false(date_parse(STR("2021-02-29"), &d));
    assert_false(date_parse(STR("2021-2-09"), &d));
    assert_false(date_parse(STR("2021-13-01"), &d));
    d = date_from_epoch(951782400); /* 29 February 2000 */
    assert_int_equal(d.year * 10000 + d.month * 100 + d.day, 20000229);
    assert_int_equal(date_days(d), 951782400 / 86400);
    assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days((struct date){1969, 12, 31}), -1);
    assert_int_equal(date_days((struct date){2200, 12, 31}), 84370);
    assert_true(date_parse(STR("2200-12-31"), &d));
    assert_false(date_parse(STR("2201-01-01"), &d));
    assert_true(date_parse(STR("1900-01-01"), &d));
    assert_false(date_parse(STR("1899-12-31"), &d));
    d = date_from_epoch(-1);
    assert_int_equal(d.year * 10000 + d.month * 100 + d.day, 19691231);
}

/* Day after day, over ends of months and of years that are leap years and that are not. */
static void days_follow_each_other(void **state) {
    (void)state;
    struct date before = {1999, 12, 31};
    for (int32_t days = date_days(before) + 1; days <= date_days((struct date){2004, 3, 2}); days++) {
        struct date d = date_from_epoch(INT64_C(86400) * days);
        assert_true(date_valid(d));
        assert_int_equal(date_days(d), days);
        assert_true(date_compare(before, d) < 0 && date_compare(d, before) > 0 && date_compare(d, d) == 0);
        assert_int_equal(date_compare(date_before(d), before), 0);
        before = d;
    }
    assert_false(date_known(date_before((struct date){0})));
    assert_true(date_compare((struct date){0}, before) < 0);
}

/* Any number of keys, near and far apart, many of them alike: ascending, and those alike as they stood. */
static void an_order_is_stable(void **state) {
    (void)state;
    static struct order list[3000];
    uint64_t seed = 7;
    for (size_t n = 0; n < 3000; n = n < 60 ? n + 1 : n * 2 + 13)
        for (unsigned shift = 0; shift < 64; shift += 9) {
            for (size_t i = 0; i < n; i++) {
                seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
                list[i] = (struct order){(seed >> 40 & 0x3FF) << shift, (uint32_t)i};
            }
            order_sort(list, n);
            for (size_t i = 1; i < n; i++)
                assert_true(list[i - 1].key < list[i].key ||
                            (list[i - 1].key == list[i].key && list[i - 1].item < list[i].item));
        }
}

static void digest_is_sha256(void **state) {
    (void)state;
    char hex[DIGEST_HEX];
    digest_bytes("abc", 3, hex); /* FIPS 180-4, example */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void slices_find_and_trim(void **state) {
    (void)state;
    assert_int_equal(str_find(STR("a;b;c"), STR(";"), 2), 3);
    assert_int_equal(str_find(STR("abc"), STR("x"), 0), STR_NONE);
    assert_true(str_equal(str_trim(STR(" \t a b \r\n")), STR("a b")));
    assert_true(str_starts(STR("xã Nà Tấu"), STR("xã ")));
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_int_equal(str_distance(STR("chech"), STR("chenh")), 1);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting")), 3);
    assert_int_equal(str_distance(STR(""), STR("abc")), 3);
    assert_int_equal(str_distance(STR("abc"), STR("abc")), 0);
}

static void test_buf_count(void **state) {
    (void)state;
    struct buf out = BUF_EMPTY;
    buf_count(&out, 0);
    buf_char(&out, ' ');
    buf_count(&out, 1090);
    buf_char(&out, ' ');
    buf_count(&out, UINT64_MAX);
    assert_true(str_equal(buf_view(&out), STR("0 1090 18446744073709551615")));
    buf_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buf_count),
        cmocka_unit_test(arena_gives_aligned_zeroed_memory),
        cmocka_unit_test(arena_reset_keeps_one_block_and_zeroes_again),
        cmocka_unit_test(arena_gives_large_arrays_a_block),
        cmocka_unit_test(buffer_keeps_a_zero_behind),
        cmocka_unit_test(buffer_is_tamed_for_a_terminal),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(dates_are_days_that_exist),
        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(an_order_is_stable),
        cmocka_unit_test(digest_is_sha256),
        cmocka_unit_test(slices_find_and_trim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
