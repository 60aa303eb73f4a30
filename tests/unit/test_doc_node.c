/* The tree: printing and checking. */
#include "doc/doc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena arena;

static struct node *document(void) {
    arena = ARENA_EMPTY;
    struct node *root = node_new(&arena, NODE_DOCUMENT);
    struct node *paragraph = node_add(root, node_new(&arena, NODE_PARAGRAPH));
    node_text(&arena, paragraph, STR("Có "));
    struct node *figure = node_add(paragraph, node_new(&arena, NODE_FIGURE));
    figure->as.figure.anchor = 1;
    figure->as.figure.evidence = 2;
    node_text(&arena, figure, STR("1.279"));
    struct node *note = node_add(root, node_new(&arena, NODE_NOTE));
    node_add(note, node_new(&arena, NODE_ANCHOR))->as.anchor = 2;
    struct node *link = node_add(note, node_new(&arena, NODE_LINK));
    link->as.anchor = 1;
    node_text(&arena, link, STR("[\"1\"]\n"));
    return root;
}

static void test_print(void **state) {
    (void)state;
    struct buf out = BUF_EMPTY;
    node_print(&out, document());
    assert_string_equal(out.at, "document\n"
                                "  paragraph\n"
                                "    text \"Có \"\n"
                                "    figure #1 evidence #2\n"
                                "      text \"1.279\"\n"
                                "  note\n"
                                "    anchor #2\n"
                                "    link -> #1\n"
                                "      text \"[\\\"1\\\"]\\n\"\n");
    buf_fini(&out);
    arena_fini(&arena);
}

/* Whether node_check aborts, seen from a child process. */
static bool aborts(const struct node *root) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(2);
        node_check(root);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void test_check(void **state) {
    (void)state;
    struct node *root = document();
    assert_false(aborts(root));
    root->last->last->as.anchor = 9; /* leads nowhere */
    assert_true(aborts(root));
    root->last->last->as.anchor = 1;
    root->last->first->as.anchor = 1; /* twice */
    assert_true(aborts(root));
    root->last->first->as.anchor = 2;
    root->first->first->parent = root; /* a wrong parent */
    assert_true(aborts(root));
    root->first->first->parent = root->first;
    node_add(root->first, node_new(&arena, NODE_TABLE)); /* a block in a paragraph */
    assert_true(aborts(root));
    arena_fini(&arena);
}

static void test_row_width(void **state) {
    (void)state;
    static const enum align columns[] = {ALIGN_LEFT, ALIGN_DECIMAL};
    struct node *root = document();
    struct node *table = node_add(root, node_new(&arena, NODE_TABLE));
    table->as.table.columns = columns;
    table->as.table.n_columns = 2;
    struct node *row = node_add(table, node_new(&arena, NODE_ROW));
    node_add(row, node_new(&arena, NODE_CELL))->as.cell.columns = 2;
    assert_false(aborts(root));
    node_add(row, node_new(&arena, NODE_CELL))->as.cell.columns = 1;
    assert_true(aborts(root));
    arena_fini(&arena);
}

/* A walk costs no stack however deep the tree is. */
static void test_deep(void **state) {
    (void)state;
    arena = ARENA_EMPTY;
    struct node *root = node_new(&arena, NODE_DOCUMENT);
    struct node *at = node_add(root, node_new(&arena, NODE_PARAGRAPH));
    for (int i = 0; i < 20000; i++)
        at = node_add(at, node_new(&arena, NODE_STRONG));
    node_check(root);
    arena_fini(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_row_width),
        cmocka_unit_test(test_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
