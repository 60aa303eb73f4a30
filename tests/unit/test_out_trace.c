/* The trace: every item of a page with its millipoints, in the order of drawing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "hand.h"
#include <cmocka.h>

static void each_item_is_a_line(void **state) {
    (void)state;
    struct shaper *shaper = shaper_fixed();
    struct hand hand = {.shaper = *shaper};
    struct buf out = BUF_EMPTY;
    hand.pages.title = STR("Báo cáo");
    uint32_t document = hand_tag(&hand, TAG_DOCUMENT, 0);
    hand.tag = hand_tag(&hand, TAG_TD, document);
    hand.pages.tags[hand.tag].columns = 2;
    hand.pages.tags[hand.tag].alt = STR("Biểu đồ");
    hand_page(&hand, "");
    hand_words(&hand, 85000, 70000, FACE_SERIF_BOLD, 13000, "công chức");
    hand.tag = 0;
    hand.color = 0x1D3F8F;
    hand_rule(&hand, 1, 2, 3, 4, 500, true);
    hand_box(&hand, 0, 10, 20, 30);
    hand_page(&hand, "2");
    hand_link(&hand, 5, 6, 7, 8, hand_anchor(&hand, 0, 70000));
    hand_anchor(&hand, UINT32_MAX, 0); /* not placed */
    hand_outline(&hand, 1, "I. KẾT QUẢ", 1, 99);
    out_trace(&out, &hand.pages);
    assert_string_equal(out.at, "title \"Báo cáo\"\n"
                                "page 1 595276 841890 \"\"\n"
                                "text #2 000000 85000 70000 serif-bold 13000 |công\n"
                                "text #2 000000 117500 70000 serif-bold 13000 _chức\n"
                                "rule #0 1d3f8f 1 2 3 4 weight 500 dashed\n"
                                "fill #0 1d3f8f 0 10 20 10 20 30 0 30\n"
                                "page 2 595276 841890 \"2\"\n"
                                "link #0 5 6 7 8 to 1\n"
                                "anchor 1 page 1 0 70000\n"
                                "outline 1 page 2 99 \"I. KẾT QUẢ\"\n"
                                "tag #1 Document in #0\n"
                                "tag #2 TD in #1 spans 2x0 \"Biểu đồ\"\n");
    buf_fini(&out);
    arena_fini(&hand.arena);
    shaper_fixed_free(shaper);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_item_is_a_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
