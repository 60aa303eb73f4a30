/* test_layout_gallery.c - one dossier with every construct: what must hold of any pages holds of it. */
#include "layout_check.h"

static void test_gallery_is_sound(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    arena_fini(&b.g.arena);
    gallery_all(&b.g);
    b.root = b.g.doc.root;
    node_check(b.root);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_int_equal(diag_worst(&b.diag), DIAG_OK);
    check_pages(pages, true);
    for (uint32_t i = 1; i <= 40; i++) /* the annex's entries are all there */
        assert_true(pages->anchors[i].page < pages->n);
    assert_int_equal(pages->outline[0].level, 1);
    assert_true(str_equal(pages->outline[0].title, STR("I. Kết quả chủ yếu")));
    assert_true(str_equal(pages->outline[pages->n_outline - 1].title, STR("Phụ lục I. Nguồn số liệu")));
    bench_end(&b);
}

static void test_same_tree_same_pages(void **state) {
    (void)state;
    struct buf bytes[2] = {BUF_EMPTY, BUF_EMPTY};
    for (int run = 0; run < 2; run++) {
        struct bench b;
        bench_start(&b);
        arena_fini(&b.g.arena);
        gallery_all(&b.g);
        b.root = b.g.doc.root;
        struct pages *pages = bench_pages(&b);
        assert_non_null(pages);
        for (uint32_t i = 0; i < pages->n; i++)
            for (uint32_t k = 0; k < pages->items[i]->n_items; k++) {
                const struct page_item *item = &pages->items[i]->items[k];
                buf_printf(&bytes[run], "%d %u %x ", (int)item->type, item->tag, item->color);
                if (item->type == ITEM_TEXT)
                    buf_printf(&bytes[run], "%d %d\n", item->as.text.x, item->as.text.y);
            }
        bench_end(&b);
    }
    assert_true(str_equal(buf_view(&bytes[0]), buf_view(&bytes[1])));
    buf_fini(&bytes[0]);
    buf_fini(&bytes[1]);
}

static void test_empty_document_is_one_page(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct pages *pages = bench_pages(&b);
    assert_non_null(pages);
    assert_int_equal(pages->n, 1);
    assert_int_equal(pages->items[0]->n_items, 0);
    bench_end(&b);
}

static const struct shape *lacking(void *aux, enum face face, struct str nfc) {
    static struct shape none = {.missing = 0x416};
    const struct shaper *fixed = aux;
    if (str_find(nfc, STR("Ж"), 0) != STR_NONE)
        return &none;
    return fixed->shape(fixed->aux, face, nfc);
}

static const struct face_metrics *fixed_metrics(void *aux, enum face face) {
    const struct shaper *fixed = aux;
    return fixed->metrics(fixed->aux, face);
}

static void test_letter_without_a_face_fails(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct shaper shaper = {lacking, fixed_metrics, b.shaper};
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, "Xã Ж và xã Ж")->line = 7;
    assert_null(gallery_pages(&b.g, b.style, &shaper, &b.diag));
    assert_int_equal(b.diag.count[DIAG_ERROR], 1); /* once, though it is there twice */
    assert_string_equal(b.diag.first->id, "layout-letter");
    assert_int_equal(b.diag.first->where.line, 7);
    assert_non_null(strstr(b.diag.first->text, "Ж"));
    bench_end(&b);
}

static const struct shape *half(void *aux, enum face face, struct str nfc) {
    static struct shape none = {.missing = 0x26a0};
    const struct shaper *fixed = aux;
    if (face != FACE_SYMBOL && str_find(nfc, STR("⚠"), 0) != STR_NONE)
        return &none;
    if (face == FACE_SYMBOL && !str_equal(nfc, STR("⚠")))
        return &none;
    return fixed->shape(fixed->aux, face, nfc);
}

static void test_symbol_face_steps_in(void **state) {
    (void)state;
    struct bench b;
    bench_start(&b);
    struct shaper shaper = {half, fixed_metrics, b.shaper};
    gallery_block(&b.g, b.root, NODE_PARAGRAPH, "(99,5⚠)");
    struct pages *pages = gallery_pages(&b.g, b.style, &shaper, &b.diag);
    assert_non_null(pages);
    assert_int_equal(pages->items[0]->n_items, 3);
    assert_int_equal(pages->items[0]->items[0].as.text.face, FACE_SERIF);
    assert_int_equal(pages->items[0]->items[1].as.text.face, FACE_SYMBOL);
    assert_true(str_equal(pages->items[0]->items[2].as.text.shape->text, STR(")")));
    assert_false(pages->items[0]->items[1].as.text.after_space);
    bench_end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gallery_is_sound),           cmocka_unit_test(test_same_tree_same_pages),
        cmocka_unit_test(test_empty_document_is_one_page), cmocka_unit_test(test_letter_without_a_face_fails),
        cmocka_unit_test(test_symbol_face_steps_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
