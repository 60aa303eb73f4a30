/* test_doc_reference.c - footnotes, references, contents and turned pages: from a template to the tree. */
#include "filled.h"

#define NB "\xC2\xA0"

static struct filled f;

static const char *body(const char *text) {
    filled_start(&f);
    struct buf all = BUF_EMPTY;
    buf_printf(&all, "%s%s", HEAD, text);
    const char *tree = fill(&f, all.at);
    buf_fini(&all);
    return tree;
}

static void fails(const char *text, const char *message) {
    has(body(text), message);
    filled_end(&f);
}

static void test_footnotes(void **state) {
    (void)state;
    const char *tree =
        body("Một[^a] và hai{{ chu_thich({\"có \", so(\"staff.total\"), \" người\"}) }}, lại một[^a].\n\n"
             "[^a]: Chú *thích*.\n");
    has(tree, "footnote mark=\"1\"\n      text \"Chú \"\n      emphasis");
    has(tree, "footnote mark=\"2\"\n      text \"có \"\n      figure #2 evidence #1\n");
    has(tree, "text \", lại một\"\n    superscript\n      text \"1\"\n");
    filled_end(&f);
    tree = body("A[^1]\n\n[^1]: x{{ chu_thich(\"y\") }}\n");
    has(tree, "footnote mark=\"1\"\n      text \"x (y)\"\n");
    filled_end(&f);
    tree = body("Một{{ chu_thich({so(\"staff.total\"), \" người\"}) }}\n");
    has(tree, "text \"1.279\"\n      text \" người\""); /* without a mark of evidence in the note */
    filled_end(&f);
}

/* In a table numbers would be taken for numbers: a) b), under the table, the same text once. */
static void test_notes_of_a_table(void **state) {
    (void)state;
    const char *tree = body("```bang\ncot = {\"A\", \"B\"},\n"
                            "dong = {{{\"x\", chu_thich(\"tạm tính\")}, {\"y\", chu_thich(\"cũ\")}},"
                            " {{\"z\", chu_thich(\"tạm tính\")}, \"t\"}},\nghi_chu = \"Nguồn.\",\n```\n");
    has(tree, "text \"x\"\n        superscript\n          text \"a\"");
    has(tree, "text \"y\"\n        superscript\n          text \"b\"");
    has(tree, "text \"z\"\n        superscript\n          text \"a\"");
    has(tree,
        "note\n    superscript\n      text \"a\"\n    text \" tạm tính\"\n  note\n    superscript\n      text \"b\"");
    has_not(tree, "footnote");
    filled_end(&f);
}

static void test_references(void **state) {
    (void)state;
    const char *tree = body(
        "Ở {{ xem(\"b\") }}; {{ xem(\"b\", \"so\") }}; {{ xem(\"b\", \"trang\") }}; {{ xem(\"h\") }}.\n\n"
        "# II. KẾT QUẢ{{ moc(\"h\") }}\n\n"
        "```bang\nma = \"b\", ten = \"Bảng thử\", cot = {\"A\"}, dong = {{\"x\"}},\n```\n");
    has(tree, "text \"Bảng" NB "1\"\n      text \", trang" NB "\"\n      page -> #");
    has(tree, "text \"mục" NB "II\"\n      text \", trang" NB "\"\n      page -> #");
    has(tree, "text \"; \"\n    link -> #2\n      text \"Bảng" NB "1\"\n    text \"; \"");
    has(tree, "caption\n    anchor #2\n    strong\n      text \"Bảng" NB "1.\"");
    filled_end(&f);
}

static void test_reference_into_an_appendix(void **state) {
    (void)state;
    const char *tree =
        body("Xem {{ xem(\"n\") }}.\n\n```phu-luc\nso = \"Phụ lục III\", ten = \"NGUỒN\",\n```\n\n"
             "Đây{{ moc(\"n\") }}, và {{ xem(\"n\") }}.\n");
    has(tree, "page -> #1\n      text \" Phụ lục III\"");
    has(tree, "text \"trang" NB "\"\n        page -> #1\n      text \".\""); /* within it: just the page */
    filled_end(&f);
}

static void test_forms_of_pages(void **state) {
    (void)state;
    const char *tree = body("```muc-luc\ncap = 3,\n```\n\n```trang-ngang\n```\n\nA\n\n```trang-doc\n```\n\n"
                            "```phu-luc\nso = \"Phụ lục\", ten = \"X\", ngang = true,\n```\n");
    has(tree,
        "contents title=\"MỤC LỤC\" 3\n  page-break landscape\n  paragraph\n    text \"A\"\n  page-break portrait\n");
    has(tree, "appendix landscape\n");
    assert_true(f.doc->appendix && !f.doc->draft);
    filled_end(&f);
    filled_start(&f);
    fill(&f, "---\nkind: report\ndraft: true\n---\nA\n");
    assert_true(!f.doc->appendix && f.doc->draft);
    filled_end(&f);
}

static void test_ranking(void **state) {
    (void)state;
    const char *tree = body(
        "```bieu-do\nkieu = \"xep-hang\", nhan_manh = \"xã B\", loai = {\"xã A\", \"xã B\", \"xã C\", \"xã D\"},\n"
        "moc = {\"Tỉnh\", so(\"edu.university\")},\n"
        "chuoi = {{\"\", so(\"edu.university\", 2016), so(\"edu.university\"), nil, so(\"edu.university\")}},\n```\n");
    has(tree, "chart ranking");
    has(tree,
        "| 1. \"xã B\"! 1. \"xã D\" 3. \"xã A\" 0. \"xã C\"\n"); /* equal ones share a rank, none is last */
    has(tree, "= \"Tỉnh\" \"64,7\"");
    filled_end(&f);
    tree = body("```bieu-do\nkieu = \"xep-hang\", thu_tu = \"tang\", loai = {\"a\", \"b\"},\n"
                "chuoi = {{\"\", so(\"edu.university\"), so(\"edu.university\", 2016)}},\n```\n");
    has(tree, "| 1. \"b\" 2. \"a\"\n");
    filled_end(&f);
}

static void test_faults(void **state) {
    (void)state;
    fails("Xem {{ xem(\"khong-co\") }}.\n",
          "4:13: template-reference: nothing that is printed is called “khong-co”");
    fails("{{ moc(\"x\") }}A {{ moc(\"x\") }}\n", "template-reference: two places are called “x”");
    fails("{{ xem(\"x\", \"dong\") }}\n", "template-value: a reference is whole");
    fails("{{ chu_thich(nil) }}\n", "template-value: a footnote needs its text");
    fails("{{ chu_thich({\"a\", chu_thich(\"b\")}) }}\n", "template-value: a footnote needs its text");
    fails("```bang\nma = \"x\", cot = {\"A\"}, dong = {{\"x\"}},\n```\n",
          "what is referred to by ma needs its caption");
    fails("| A[^1] |\n| --- |\n| b |\n\n[^1]: x\n", "template-footnote");
    fails("A[^1]\n\n[^1]: x[^2]\n\n[^2]: y\n", "template-footnote");
    fails("```muc-luc\ncap = 5,\n```\n", "headings have levels from 1 to 4");
    fails(
        "```bieu-do\nkieu = \"xep-hang\", loai = {1}, chuoi = {{\"a\", so(\"staff.total\")}, {\"b\", so(\"staff.total\")}},\n```\n",
        "a ranking has one series");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_footnotes),      cmocka_unit_test(test_notes_of_a_table),
        cmocka_unit_test(test_references),     cmocka_unit_test(test_reference_into_an_appendix),
        cmocka_unit_test(test_forms_of_pages), cmocka_unit_test(test_ranking),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
